import { expect, test } from 'vitest';
import { chunksOf, groupsOf } from '../../functions/clean/chunks.ts';
import { DAILY } from '../../functions/contract/period.ts';
import type { StagedUpload } from '../../functions/ingest/staged.ts';
import { daysFrom } from '../../functions/measures/periods.ts';

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
    decimals: {},
    size: 1,
    batch: null,
    problem: null,
  };
}

const months = (...dates: string[]) =>
  chunksOf(reportsOf(dates), DAILY).map(({ name, reports, first, last }) => [name, reports.length, first, last]);

const periods = (first: string, last: string) =>
  groupsOf(chunksOf(reportsOf(daysFrom(first, last)), DAILY), DAILY).map(({ chunks }) =>
    chunks.map(({ name }) => name).join(' '),
  );

test('chunksOf(reports) begins with the first report and ends with the newest', () => {
  expect(months('2020-01-22', '2020-02-29', '2020-03-05')).toEqual([
    ['2020-01', 1, '2020-01-22', '2020-01-31'],
    ['2020-02', 1, '2020-02-01', '2020-02-29'],
    ['2020-03', 1, '2020-03-01', '2020-03-05'],
  ]);
  expect(months('2020-06-30')).toEqual([['2020-06', 1, '2020-06-30', '2020-06-30']]);
});

test('chunksOf(reports) has the months without a report too, over the end of a year', () => {
  expect(months('2020-11-30', '2021-02-01')).toEqual([
    ['2020-11', 1, '2020-11-30', '2020-11-30'],
    ['2020-12', 0, '2020-12-01', '2020-12-31'],
    ['2021-01', 0, '2021-01-01', '2021-01-31'],
    ['2021-02', 1, '2021-02-01', '2021-02-01'],
  ]);
});

test('chunksOf([]) is empty, and so are its groups', () => {
  expect(months()).toEqual([]);
  expect(groupsOf([], DAILY)).toEqual([]);
});

test('groupsOf(chunks) has the newest quarter by month and the ones before it whole', () => {
  expect(periods('2020-01-22', '2020-03-31')).toEqual(['2020-01', '2020-02', '2020-03']);
  expect(periods('2020-01-22', '2020-04-01')).toEqual(['2020-01 2020-02 2020-03', '2020-04']);
  expect(periods('2020-01-22', '2020-08-01')).toEqual([
    '2020-01 2020-02 2020-03',
    '2020-04 2020-05 2020-06',
    '2020-07',
    '2020-08',
  ]);
});

test('groupsOf(chunks) has closed years whole', () => {
  expect(periods('2019-11-30', '2021-05-02').map(period => period.split(' ').length)).toEqual([2, 12, 3, 1, 1]);
});
