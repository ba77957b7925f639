import { expect, test } from 'vitest';
import { readOptions } from '../../bench/options.ts';
import { formatTable } from '../../bench/report/format-table.ts';
import { median, percentile } from '../../bench/report/quantile.ts';
import { KB, MIB, type Row, verdictOf } from '../../bench/report/row.ts';

test('median(values) is the middle one, whatever their order', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4])).toBe(4);
});

test('median(values) of an even number is the mean of the two in the middle', () => {
  expect(median([10, 1, 2, 4])).toBe(3);
});

test('median([]) and percentile([]) are not a number', () => {
  expect(median([])).toBeNaN();
  expect(percentile([], 0.99)).toBeNaN();
});

test('percentile(values, share) is a value that occurred', () => {
  const values = Array.from({ length: 200 }, (_, index) => 200 - index);
  expect(percentile(values, 0.5)).toBe(100);
  expect(percentile(values, 0.99)).toBe(198);
  expect(percentile(values, 1)).toBe(200);
  expect(percentile([7], 0.99)).toBe(7);
});

test('verdictOf(row) judges the median: what is on the budget is within it', () => {
  const row = (samples: readonly number[], budget: number | null): Row => ({ label: 'x', samples, unit: 's', budget });
  expect(verdictOf(row([1, 2, 9], 2))).toBe('ok');
  expect(verdictOf(row([1, 2.01, 9], 2))).toBe('over');
  expect(verdictOf(row([1, 2, 9], null))).toBe('');
  expect(verdictOf(row([], 2))).toBe('not measured');
  expect(verdictOf(row([0], 0))).toBe('ok');
});

test('formatTable(sections) aligns the columns and leaves out a range of one run', () => {
  const rows: Row[] = [
    { label: 'time', samples: [1.5, 1, 2], unit: 's', budget: null, note: '3 reports' },
    { label: 'memory', samples: [600 * MIB], unit: 'MiB', budget: 512 * MIB },
    { label: 'bytes', samples: [2500, 2500], unit: 'kB', budget: 3 * KB },
    { label: 'peer', samples: [], unit: 'factor', budget: 1.5 },
  ];
  expect(formatTable([{ part: 'transform', rows }])).toBe(
    [
      'what                 median    min – max  runs     budget  verdict',
      '──────────────────  ───────  ───────────  ────  ─────────  ────────────',
      'transform',
      '  time (3 reports)   1.50 s  1.00 – 2.00     3',
      '  memory            600 MiB                  1  ≤ 512 MiB  over',
      '  bytes              2.5 kB                  2   ≤ 3.0 kB  ok',
      '  peer                                           ≤ 1.50 ×  not measured',
    ].join('\n'),
  );
});

test('readOptions(args, known, quick) runs everything, the quick parts, or those that are named', () => {
  const read = (...args: readonly string[]) => readOptions(args, ['a', 'b', 'c'], ['b']);
  expect(read()).toEqual({ parts: ['a', 'b', 'c'], quick: false, strict: false, json: null });
  expect(read('--quick').parts).toEqual(['b']);
  expect(read('c', 'a', '--json', 'x.json', '--strict')).toMatchObject({ parts: ['a', 'c'], json: 'x.json' });
  expect(() => read('d')).toThrow('there is no part "d"; known are a, b, c');
});
