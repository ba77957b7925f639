import { describe, expect, test } from 'vitest';
import {
  filterRows,
  formatCell,
  formatHeader,
  isNumeric,
  type SortDirection,
  sortRows,
  type TableRow,
} from '../../site/controls/table-rows.ts';

const sorted = (cells: TableRow, direction: SortDirection) =>
  sortRows(
    cells.map(cell => [cell]),
    0,
    direction,
  ).flat();

describe('sortRows(rows, column, direction)', () => {
  test('sorts numbers by size, corrections below zero first', () => {
    expect(sorted([10, 9, -4, 100, 0.5], 'ascending')).toEqual([-4, 0.5, 9, 10, 100]);
    expect(sorted([10, 9, -4, 100, 0.5], 'descending')).toEqual([100, 10, 9, 0.5, -4]);
  });

  test('puts null last in both directions: missing is not zero', () => {
    expect(sorted([null, 2, null, 0], 'ascending')).toEqual([0, 2, null, null]);
    expect(sorted([null, 2, null, 0], 'descending')).toEqual([2, 0, null, null]);
  });

  test('sorts text as a reader does', () => {
    expect(sorted(['Zulia', 'Åland', 'adams', 'Bronx', 'County 10', 'County 9'], 'ascending')).toEqual([
      'adams',
      'Åland',
      'Bronx',
      'County 9',
      'County 10',
      'Zulia',
    ]);
    expect(sorted(['2020-06-30', '2020-01-31'], 'ascending')).toEqual(['2020-01-31', '2020-06-30']);
  });

  test('keeps ties as they stood, and numbers before text', () => {
    const rows: TableRow[] = [
      ['b', 1],
      ['a', 1],
      ['c', 0],
    ];
    expect(sortRows(rows, 1, 'ascending')).toEqual([
      ['c', 0],
      ['b', 1],
      ['a', 1],
    ]);
    expect(sortRows(rows, 1, 'descending')).toEqual([
      ['b', 1],
      ['a', 1],
      ['c', 0],
    ]);
    expect(sorted(['x', 3, null], 'ascending')).toEqual([3, 'x', null]);
  });

  test('leaves what it is given, takes a short row for a gap, and none for none', () => {
    const rows: TableRow[] = [[2], [], [1]];
    expect(sortRows(rows, 0, 'ascending')).toEqual([[1], [2], []]);
    expect(rows).toEqual([[2], [], [1]]);
    expect(sortRows([], 0, 'ascending')).toEqual([]);
  });
});

describe('filterRows(rows, query)', () => {
  const rows: TableRow[] = [
    ['Cook, Illinois', 12],
    ['Doña Ana, New Mexico', 7],
    ['Cook, Georgia', null],
  ];

  test('finds every word, in any order, whatever its case and accents', () => {
    expect(filterRows(rows, ' illinois COOK ')).toEqual([rows[0]]);
    expect(filterRows(rows, 'dona')).toEqual([rows[1]]);
    expect(filterRows(rows, 'doña')).toEqual([rows[1]]);
  });

  test('finds all where nothing is asked, and none where nothing fits', () => {
    expect(filterRows(rows, '  ')).toEqual(rows);
    expect(filterRows(rows, 'cook mexico')).toEqual([]);
  });

  test('searches text and days as they are read, not numbers and not gaps', () => {
    expect(filterRows(rows, '12')).toEqual([]);
    expect(filterRows(rows, 'no data')).toEqual([]);
    expect(filterRows([['2020-06-30'], ['2020-07-01']], 'june')).toEqual([['2020-06-30']]);
  });
});

describe('formatHeader(header)', () => {
  test('writes the counts of a heading as the visitor does, and leaves other digits', () => {
    expect(formatHeader('New deaths per 100000 people, 7-day average')).toBe(
      'New deaths per 100,000 people, 7-day average',
    );
    expect(formatHeader('Days since the 1000th confirmed case')).toBe('Days since the 1,000th confirmed case');
    expect(['Deaths per person', 'Beds in 2020'].map(formatHeader)).toEqual(['Deaths per person', 'Beds in 2020']);
  });
});

describe('formatCell(cell)', () => {
  test('writes numbers plainly, days in words, and names a gap', () => {
    expect([2635417, -4, 0, 0.042, 0.0000004, 1234.5].map(formatCell)).toEqual([
      '2,635,417',
      '−4',
      '0',
      '0.042',
      '0.0000004',
      '1,235',
    ]);
    expect(['2020-06-30', '2020-13-45', '01001'].map(formatCell)).toEqual(['June 30, 2020', '2020-13-45', '01001']);
    expect(formatCell(null)).toBe('no data');
  });
});

describe('isNumeric(rows, column)', () => {
  test('holds for numbers with gaps, not for gaps alone, nor for one text among them', () => {
    const rows: TableRow[] = [[1, null, 1], [null, null, 'x'], [3]];
    expect([0, 1, 2].map(column => isNumeric(rows, column))).toEqual([true, false, false]);
  });
});
