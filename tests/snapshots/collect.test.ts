import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Problem } from '../../functions/contract/problem.ts';
import { collect } from '../../functions/snapshots/collect.ts';
import { keptSnapshotIds } from '../../functions/snapshots/kept-snapshots.ts';
import { release, rollback } from '../../functions/snapshots/rollback.ts';
import type { Store } from '../../functions/store/store.ts';
import { buildInOrder, handClock } from '../build/days-in-order.ts';
import { readSite } from '../build/read-site.ts';
import { storeAround } from '../build/store-around.ts';
import { workshop, workshopAfter } from '../build/workshop.ts';

const DAYS = { '2020-05-30': 90, '2020-06-27': 100, '2020-06-28': 110, '2020-06-29': 120 };
/** A month after the last build. */
const LATER = '2020-07-30T12:00:00.000Z';

const afterFourDays = workshopAfter(shop => buildInOrder(shop, handClock('2020-05-30T00:00:00.000Z'), DAYS));

async function fourDays() {
  const shop = await afterFourDays();
  const clock = handClock(LATER);
  const ids = shop.before.map(({ livePointer }) => livePointer.snapshot ?? '');
  return { ...shop, clock, ids, site: shop.tools.site, now: clock.now };
}

async function keysOf(store: Store, prefix = ''): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list(prefix)) keys.push(key);
  return keys;
}

async function bytesOf(store: Store): Promise<number> {
  let bytes = 0;
  for await (const { size } of store.list('')) bytes += size;
  return bytes;
}

test('collect keeps the last so many, each of them whole, and says what it freed', async () => {
  const { site, tools, out, ids, now } = await fourDays();
  const before = [await bytesOf(site), await bytesOf(tools.work)] as const;
  const { livePointer } = await readSite(out);
  const result = await collect('covid', tools, { keep: 2, now });
  expect(result).toMatchObject({ kept: [ids[3], ids[2]], dropped: [ids[1], ids[0]], complete: true });
  expect((await keptSnapshotIds('covid', site)).toSorted()).toEqual([ids[2], ids[3]].toSorted());
  const history = (await bytesOf(site)) - before[0] + result.site.bytes;
  expect(history).toBeGreaterThan(0);
  expect(before[1] - (await bytesOf(tools.work))).toBe(result.work.bytes);
  const after = await readSite(out);
  expect(after.livePointer).toEqual({ ...livePointer, sequence: livePointer.sequence + 2 });
  expect(after.snapshot?.lastDate).toBe('2020-06-29');
  // Whole: rollback looks at every piece.
  await rollback('covid', null, site, now);
  expect((await readSite(out)).livePointer.snapshot).toBe(ids[2]);
});

test('what is left is what the kept snapshots name, to the object', async () => {
  const { site, tools, now, putReport, build } = await fourDays();
  await collect('covid', tools, { keep: 0, now });
  const kept = (await keysOf(site, 'data/covid/')).filter(key => !key.includes('/history/'));
  const fresh = await workshop();
  for (const [date, confirmed] of Object.entries(DAYS)) await fresh.putReport(date, [{ country: 'Italy', confirmed }]);
  await fresh.build();
  expect(kept).toEqual(await keysOf(fresh.tools.site, 'data/covid/'));
  // And what is built on it is what is built from nothing.
  for (const shop of [{ putReport, build }, fresh]) {
    await shop.putReport('2020-06-30', [{ country: 'Italy', confirmed: 130 }]);
    await shop.build();
  }
  expect((await keptSnapshotIds('covid', site)).toSorted()).toEqual(
    (await keptSnapshotIds('covid', fresh.tools.site)).toSorted(),
  );
});

test('a second collection finds nothing', async () => {
  const { tools, now } = await fourDays();
  await collect('covid', tools, { keep: 1, now });
  expect(await collect('covid', tools, { keep: 1, now })).toMatchObject({
    dropped: [],
    site: { objects: 0, bytes: 0 },
    work: { objects: 0, bytes: 0 },
  });
});

test('--keep-days keeps what was shown within so many days, counted from when it was replaced', async () => {
  const { tools, clock, ids, now } = await fourDays();
  // The second was replaced on 29 June, the first on 28 June, both at noon.
  clock.set('2020-07-03T11:00:00.000Z');
  const { kept } = await collect('covid', tools, { keepDays: 4, now, dryRun: true });
  expect(kept).toEqual([ids[3], ids[2], ids[1]]);
  expect((await collect('covid', tools, { keepDays: 3, keep: 3, now, dryRun: true })).kept).toEqual(kept);
  expect((await collect('covid', tools, { keepDays: 5, now, dryRun: true })).kept).toHaveLength(4);
});

test('live, pinned and newest are kept whatever is asked, and what was replaced within the hour', async () => {
  const { tools, site, clock, ids, now } = await fourDays();
  await rollback('covid', ids[1] ?? '', site, now);
  clock.pass(30 * 60_000);
  expect((await collect('covid', tools, { keep: 0, now, dryRun: true })).kept).toEqual([ids[3], ids[1]]);
  await release('covid', site, now);
  clock.pass(30 * 60_000);
  expect((await collect('covid', tools, { keep: 0, now, dryRun: true })).kept).toEqual([ids[3], ids[1]]);
  clock.pass(31 * 60_000);
  expect((await collect('covid', tools, { keep: 0, now, dryRun: true })).kept).toEqual([ids[3]]);
});

