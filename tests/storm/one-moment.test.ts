import { expect, test } from 'vitest';
import { build } from '../../functions/build/build.ts';
import { listUploads } from '../../functions/build/plan.ts';
import { pointerKey } from '../../functions/contract/keys.ts';
import { Problem } from '../../functions/contract/problem.ts';
import { aroundStore } from './around-store.ts';
import { beginning } from './beginning.ts';
import { cleanBuild, publishedIn } from './clean-build.ts';
import { DATASET, tinyTools } from './tiny-cases.ts';

// What the simulation has found, by the schedules that led to it.

const MARCH = `${DATASET}/2020-03-30.csv`;
const APRIL = `${DATASET}/2020-04-01.csv`;
const CLEAN = `${DATASET}/clean.sql`;

test('uploads that change between two pages of a listing are listed again: what is built was there at one moment', async () => {
  const { stores, put } = await beginning();
  let listings = 0;
  const uploads = aroundStore(stores.uploads, {
    async *list(...asked) {
      // One of the root and one of the folder are one listing.
      if (asked[0] !== '') listings += 1;
      for await (const object of stores.uploads.list(...asked)) {
        yield object;
        // A put of an earlier key, then one of a later: never was the second there without the first.
        if (listings > 1 || object.key !== MARCH) continue;
        await put(MARCH, 1);
        await put(APRIL, 1);
      }
    },
  });
  await build(DATASET, tinyTools({ ...stores, uploads }));
  expect(listings).toBe(3);
  const expected = await cleanBuild(stores.uploads);
  expect(await publishedIn(stores.site, expected.keys())).toEqual(expected);
});

test('listUploads(dataset, store) of uploads that never rest ends with a sentence', async () => {
  const { stores } = await beginning();
  let change = 0;
  const restless = aroundStore(stores.uploads, {
    async *list(...asked) {
      change += 1;
      await stores.uploads.put(MARCH, Buffer.from(`state,cases\nUS-NY,${change}\n`));
      yield* stores.uploads.list(...asked);
    },
  });
  await expect(listUploads(DATASET, restless, async () => undefined)).rejects.toThrow(
    new Problem(
      'conflict',
      'the uploads of "cases" must not change while they are listed; they changed between 9 listings',
    ),
  );
});

test('a descriptor that is replaced after it was listed is read with the uploads of its own moment', async () => {
  const { stores, put, visitor } = await beginning();
  let replaced = false;
  const uploads = aroundStore(stores.uploads, {
    async get(key) {
      if (key === CLEAN && !replaced) {
        replaced = true;
        await put(MARCH, 2);
        await put(CLEAN, 1);
      }
      return stores.uploads.get(key);
    },
  });
  await build(DATASET, tinyTools({ ...stores, uploads }));
  const expected = await cleanBuild(stores.uploads);
  expect(await publishedIn(stores.site, expected.keys())).toEqual(expected);
  expect((await visitor.look())?.receipt.rules[0]?.rule).toBe('once more');
});

test('a descriptor that is deleted after it was listed refuses the snapshot, and does not fail the build', async () => {
  const { stores } = await beginning();
  const uploads = aroundStore(stores.uploads, {
    async get(key) {
      if (key === CLEAN) await stores.uploads.delete(key);
      return stores.uploads.get(key);
    },
  });
  const { receipt } = await build(DATASET, tinyTools({ ...stores, uploads }));
  expect(receipt.summary).toMatch('clean names clean.sql, which does not exist');
});

test('a store that fails under a descriptor fails the build, and is held against no upload', async () => {
  const { stores } = await beginning();
  const uploads = aroundStore(stores.uploads, {
    async get(key) {
      if (key === CLEAN) throw new Problem('store-failed', 'the bucket got too many requests at once');
      return stores.uploads.get(key);
    },
  });
  await expect(build(DATASET, tinyTools({ ...stores, uploads }))).rejects.toMatchObject({ code: 'store-failed' });
  expect(await stores.site.get(pointerKey(DATASET))).toBeUndefined();
});
