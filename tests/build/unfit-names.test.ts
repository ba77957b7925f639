import { expect, test } from 'vitest';
import { reportCsv, reportName } from './report-csv.ts';
import { workshop } from './workshop.ts';

const REPORT = reportCsv([{ country: 'Italy', confirmed: 100, deaths: 5, recovered: 7 }]);
const LIKE = 'the name must be like MM-DD-YYYY.csv or UID_ISO_FIPS_LookUp_Table.csv; found';

test.each([
  ['notes.csv', 'quarantined', `${LIKE} "notes.csv"`],
  ['2020-06-30.csv', 'quarantined', `${LIKE} "2020-06-30.csv"`],
  ['06-30-2020 (1).csv', 'quarantined', `${LIKE} "06-30-2020 (1).csv"`],
  ['06-30-2020.CSV', 'quarantined', `${LIKE} "06-30-2020.CSV"`],
  ['13-45-2020.csv', 'quarantined', 'the name must hold a date that exists; found "13-45-2020.csv"'],
  ['02-30-2020.csv', 'quarantined', 'the name must hold a date that exists; found "02-30-2020.csv"'],
  [
    '07-12-2020.csv',
    'quarantined',
    'the name must not hold a date in the future; found 2020-07-12, today is 2020-07-10',
  ],
  ['01-21-2020.csv', 'quarantined', 'the date must be 2020-01-22 or later; found 2020-01-21'],
  ['README.md', 'ignored', 'not a CSV file'],
  ['archived_data/06-30-2020.csv', 'ignored', 'the descriptor ignores **/archived_data/**'],
  ['map.pdf', 'ignored', 'the descriptor ignores **/*.pdf'],
] as const)('%s is %s, and the rest is published', async (name, state, reason) => {
  const { build } = await workshop({ '06-29-2020.csv': REPORT, [name]: REPORT });
  const { receipt, input, snapshot } = await build();
  expect(receipt.outcome).toBe(state === 'ignored' ? 'published' : 'quarantined');
  expect(input(name)).toMatchObject({ state, reason, sha256: null, date: null, totals: null, rows: { read: 0 } });
  expect(snapshot?.lastDate).toBe('2020-06-29');
});

test('tomorrow is no future: somewhere it has begun', async () => {
  const { build } = await workshop({ '07-11-2020.csv': REPORT });
  expect((await build()).snapshot?.lastDate).toBe('2020-07-11');
});

test('what was of the future is in once its day has come and another upload asks for it', async () => {
  const { build, put } = await workshop({ '06-29-2020.csv': REPORT, '07-20-2020.csv': REPORT });
  expect((await build()).receipt.outcome).toBe('quarantined');
  await put('07-19-2020.csv', REPORT.replace('100', '99'));
  const { receipt, snapshot } = await build({ now: () => new Date('2020-07-20T00:00:00Z') });
  expect(receipt.outcome).toBe('published');
  expect(snapshot?.lastDate).toBe('2020-07-20');
});

test('a report in a folder of the data set is one all the same', async () => {
  const { build } = await workshop({ 'csse_covid_19_daily_reports/06-30-2020.csv': REPORT });
  expect((await build()).figures.total('confirmed', 'ITA', '2020-06-30')).toBe(100);
});

test('of the same bytes under two names of one day the first by name is in use', async () => {
  const { build } = await workshop({ 'a/06-30-2020.csv': REPORT, 'b/06-30-2020.csv': REPORT });
  const { input, figures } = await build();
  expect(input('a/06-30-2020.csv').state).toBe('used');
  expect(input('b/06-30-2020.csv')).toMatchObject({
    state: 'quarantined',
    reason: '2020-06-30 is the same bytes as covid/a/06-30-2020.csv, which is in use',
  });
  expect(figures.total('confirmed', 'ITA', '2020-06-30')).toBe(100);
});

test('of two reports of one day the one that is live stays, else the first by name', async () => {
  const other = REPORT.replace('100', '120');
  const { build, put, remove } = await workshop({ 'b/06-30-2020.csv': REPORT });
  await build();
  await put('a/06-30-2020.csv', other);
  const { input, figures } = await build();
  expect(input('b/06-30-2020.csv').state).toBe('used');
  expect(input('a/06-30-2020.csv')).toMatchObject({
    state: 'quarantined',
    reason: '2020-06-30 is also in covid/b/06-30-2020.csv, which is in use',
  });
  expect(figures.total('confirmed', 'ITA', '2020-06-30')).toBe(100);

  await remove('b/06-30-2020.csv');
  const after = await build();
  expect(after.receipt.outcome).toBe('published');
  expect(after.figures.total('confirmed', 'ITA', '2020-06-30')).toBe(120);
});

test('the same bytes on several days, of one month or of many, count once on each', async () => {
  const same = ['2020-04-29', '2020-05-31', '2020-06-29', '2020-06-30'];
  const others = ['2020-04-30', '2020-05-30', '2020-06-28'];
  const counts = new Map(others.map((date, index) => [date, 101 + index]));
  const reportOf = (date: string) => REPORT.replace('100', String(counts.get(date)));
  const { build } = await workshop({
    ...Object.fromEntries(same.map(date => [reportName(date), REPORT])),
    ...Object.fromEntries(others.map(date => [reportName(date), reportOf(date)])),
  });
  const { figures, input, receipt } = await build();
  expect(receipt.outcome).toBe('published');
  for (const date of same) {
    expect(figures.total('confirmed', 'ITA', date)).toBe(100);
    expect(input(reportName(date)).rows).toMatchObject({ read: 1, kept: 1 });
  }
  expect(figures.total('confirmed', 'ITA', '2020-05-30')).toBe(102);
});
