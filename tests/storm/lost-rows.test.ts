import { expect, test } from 'vitest';
import { build } from '../../functions/build/build.ts';
import { beginning } from './beginning.ts';
import { cleanBuild, publishedIn } from './clean-build.ts';
import { DATASET, tinyTools } from './tiny-cases.ts';

const APRIL = `${DATASET}/2020-04-01.csv`;

test('rows that are gone from the work store are read again, whatever ledger and records say', async () => {
  const { stores, put } = await beginning();
  await build(DATASET, tinyTools(stores));
  for await (const { key } of stores.work.list('')) if (key.endsWith('.parquet')) await stores.work.delete(key);
  await put(APRIL, 2);
  await build(DATASET, tinyTools(stores));
  const expected = await cleanBuild(stores.uploads);
  expect(await publishedIn(stores.site, expected.keys())).toEqual(expected);
});
