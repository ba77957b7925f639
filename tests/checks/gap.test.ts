import { expect, test } from 'vitest';
import { type ReportRow, reportCsv, reportName } from '../build/report-csv.ts';
import { type Built, type Workshop, workshop } from '../build/workshop.ts';

const NOTE = '06-29-2021.csv.accept.yaml';
const ROWS: readonly ReportRow[] = [
  { country: 'Italy', deaths: 5, recovered: 7 },
  { country: 'France', deaths: 9, recovered: 2 },
];

/** Reports of these days, which grow from one to the next, built when all of them are past. */
async function reportsOf(...dates: readonly string[]): Promise<Workshop & { later(): Promise<Built> }> {
  const shop = await workshop(
    Object.fromEntries(
      dates.map((date, day) => [
        reportName(date),
        reportCsv(ROWS.map(row => ({ ...row, confirmed: 1000 + 10 * day }))),
      ]),
    ),
  );
  return { ...shop, later: () => shop.build({ now: () => new Date('2022-03-01T12:00:00Z') }) };
}

const DETAIL =
  '06-29-2021.csv lies 366 days after 06-28-2020.csv, the report before it, where 1 is usual; is the year right?';

test('a report far beyond the rhythm of the series is kept out until the next one follows it', async () => {
  const { later, putReport } = await reportsOf('2020-06-26', '2020-06-27', '2020-06-28', '2021-06-29');
  const built = await later();
  expect(built.receipt.outcome).toBe('quarantined');
  expect(built.snapshot?.lastDate).toBe('2020-06-28');
  expect(built.input('06-29-2021.csv')).toMatchObject({
    state: 'quarantined',
    reason: `${DETAIL}; it stays out until the next day's report agrees`,
    remarks: [{ check: 'gap', verdict: 'quarantined', detail: DETAIL }],
  });
  await putReport(
    '2021-06-30',
    ROWS.map(row => ({ ...row, confirmed: 1050 })),
  );
  const resumed = await later();
  expect(resumed.receipt.outcome).toBe('published');
  expect(resumed.snapshot?.lastDate).toBe('2021-06-30');
  expect(resumed.input('06-29-2021.csv').remarks).toEqual([
    { check: 'gap', verdict: 'confirmed', detail: `${DETAIL}; the report of 2021-06-30 agrees`, note: null },
  ]);
});

test('a note takes in a report after a gap', async () => {
  const { later, put } = await reportsOf('2020-06-26', '2020-06-27', '2020-06-28', '2021-06-29');
  await put(NOTE, 'reason: they paused for a year\ncheck: gap\n');
  const built = await later();
  expect(built.snapshot?.lastDate).toBe('2021-06-29');
  expect(built.input(NOTE).reason).toBe('the note accepts 06-29-2021.csv (gap): they paused for a year');
});

test('a wrong year of the first report is told by the ones after it', async () => {
  const { later } = await reportsOf('2019-06-25', '2020-06-26', '2020-06-27', '2020-06-28');
  const built = await later();
  expect(built.snapshot).toMatchObject({ firstDate: '2020-06-26', lastDate: '2020-06-28' });
  expect(built.input('06-25-2019.csv').state).toBe('quarantined');
});

test('a wrong year before the first day of the data set is told by its name alone', async () => {
  const { later } = await reportsOf('2020-01-21', '2020-06-27', '2020-06-28');
  expect((await later()).input('01-21-2020.csv').remarks).toMatchObject([{ check: 'other-day' }]);
});

test.each([
  ['a month between daily reports', ['2020-05-01', '2020-05-02', '2020-05-03', '2020-06-02'], 'published'],
  ['a day more', ['2020-05-01', '2020-05-02', '2020-05-03', '2020-06-03'], 'quarantined'],
  ['seven weeks between weekly reports', ['2020-03-02', '2020-03-09', '2020-03-16', '2020-05-04'], 'published'],
  ['a year between two reports alone', ['2020-06-28', '2021-06-28'], 'published'],
])('%s: %j %s', async (_, dates, outcome) => {
  const { later } = await reportsOf(...dates);
  expect((await later()).receipt.outcome).toBe(outcome);
});

test('the distance is the data set’s to set', async () => {
  const { later, put } = await reportsOf('2020-05-01', '2020-05-02', '2020-05-03', '2020-05-14');
  await put('dataset.yaml', 'extends: covid\nchecks: { gap: 10 }\n');
  expect((await later()).input('05-14-2020.csv').remarks).toMatchObject([{ check: 'gap' }]);
  await put('dataset.yaml', 'extends: covid\nchecks: { gap: off }\n');
  expect((await later()).receipt.outcome).toBe('published');
});
