import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { daysFrom } from '../../functions/measures/periods.ts';
import { rowsOf } from '../build/days.ts';
import { LOOKUP_NAME, LOOKUP_TABLE } from '../build/lookup-table.ts';
import { listPublished } from '../build/read-site.ts';
import { reportCsv, reportName } from '../build/report-csv.ts';
import { type Workshop, workshop, workshopAfter } from '../build/workshop.ts';

const WEEKS = ['2020-01-22', '2020-01-31', '2020-02-01', '2020-02-29', '2020-03-01', '2020-03-31'];
const SPRING = [...WEEKS, '2020-04-01', '2020-05-15', '2020-06-01', '2020-06-29'];

const reportsOf = (dates: readonly string[]) =>
  Object.fromEntries(dates.map(date => [reportName(date), reportCsv(rowsOf(date))]));

async function workshopOf(dates: readonly string[]): Promise<Workshop> {
  return workshop(reportsOf(dates));
}

const afterSpring = workshopAfter(shop => shop.build(), reportsOf(SPRING));

test('the first build publishes pointer, index, site, catalog, snapshot, receipt and blobs, and nothing else', async () => {
  const { build, out } = await workshopOf(SPRING);
  const { livePointer, snapshot, index, writtenBlobs, staged, rebuiltChunks } = await build();
  const keys = [...(await listPublished(out)).keys()];
  expect(keys.filter(key => !key.includes('/blobs/'))).toEqual([
    'data/catalog.jsonld',
    'data/covid/datapackage.json',
    'data/covid/latest.json',
    `data/covid/receipts/${livePointer.attempt.receipt}.json`,
    `data/covid/snapshots/${livePointer.snapshot}.json`,
    'data/index.json',
    'data/site.json',
  ]);
  expect(keys.filter(key => key.includes('/blobs/'))).toHaveLength(writtenBlobs);
  expect({ staged, rebuiltChunks }).toEqual({ staged: SPRING.length + 1, rebuiltChunks: 6 });
  expect(livePointer).toMatchObject({ sequence: 1, pinned: false, newest: livePointer.snapshot });
  expect(livePointer.publishedAt).toBe('2020-07-10T12:00:00.000Z');
  expect(snapshot).toMatchObject({ firstDate: '2020-01-22', lastDate: '2020-06-29', kind: 'region-series' });
  expect(index.datasets).toMatchObject([{ id: 'covid', snapshot: livePointer.snapshot, lastDate: '2020-06-29' }]);
});

test('where nothing has changed, nothing is written', async () => {
  const { build, out } = await afterSpring();
  const before = await listPublished(out);
  const again = await build({ now: () => new Date('2020-07-11T00:00:00Z') });
  expect(again).toMatchObject({ unchanged: true, staged: 0, rebuiltChunks: 0, writtenBlobs: 0, writtenBytes: 0 });
  expect(await listPublished(out)).toEqual(before);
});

test('one more day is read once, and only the pieces of its month are written again', async () => {
  const { build, out, putReport, before } = await afterSpring();
  const blobsBefore = await listPublished(out);
  await putReport('2020-06-30', rowsOf('2020-06-30'));
  const after = await build();
  expect(after).toMatchObject({ staged: 1, rebuiltChunks: 1, unchanged: false });
  const blobsAfter = await listPublished(out);
  const fresh = [...blobsAfter.keys()].filter(key => key.includes('/blobs/') && !blobsBefore.has(key));
  expect(fresh).toHaveLength(after.writtenBlobs);
  for (const { id } of after.snapshot?.maps ?? []) {
    const [old, now] = [before.figures.index(id), after.figures.index(id)];
    for (const [measure, pieces] of Object.entries(now.frames)) {
      expect(pieces.slice(0, -1)).toEqual(old.frames[measure]?.slice(0, -1));
      expect(pieces.at(-1)?.lastDate).toBe('2020-06-30');
    }
    for (const [group, pieces] of Object.entries(now.series)) {
      expect(pieces.slice(0, -1)).toEqual(old.series[group]?.slice(0, -1));
    }
  }
  for (const [key, { bytes, mtimeMs }] of blobsBefore) {
    if (key.includes('/blobs/') || key.includes('/snapshots/') || key.includes('/receipts/')) {
      expect(blobsAfter.get(key)).toEqual({ bytes, mtimeMs });
    }
  }
});

test('a day that changed long ago rebuilds its month and what follows from it, and no more', async () => {
  const { build, putReport, before } = await afterSpring();
  const [first, ...rest] = rowsOf('2020-02-01');
  await putReport('2020-02-01', [{ ...first, country: 'Italy', confirmed: 199 }, ...rest]);
  const after = await build();
  expect(after.staged).toBe(1);
  expect(after.figures.total('confirmed', 'ITA', '2020-02-01')).toBe(199);
  // The totals at the end of February are what they were, so no later month is touched.
  const [old, now] = [before.figures.index('world'), after.figures.index('world')];
  const changed = now.frames.confirmed?.map(({ blob }, month) => blob !== old.frames.confirmed?.[month]?.blob);
  expect(changed).toEqual([false, true, false, false, false, false]);
  expect(after.rebuiltChunks).toBeLessThanOrEqual(3);
});