test('a dry run says the same and touches nothing', async () => {
  const { tools, site, now } = await fourDays();
  const before = [await keysOf(site), await keysOf(tools.work), (await site.get('data/covid/latest.json'))?.etag];
  const dry = await collect('covid', tools, { keep: 1, now, dryRun: true });
  expect([await keysOf(site), await keysOf(tools.work), (await site.get('data/covid/latest.json'))?.etag]).toEqual(
    before,
  );
  expect(await collect('covid', tools, { keep: 1, now })).toEqual(dry);
  expect(dry.site.objects).toBeGreaterThan(10);
});

test('a refused build keeps its receipt', async () => {
  const { tools, build, put, out, now } = await fourDays();
  await put('dataset.yaml', 'extends: covid\nnonsense: 1\n');
  const { livePointer } = await build();
  expect(livePointer.attempt.outcome).toBe('refused');
  await collect('covid', tools, { keep: 0, now });
  expect((await readSite(out)).attemptReceipt.outcome).toBe('refused');
});

test('rows of uploads that are listed, or that a kept snapshot stands on, stay; others go and are read again when they come back', async () => {
  const { tools, build, put, remove, putReport, clock, now } = await fourDays();
  await put('06-29-2020.csv', '');
  const bad = await build({ now });
  expect(bad.input('06-29-2020.csv').reason).toMatch(/its last good version stays in use$/);
  await remove('06-27-2020.csv');
  await build({ now });
  clock.pass(60 * 60_000);
  const { work } = await collect('covid', tools, { keep: 0, now });
  expect(work.objects).toBeGreaterThan(1);
  await putReport('2020-06-30', [{ country: 'Italy', confirmed: 130 }]);
  const still = await build({ now });
  expect(still.input('06-29-2020.csv').reason).toMatch(/its last good version stays in use$/);
  expect(still.figures.total('confirmed', 'ITA', '2020-06-29')).toBe(120);
  expect(still.staged).toBe(1);
  await putReport('2020-06-27', [{ country: 'Italy', confirmed: 100 }]);
  const back = await build({ now });
  expect(back.staged).toBe(1);
  expect(back.figures.total('confirmed', 'ITA', '2020-06-27')).toBe(100);
});

test('states that no month begins from go, and the next day is built from those that stay', async () => {
  const { tools, build, putReport, now } = await fourDays();
  const before = await keysOf(tools.work, 'covid/states/');
  await collect('covid', tools, { keep: 0, now });
  const after = await keysOf(tools.work, 'covid/states/');
  expect(after.length).toBeLessThan(before.length);
  await putReport('2020-06-30', [{ country: 'Italy', confirmed: 130 }]);
  expect(await build({ now })).toMatchObject({ staged: 1, rebuiltChunks: 1 });
});

test('other data sets are left alone', async () => {
  const { tools, put, now } = await fourDays();
  await tools.site.put('data/covid-2/latest.json', Buffer.from('{}'));
  await put('../covid-2/dataset.yaml', 'x');
  await tools.work.put(`covid-2/staged/1/${'0'.repeat(32)}.parquet`, Buffer.from('x'));
  await collect('covid', tools, { keep: 0, now });
  expect(await keysOf(tools.site, 'data/covid-2/')).toHaveLength(1);
  expect(await keysOf(tools.work, 'covid-2/')).toHaveLength(1);
});

test('where a snapshot that is to be kept is not whole, nothing is deleted, and the mark is off again', async () => {
  const { tools, site, out, now, build } = await fourDays();
  const { snapshot, livePointer } = await readSite(out);
  await rm(join(out, 'data', 'covid', 'blobs', `${snapshot?.maps[0]?.index}.json`));
  const before = await keysOf(site, 'data/covid/blobs/');
  await expect(collect('covid', tools, { keep: 1, now })).rejects.toThrow(
    new RegExp(`^snapshot ${livePointer.snapshot} of "covid" must be kept and is incomplete: .*; nothing was deleted`),
  );
  expect(await keysOf(site, 'data/covid/blobs/')).toEqual(before);
  expect(JSON.parse(Buffer.from((await (await site.get('data/covid/latest.json'))?.bytes()) ?? '').toString())).toEqual(
    {
      ...livePointer,
      sequence: livePointer.sequence + 2,
    },
  );
  // What the sentence advises helps.
  await build({ now }, { force: true });
  expect(await collect('covid', tools, { keep: 1, now })).toMatchObject({ complete: true });
});

test('a store that fails on the way leaves the mark off, every kept snapshot whole, and the rest for another run', async () => {
  const { tools, site, out, ids, now } = await fourDays();
  let left = 5;
  const failing = storeAround(site, {
    async delete(key) {
      left -= 1;
      if (left < 0) throw new Problem('store-failed', 'no more');
      await site.delete(key);
    },
  });
  await expect(collect('covid', { ...tools, site: failing }, { keep: 2, now })).rejects.toThrow('no more');
  const { livePointer } = await readSite(out);
  expect(livePointer.collecting).toBeUndefined();
  expect((await collect('covid', tools, { keep: 2, now })).kept).toEqual([ids[3], ids[2]]);
  await rollback('covid', ids[2] ?? '', site, now);
});

test('an unknown data set is one', async () => {
  const { tools, now } = await fourDays();
  await expect(collect('iris', tools, { keep: 1, now })).rejects.toThrow(
    new Problem('unknown-dataset', 'there is no data set "iris" here'),
  );
});
