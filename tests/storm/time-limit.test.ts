import { expect, test } from 'vitest';
import { build } from '../../functions/build/build.ts';
import { createHandler } from '../../functions/build/handle-messages.ts';
import { createTimeLimit, Unfinished } from '../../functions/job/build.ts';
import { batchOf, changeOf } from '../aws/event-of.ts';
import { aroundStore } from './around-store.ts';
import { beginning } from './beginning.ts';
import { cleanBuild, publishedIn } from './clean-build.ts';
import { DATASET, tinyTools } from './tiny-cases.ts';

const MONTHS = Array.from({ length: 30 }, (_, month) => new Date(Date.UTC(2018, month, 15)).toISOString().slice(0, 10));

test('createTimeLimit(leftMs) stops where twice the longest step may be too long', () => {
  let left = 100_000;
  const stepDone = createTimeLimit(() => left);
  const after = (ms: number) => {
    left -= ms;
    stepDone('what was done');
  };
  after(30_000);
  expect(() => after(1000)).toThrow(new Unfinished('what was done').message);
  left = 200_000;
  // Steps that ran beside it stop too, however long they took.
  expect(() => after(0)).toThrow();
});

test('createTimeLimit(leftMs) lets a build go on while twice its longest step and a reserve are left', () => {
  let left = 100_000;
  const stepDone = createTimeLimit(() => left);
  left = 70_000;
  expect(() => stepDone('what was done')).not.toThrow();
  left = 69_000;
  expect(() => stepDone('what was done')).toThrow();
});

test('a build whose time ends gives its messages back in time, and the next goes on: nothing is read or assembled twice', async () => {
  const { stores } = await beginning();
  for (const [index, date] of MONTHS.entries()) {
    await stores.uploads.put(`${DATASET}/${date}.csv`, Buffer.from(`state,cases\nUS-NY,${100 + index}\n`));
  }
  const made: string[] = [];
  const work = aroundStore(stores.work, {
    async put(key, bytes) {
      if (/\/states\/|\.parquet$/.test(key)) made.push(key);
      return stores.work.put(key, bytes);
    },
  });
  const logged: string[] = [];
  const handle = createHandler({
    renameSite: async () => undefined,
    uploads: 'uploads',
    build: (dataset, leftMs) =>
      build(dataset, tinyTools({ ...stores, work }, { leftMs, limits: { memoryMb: 100, lanes: 2 } })),
    log: event => logged.push(event),
  });
  const event = batchOf(changeOf(`${DATASET}/x.csv`), changeOf(`${DATASET}/y.csv`));
  const invoke = async () => {
    // Every look at the clock is ten seconds after the one before.
    let left = 150_000;
    const { batchItemFailures } = await handle(event, { getRemainingTimeInMillis: () => (left -= 10_000) });
    expect(left).toBeGreaterThanOrEqual(10_000);
    return batchItemFailures.length;
  };
  const given: number[] = [];
  do given.push(await invoke());
  while (given.at(-1) !== 0 && given.length < 10);

  expect(given).toEqual([2, 2, 0]);
  expect(logged).toEqual(['build-unfinished', 'build-unfinished', 'built']);
  expect(made.length).toBeGreaterThanOrEqual(2 * MONTHS.length);
  expect(made.toSorted()).toEqual([...new Set(made)].toSorted());
  // Batches that are under way when a build stops are kept.
  const reads = stores.uploads.reads.filter(key => key.endsWith('.csv'));
  expect(reads.length).toBe(MONTHS.length + 3);
  const expected = await cleanBuild(stores.uploads);
  expect(await publishedIn(stores.site, expected.keys())).toEqual(expected);
});
