import { matchesGlob } from 'node:path';
import { expect, test } from 'vitest';
import type { Dataset, Table } from '../../functions/contract/dataset.ts';
import { DAILY } from '../../functions/contract/period.ts';
import { STANDARD_CURVES } from '../../functions/contract/views.ts';
import { parseCheckLimits } from '../../functions/describe/check-limits.ts';
import { matchUpload } from '../../functions/describe/match-upload.ts';

const table = (name: string, files: string): Table => ({
  name,
  files,
  time: files.includes('YYYY') ? { from: 'name', pattern: null, unit: 'day', weekStart: 1 } : null,
  noted: [],
  firstDate: null,
  columns: [],
  unused: [],
  mistaken: {},
});
const CREDIT = { name: 'Someone', url: 'https://example.org' };
const DESCRIPTOR: Dataset = {
  title: 'Test',
  description: '',
  notice: null,
  source: CREDIT,
  licence: CREDIT,
  period: DAILY,
  rowFiles: null,
  columns: {},
  dimensions: [],
  mapFiles: [],
  places: null,
  provisional: 0,
  tables: [table('reports', 'day.YYYY-MM-DD.csv'), table('places', 'places (v1).csv')],
  ignore: ['**/old/**', '*.txt'],
  measures: [],
  maps: [],
  views: [],
  curves: STANDARD_CURVES,
  site: null,
  checks: parseCheckLimits({}, { measures: [], maps: [] }),
  regionsSql: '',
  cleanSql: '',
  sources: [],
};
const match = (path: string, today = '2020-07-10') => {
  const found = matchUpload(path, DESCRIPTOR, today);
  if (found.is === 'rows') return [found.is];
  return found.is === 'data' ? [found.table.name, found.date] : [found.is, found.reason];
};

test('matchUpload(path) finds the table, and the date where its names hold one', () => {
  expect(match('day.2020-02-29.csv')).toEqual(['reports', '2020-02-29']);
  expect(match('a/b/day.2020-07-10.csv')).toEqual(['reports', '2020-07-10']);
  expect(match('places (v1).csv')).toEqual(['places', null]);
});

test('matchUpload(path) finds the table of a file that is packed by gzip', () => {
  expect(match('day.2020-02-29.csv.gz')).toEqual(['reports', '2020-02-29']);
  expect(match('places (v1).csv.gz')).toEqual(['places', null]);
  expect(match('notes.csv.gz')[0]).toBe('unfit');
  for (const name of ['day.2020-02-29.csv.gz.gz', 'places.gz', 'a.csv.zip']) expect(match(name)[0]).toBe('ignored');
});

test('matchUpload(path) takes the letters of a pattern as they are', () => {
  const like = (name: string) => [
    'unfit',
    `the name must be like day.YYYY-MM-DD.csv or places (v1).csv; found "${name}"`,
  ];
  for (const name of ['dayx2020-02-29.csv', 'places v1.csv', 'day.2020-2-9.csv', 'xday.2020-02-29.csv', '.csv']) {
    expect(match(name)).toEqual(like(name));
  }
  expect(match('day.2020-02-29.csv\n')).toEqual(['ignored', 'not a CSV file']);
});

test('matchUpload(path) refuses days that do not exist and days to come', () => {
  expect(match('day.2021-02-29.csv', '2022-01-01')).toEqual([
    'unfit',
    'the name must hold a date that exists; found "day.2021-02-29.csv"',
  ]);
  expect(match('day.2020-12-31.csv', '2020-12-30')).toEqual(['reports', '2020-12-31']);
  expect(match('day.2021-01-01.csv', '2020-12-30')).toEqual([
    'unfit',
    'the name must not hold a date in the future; found 2021-01-01, today is 2020-12-30',
  ]);
});

test('matchUpload(path) passes over the descriptor, what it ignores, and what is no CSV', () => {
  expect(match('dataset.yaml')).toEqual(['ignored', 'part of the descriptor']);
  expect(match('clean.sql')).toEqual(['ignored', 'part of the descriptor']);
  expect(match('old/day.2020-02-29.csv')).toEqual(['ignored', 'the descriptor ignores **/old/**']);
  expect(match('a/old/b/notes.csv')).toEqual(['ignored', 'the descriptor ignores **/old/**']);
  expect(match('notes.txt')).toEqual(['ignored', 'the descriptor ignores *.txt']);
  expect(match('LICENSE')).toEqual(['ignored', 'not a CSV file']);
});

test('a pattern ignores what a shell would take it for, wherever its stars stand', async () => {
  const patterns = [
    '**/a/**',
    'a/**',
    '**/*.pdf',
    'a*c.csv',
    '*.csv',
    '**',
    'a/**/b/*.csv',
    '/a/*',
    '**/{a,b}/**',
    '**/[ab].csv',
    '**/a?.csv',
    '!a/*',
  ];
  const paths = [
    'a/x.csv',
    'x/a/y.csv',
    'x/a',
    'abc.csv',
    'ac.csv',
    'a/b/c.csv',
    'a/x/b/c.csv',
    'b/b.csv',
    'a.csv',
    'ab.csv',
    'x.pdf',
    'd/x.pdf',
    'b.txt',
  ];
  const counts = { ignored: 0, others: 0 };
  for (const pattern of patterns) {
    for (const path of paths) {
      const ignored = matchesGlob(path, pattern) || matchesGlob(`/${path}`, pattern);
      const match = matchUpload(path, { ...DESCRIPTOR, ignore: [pattern] }, '2020-07-10');
      expect(match.is === 'ignored' && match.reason.includes('ignores'), `${path} by ${pattern}`).toBe(ignored);
      counts[ignored ? 'ignored' : 'others'] += 1;
    }
  }
  expect(Math.min(counts.ignored, counts.others)).toBeGreaterThan(30);
});
