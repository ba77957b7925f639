import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { daysFrom } from '../../functions/measures/periods.ts';
import { EXHAUSTIVE, testFirst } from '../exhaustive.ts';
import { rowsOf } from './days.ts';
import { reportCsv, reportName } from './report-csv.ts';
import { type Workshop, workshop, workshopAfter } from './workshop.ts';

// Two month ends, a quarter's and a year's among them.
const DATES = [
  ...['2020-01-30', '2020-01-31', '2020-02-01', '2020-02-27', '2020-02-29', '2020-03-01', '2020-03-31'],
  ...['2020-04-01', '2020-06-30', '2020-07-01', '2020-12-30', '2020-12-31', '2021-01-01', '2021-02-03'],
];
const TODAY = { now: () => new Date('2021-03-01T00:00:00Z') };

const reportsOf = (dates: readonly string[]) =>
  Object.fromEntries(dates.map(date => [reportName(date), reportCsv(rowsOf(date))]));

async function workshopOf(dates: readonly string[]): Promise<Workshop> {
  return workshop(reportsOf(dates));
}

const afterEightDays = workshopAfter(shop => shop.build(TODAY), reportsOf(DATES.slice(0, 8)));
const afterNineDays = workshopAfter(shop => shop.build(TODAY), reportsOf(DATES.slice(0, 9)));

test('day by day, every snapshot is the one that a build from nothing makes', EXHAUSTIVE, async () => {
  const daily = await workshop();
  for (const [index, date] of DATES.entries()) {
    await daily.putReport(date, rowsOf(date));
    const { livePointer } = await daily.build(TODAY);
    const fresh = await (await workshopOf(DATES.slice(0, index + 1))).build(TODAY);
    expect(livePointer.snapshot, date).toBe(fresh.livePointer.snapshot);
    expect(livePointer.attempt.receipt, date).toBe(fresh.livePointer.attempt.receipt);
  }
});

test('the newest day first, every snapshot is the one that a build from nothing makes', EXHAUSTIVE, async () => {
  const dates = DATES.slice(3, 9).reverse();
  const backwards = await workshop();
  for (const [index, date] of dates.entries()) {
    await backwards.putReport(date, rowsOf(date));
    const { livePointer } = await backwards.build(TODAY);
    const fresh = await (await workshopOf(dates.slice(0, index + 1))).build(TODAY);
    expect(livePointer.snapshot, date).toBe(fresh.livePointer.snapshot);
  }
});

test('corrections of old days, in any order, end where a build from nothing ends', async () => {
  const changed = ['2020-02-29', '2020-01-30', '2020-12-31', '2020-04-01'];
  const corrected = await workshopOf(DATES);
  await corrected.build(TODAY);
  const fresh = await workshopOf(DATES);
  for (const date of changed) {
    const rows = [
      ...rowsOf(date).filter(({ country }) => country !== 'Italy'),
      { country: 'Italy', confirmed: 7 },
      { country: 'Ireland', confirmed: 1 },
    ];
    await corrected.putReport(date, rows);
    await fresh.putReport(date, rows);
    await corrected.build(TODAY);
  }
  const { livePointer } = await fresh.build(TODAY);
  expect((await corrected.build(TODAY)).livePointer.snapshot).toBe(livePointer.snapshot);
});

testFirst([
  ['the ledger', ['ledger.json.br']],
  ['the states', ['states']],
  ['the cleaned reports', ['cleaned.v8']],
  ['the ledger and the states', ['ledger.json.br', 'states']],
  ['all of it', ['']],
])('a work store that lost %s costs time and changes nothing', async (_, lost) => {
  const { build, putReport, out, before } = await afterEightDays();
  for (const path of lost) await rm(join(out, '.work', 'covid', path), { recursive: true });
  expect((await build({ ...TODAY, code: 'f'.repeat(32) })).livePointer.sequence).toBe(2);
  const back = await build(TODAY);
  expect(back.livePointer.snapshot).toBe(before.livePointer.snapshot);

  for (const path of lost) await rm(join(out, '.work', 'covid', path), { recursive: true });
  await putReport(DATES[8] ?? '', rowsOf(DATES[8] ?? ''));
  const { before: fresh } = await afterNineDays();
  expect((await build(TODAY)).livePointer.snapshot).toBe(fresh.livePointer.snapshot);
});

test('blobs that are gone are written again', async () => {
  const { build, putReport, out } = await afterEightDays();
  await rm(join(out, 'data/covid/blobs'), { recursive: true });
  await putReport(DATES[8] ?? '', rowsOf(DATES[8] ?? ''));
  const { before: fresh } = await afterNineDays();
  expect((await build(TODAY)).livePointer.snapshot).toBe(fresh.livePointer.snapshot);
});

test('a report that two builds read into two batches counts once', async () => {
  const dates = daysFrom('2020-06-01', '2020-06-04');
  const [one, two] = [await workshopOf(dates.slice(0, 2)), await workshopOf(dates.slice(0, 3))];
  await one.build();
  await two.build();
  const staged = '.work/covid/staged';
  await cp(join(two.out, staged), join(one.out, staged), { recursive: true });
  await cp(join(one.out, staged), join(two.out, staged), { recursive: true });
  const fresh = await (await workshopOf(dates)).build();
  for (const { putReport, build } of [one, two]) {
    for (const date of dates) await putReport(date, rowsOf(date));
    expect((await build()).livePointer.snapshot).toBe(fresh.livePointer.snapshot);
  }
});
