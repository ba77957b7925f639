import { expect, test } from 'vitest';
import { build } from '../../functions/build/build.ts';
import { Problem } from '../../functions/contract/problem.ts';
import { aroundStore } from './around-store.ts';
import { beginning } from './beginning.ts';
import { DATASET, tinyTools } from './tiny-cases.ts';

// S3 answers 409 to a condition while somebody else is writing. Found by the simulation.
test.each(['snapshots', 'receipts'])(
  '%s that are refused because another writes them, and fails, are written',
  async folder => {
    const { stores, visitor } = await beginning();
    const site = aroundStore(stores.site, {
      async put(key, bytes, condition) {
        if (condition !== undefined && key.includes(`/${folder}/`))
          throw new Problem('conflict', 'ConditionalRequestConflict');
        return stores.site.put(key, bytes, condition);
      },
    });
    await build(DATASET, tinyTools({ ...stores, site }));
    expect((await visitor.look())?.snapshot.lastDate).toBe('2020-04-01');
  },
);