test('a day in the middle that was not there before is filled in', async () => {
  const { build, putReport } = await workshopOf(SPRING.filter(date => date !== '2020-02-29'));
  const before = await build();
  expect(before.figures.total('confirmed', 'ITA', '2020-02-29')).toBeNull();
  const others = rowsOf('2020-02-29').filter(({ country }) => country !== 'Italy');
  await putReport('2020-02-29', [{ country: 'Italy', confirmed: 701 }, ...others]);
  const { figures, staged } = await build();
  expect(staged).toBe(1);
  expect(figures.total('confirmed', 'ITA', '2020-02-29')).toBe(701);
});

test('an upload that is deleted goes out, and one that comes back comes in unread', async () => {
  const { build, remove, putReport, before: all } = await afterSpring();
  await remove('06-29-2020.csv');
  const without = await build();
  expect(without.snapshot?.lastDate).toBe('2020-06-01');
  expect(without.figures.total('confirmed', 'ITA', '2020-06-29')).toBeUndefined();
  await putReport('2020-06-29', rowsOf('2020-06-29'));
  const back = await build();
  expect(back.staged).toBe(0);
  expect(back.livePointer).toMatchObject({ sequence: 3, snapshot: all.livePointer.snapshot });
});

test('where the last upload of all is deleted, what is live stays', async () => {
  const { build, remove } = await workshopOf(['2020-06-29']);
  const good = await build();
  await remove('06-29-2020.csv');
  const { receipt, livePointer } = await build();
  expect(receipt.summary).toBe(
    'Nothing is published: the table "reports" needs an upload like MM-DD-YYYY.csv; none is uploaded.',
  );
  expect(livePointer.snapshot).toBe(good.livePointer.snapshot);
});

test('a pinned data set is built on and shows what is pinned', async () => {
  const { build, putReport, tools, before } = await afterSpring();
  const { livePointer } = before;
  const key = 'data/covid/latest.json';
  await tools.site.put(key, Buffer.from(JSON.stringify({ ...livePointer, pinned: true })));
  await putReport('2020-06-30', rowsOf('2020-06-30'));
  const after = await build();
  expect(after.livePointer).toMatchObject({ pinned: true, snapshot: livePointer.snapshot, sequence: 2 });
  expect(after.livePointer.newest).not.toBe(livePointer.snapshot);
  expect(after.livePointer.publishedAt).toBe(livePointer.publishedAt);
});

test('whatever order the files were made in, and wherever they lie, the same bytes are published', async () => {
  const dates = [...SPRING, ...daysFrom('2020-06-02', '2020-06-12')];
  const shuffled = [...dates].sort((a, b) => Number(a.slice(8)) - Number(b.slice(8)) || (a < b ? 1 : -1));
  const bytes: unknown[] = [];
  for (const [index, order] of [dates, shuffled].entries()) {
    const { build, out } = await workshopOf(order);
    await build({ now: () => new Date(`2020-07-1${index}T00:00:00Z`) });
    const published = [...(await listPublished(out))].map(([key, file]) => {
      const isMutable = /(latest|index|datapackage|catalog)\.json(ld)?$/.test(key);
      const text = Buffer.from(file.bytes, 'base64').toString();
      return [
        key,
        isMutable ? text.replaceAll(/"(at|publishedAt|created|dateModified|@value)":"[^"]*"/g, '') : file.bytes,
      ];
    });
    bytes.push(published);
  }
  expect(bytes[1]).toEqual(bytes[0]);
});

test('a last good version that is not kept any more is told', async () => {
  const { build, put, out } = await workshopOf(['2020-06-29', '2020-06-30']);
  await build();
  await put('06-30-2020.csv', '');
  const kept = await build();
  expect(kept.input('06-30-2020.csv').reason).toMatch(
    /expected a line of column headers.*; its last good version stays in use$/,
  );
  await rm(join(out, '.work'), { recursive: true });
  await put('notes.txt', 'so that the listing is another one');
  const lost = await build();
  expect(lost.input('06-30-2020.csv').reason).toMatch(/; its last good version is not kept any more$/);
  expect(lost.snapshot?.lastDate).toBe('2020-06-29');
});

test('equal bytes under two tables are read as each, and only the wrong one is kept out', async () => {
  const { build, put } = await workshopOf(['2020-06-29', '2020-06-30']);
  await build();
  await put('06-30-2020.csv', LOOKUP_TABLE);
  const { input, receipt } = await build();
  expect(receipt.outcome).toBe('quarantined');
  expect(input('06-30-2020.csv').reason).toMatch(
    /^the file is the lookup table .*; its last good version stays in use$/,
  );
  expect(input(LOOKUP_NAME).state).toBe('used');
});

test('an index that is lost is there again after the next build, also where nothing else has changed', async () => {
  const { build, out } = await workshopOf(['2020-06-30']);
  await build();
  const path = join(out, 'data', 'index.json');
  const before = await readFile(path, 'utf8');
  await rm(path);
  const { unchanged } = await build();
  expect(unchanged).toBe(true);
  expect(await readFile(path, 'utf8')).toBe(before);
});
