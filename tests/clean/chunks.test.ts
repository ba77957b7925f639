import { expect, test } from 'vitest';
import { chunkName, chunksOf, groupsOf } from '../../functions/clean/chunks.ts';
import { type Calendar, DAILY, PERIOD_UNITS } from '../../functions/contract/period.ts';
import type { StagedUpload } from '../../functions/ingest/staged.ts';
import { addPeriods, periodOf, periodsFrom } from '../../functions/measures/periods.ts';

const reportsOf = (dates: readonly string[]) => dates.map(date => ({ key: date, date, rows: stagedUpload(date) }));

function stagedUpload(sha256: string): StagedUpload {
  const account = { kept: 1, rejected: 0, unreadable: 0, sums: {}, content: sha256, updated: null, samples: [] };
  return {
    ...account,
    warnings: [],
    sha256,
    id: sha256,
    period: null,
    periods: null,
    unit: null,
    decimals: {},
    size: 1,
    batch: null,
    problem: null,
  };
}

const chunked = (dates: readonly string[], calendar = DAILY) =>
  chunksOf(reportsOf(dates), calendar).map(({ name, reports, first, last }) => [name, reports.length, first, last]);

const grouped = (first: string, last: string, calendar = DAILY) =>
  groupsOf(chunksOf(reportsOf(periodsFrom(first, last, calendar)), calendar), calendar).map(({ chunks }) =>
    chunks.map(({ name }) => name).join(', '),
  );

const each = (unit: Calendar['unit'], every = 1): Calendar => ({ unit, every });

test('chunksOf(reports) begins with the first report and ends with the newest', () => {
  expect(chunked(['2020-01-22', '2020-02-29', '2020-03-05'])).toEqual([
    ['2020-01', 1, '2020-01-22', '2020-01-31'],
    ['2020-02', 1, '2020-02-01', '2020-02-29'],
    ['2020-03', 1, '2020-03-01', '2020-03-05'],
  ]);
  expect(chunked(['2020-06-30'])).toEqual([['2020-06', 1, '2020-06-30', '2020-06-30']]);
});

test('chunksOf(reports) has those without a report too, over the end of a year', () => {
  expect(chunked(['2020-11-30', '2021-02-01'])).toEqual([
    ['2020-11', 1, '2020-11-30', '2020-11-30'],
    ['2020-12', 0, '2020-12-01', '2020-12-31'],
    ['2021-01', 0, '2021-01-01', '2021-01-31'],
    ['2021-02', 1, '2021-02-01', '2021-02-01'],
  ]);
});

test('chunksOf([]) is empty, and so are its groups', () => {
  expect(chunked([])).toEqual([]);
  expect(groupsOf([], DAILY)).toEqual([]);
});

test('groupsOf(chunks) has the days of the newest quarter by month and the quarters before it whole', () => {
  expect(grouped('2020-01-22', '2020-03-31')).toEqual(['2020-01', '2020-02', '2020-03']);
  expect(grouped('2020-01-22', '2020-04-01')).toEqual(['2020-01, 2020-02, 2020-03', '2020-04']);
  expect(grouped('2020-01-22', '2020-08-01')).toEqual([
    '2020-01, 2020-02, 2020-03',
    '2020-04, 2020-05, 2020-06',
    '2020-07',
    '2020-08',
  ]);
});

test('groupsOf(chunks) has the days of closed years whole', () => {
  expect(grouped('2019-11-30', '2021-05-02').map(group => group.split(', ').length)).toEqual([2, 12, 3, 1, 1]);
});

test('chunksOf(reports) stores weeks by quarter of their first day', () => {
  expect(chunked(['2019-12-23', '2019-12-30', '2020-01-06', '2020-04-06'], each('week'))).toEqual([
    ['2019 Q4', 2, '2019-12-23', '2019-12-30'],
    ['2020 Q1', 1, '2020-01-06', '2020-03-30'],
    ['2020 Q2', 1, '2020-04-06', '2020-04-06'],
  ]);
});

test('chunksOf(reports) stores months by year, quarters by decade and years by century', () => {
  expect(chunked(['2019-11', '2020-02'], each('month'))).toEqual([
    ['2019', 1, '2019-11', '2019-12'],
    ['2020', 1, '2020-01', '2020-02'],
  ]);
  expect(chunked(['2008-Q2', '2010-Q1'], each('quarter'))).toEqual([
    ['200', 1, '2008-Q2', '2009-Q4'],
    ['201', 1, '2010-Q1', '2010-Q1'],
  ]);
  expect(chunked(['1960', '2021'], each('year'))).toEqual([
    ['19', 1, '1960', '1999'],
    ['20', 1, '2000', '2021'],
  ]);
});

test('chunksOf(reports) has one chunk of data without time', () => {
  expect(chunked(['all'], each('none'))).toEqual([['', 1, 'all', 'all']]);
  expect(grouped('all', 'all', each('none'))).toEqual(['']);
});

test('chunksOf(reports) ends a chunk with the last period that is on the calendar', () => {
  expect(chunked(['1991', '1996', '2001', '2011'], each('year', 5))).toEqual([
    ['19', 2, '1991', '1996'],
    ['20', 2, '2001', '2011'],
  ]);
  expect(chunked(['2020-06-29', '2020-07-02'], each('day', 3))).toEqual([
    ['2020-06', 1, '2020-06-29', '2020-06-29'],
    ['2020-07', 1, '2020-07-02', '2020-07-02'],
  ]);
});

test('groupsOf(chunks) has the newest year of weeks by quarter and closed decades whole', () => {
  expect(grouped('2019-12-02', '2021-04-05', each('week'))).toEqual([
    '2019 Q4',
    '2020 Q1, 2020 Q2, 2020 Q3, 2020 Q4',
    '2021 Q1',
    '2021 Q2',
  ]);
  expect(grouped('2018-03-05', '2020-02-03', each('week')).map(group => group.split(', ').length)).toEqual([8, 1]);
});

test('groupsOf(chunks) has years of months, decades of quarters and centuries of years', () => {
  expect(grouped('2018-11', '2022-02', each('month'))).toEqual(['2018, 2019', '2020', '2021', '2022']);
  expect(grouped('1988-Q1', '2021-Q1', each('quarter'))).toEqual(['198, 199', '200', '201', '202']);
  expect(grouped('1850', '2021', each('year'))).toEqual(['18', '19', '20']);
});

test.each(PERIOD_UNITS)('chunksOf(reports) has every %s once, in order, and groupsOf every chunk', unit => {
  for (const every of [1, 3]) {
    const calendar = each(unit, every);
    const first = periodOf('1996-11-17', unit);
    const periods = periodsFrom(first, addPeriods(first, unit === 'none' ? 0 : 200, calendar), calendar);
    const chunks = chunksOf(reportsOf(periods), calendar);
    expect(chunks.flatMap(chunk => periodsFrom(chunk.first, chunk.last, calendar))).toEqual(periods);
    expect(chunks.flatMap(({ reports }) => reports.map(({ date }) => date))).toEqual(periods);
    expect(new Set(chunks.map(({ name }) => name)).size).toBe(chunks.length);
    for (const { name, first, last } of chunks) {
      expect([chunkName(first, calendar), chunkName(last, calendar)]).toEqual([name, name]);
    }
    expect(groupsOf(chunks, calendar).flatMap(({ chunks }) => chunks)).toEqual(chunks);
  }
});
