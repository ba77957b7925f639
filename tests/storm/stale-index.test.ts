import { expect, test } from 'vitest';
import { build } from '../../functions/build/build.ts';
import { INDEX_KEY } from '../../functions/contract/keys.ts';
import { Problem } from '../../functions/contract/problem.ts';
import { collect } from '../../functions/snapshots/collect.ts';
import { aroundStore } from './around-store.ts';
import { beginning } from './beginning.ts';
import { DATASET, tinyTools } from './tiny-cases.ts';

// Found by the simulation; here by the schedule that led to it.

test('a collection after a build that died before the index leaves an index of what is there', async () => {
  const { stores, put, visitor } = await beginning();
  await build(DATASET, tinyTools(stores));
  await put(`${DATASET}/2020-04-01.csv`, 1);
  const site = aroundStore(stores.site, {
    async put(key, bytes, condition) {
      if (key === INDEX_KEY) throw new Problem('store-failed', 'it died here');
      return stores.site.put(key, bytes, condition);
    },
  });
  await expect(build(DATASET, tinyTools({ ...stores, site }))).rejects.toThrow('it died here');
  const { dropped } = await collect(DATASET, stores, { keep: 1, now: () => new Date('2020-07-11T12:00:00Z') });
  expect(dropped).toHaveLength(1);
  expect((await visitor.look())?.id).not.toBe(dropped[0]);
});
