import { describe, expect, it } from 'vitest';
import { TABLE_EXAMPLE, type TableColumn } from '../../functions/contract/table.ts';
import { listHeight, rowWindow, scrollFor } from '../../site/controls/row-window.ts';
import { formatCell, formatMean, formatShort, withColumnUnit } from '../../site/format/cells.ts';
import { suited } from '../../site/views/table/chart-choice.ts';
import { nextSort } from '../../site/views/table/heads.ts';
import { countWords, facetOf, headOf, narrowed, percent } from '../../site/views/table/model.ts';

const [LENGTH, SPECIES] = TABLE_EXAMPLE.columns;
if (LENGTH === undefined || SPECIES === undefined) throw new Error('the example must have two columns');
const column = (part: Partial<TableColumn>, profile: Partial<TableColumn['profile']> = {}): TableColumn => ({
  ...LENGTH,
  ...part,
  profile: { ...LENGTH.profile, ...profile },
});

describe('formatCell(cell, column)', () => {
  it.each([
    [47, column({ decimals: 1 }), '47.0'],
    [-4975, column({ type: 'integer', decimals: 0 }, { min: -5000, max: 9000 }), '−4,975'],
    [2020, column({ type: 'integer', decimals: 0 }, { min: 1900, max: 2020 }), '2020'],
    [2020, column({ type: 'integer', decimals: 0 }, { min: 4, max: 2600 }), '2,020'],
    [12, column({ name: 'model_year', type: 'integer', decimals: 0 }, { min: 4, max: 2600 }), '12'],
    [true, column({ type: 'boolean' }), 'yes'],
    [false, column({ type: 'boolean' }), 'no'],
    ['2020-06-30', column({ type: 'date' }), '2020-06-30'],
    ['2020-06-30T14:05:00', column({ type: 'timestamp' }), '2020-06-30 14:05:00'],
    ['THIS', column({ type: 'text' }), 'THIS'],
    [null, column({}), '–'],
    [0, column({ decimals: 0, type: 'integer' }), '0'],
  ])('%j', (cell, form, text) => {
    expect(formatCell(cell, form)).toBe(text);
  });

  it('has short forms for large numbers and long times', () => {
    expect(formatShort(2_767_891_499, column({ decimals: 0 }, { max: 3e9 }))).toBe('2,767.9M');
    expect(formatShort(-1_500_000, column({ decimals: 0 }, { max: 3e9 }))).toBe('−1.5M');
    expect(formatShort('2020-06-30T14:05:00', column({ type: 'timestamp' }))).toBe('2020-06-30');
    expect(formatMean(4201.754, column({ type: 'integer', decimals: 0 }, { min: 2700, max: 6300 }))).toBe('4,202');
    expect(formatMean(5.84333, column({}))).toBe('5.84');
  });

  it('puts units where they are read', () => {
    expect([null, '%', '$', '€', 'mm'].map(unit => withColumnUnit('5', unit))).toEqual([
      '5',
      '5%',
      '$5',
      '€5',
      '5\u00a0mm',
    ]);
  });
});

describe('narrowed(facet, column, conditions)', () => {
  const facet = facetOf(LENGTH.profile);

  it('leaves a facet alone without conditions on its own column', () => {
    expect(narrowed(facet, LENGTH, [{ column: 'species', op: 'eq', values: ['setosa'] }])).toBe(facet);
  });

  it('keeps the bins of a range', () => {
    const where = [
      { column: 'sepal_length', op: 'ge', values: ['5'] },
      { column: 'sepal_length', op: 'lt', values: ['7'] },
    ] as const;
    expect(narrowed({ ...facet, missing: 3 }, LENGTH, where)).toEqual({
      values: 115,
      missing: 0,
      counts: [0, 61, 54, 0],
      top: [],
    });
  });

  it('keeps the values that are chosen', () => {
    const where = [{ column: 'species', op: 'in', values: ['setosa', 'virginica'] }] as const;
    expect(narrowed(facetOf(SPECIES.profile), SPECIES, where).top.map(({ value }) => value)).toEqual([
      'setosa',
      'virginica',
    ]);
  });

  it('compares text without case and accents', () => {
    const top = [
      { value: 'Côte d’Ivoire', count: 2 },
      { value: 'Peru', count: 1 },
    ];
    const where = [{ column: 'species', op: 'contains', values: ['COTE'] }] as const;
    expect(narrowed({ values: 3, missing: 0, counts: null, top }, SPECIES, where).top).toEqual(top.slice(0, 1));
  });

  it('keeps what is missing alone where that is asked for', () => {
    const where = [{ column: 'species', op: 'missing', values: ['true'] }] as const;
    const narrow = narrowed({ ...facetOf(SPECIES.profile), missing: 7 }, SPECIES, where);
    expect([narrow.missing, narrow.top]).toEqual([7, []]);
  });
});

describe('headOf(column, facet)', () => {
  it('shows a histogram of numbers, all bins grey until it is known which are shown', () => {
    const { picture, missing } = headOf(column({}, { missing: 2 }), null);
    expect(missing).toBe('2 missing');
    expect(picture).toEqual({ kind: 'histogram', all: [22, 61, 54, 13], shown: [0, 0, 0, 0], ends: ['4.3', '7.9'] });
  });

  it('shows the shares of categories among the rows shown, and of all in grey where none is', () => {
    const of = (counts: readonly number[]) => ({
      ...facetOf(SPECIES.profile),
      values: counts.reduce((sum, count) => sum + count, 0),
      top: SPECIES.profile.top.map(({ value }, at) => ({ value, count: counts[at] ?? 0 })),
    });
    expect(headOf(SPECIES, of([10, 30, 0])).picture).toMatchObject({
      shares: [0.25, 0.75],
      isGrey: false,
      first: 'setosa 25%',
    });
    expect(headOf(SPECIES, of([0, 0, 0])).picture).toMatchObject({
      isGrey: true,
      first: 'setosa 33%',
      values: '3 values',
    });
  });

  it('counts the values of any other text', () => {
    expect(headOf(column({ type: 'text', unit: null }, { histogram: null, distinct: 1 }), null)).toEqual({
      kind: 'text',
      missing: '',
      picture: { kind: 'values', values: '1 value' },
    });
  });
});

describe('words', () => {
  it('count the rows first', () => {
    expect(countWords(168, 344)).toEqual({ figure: '168', words: 'of 344 rows' });
    expect(countWords(1, 1)).toEqual({ figure: '1', words: 'row' });
    expect(countWords(0, 12_000)).toEqual({ figure: '0', words: 'of 12,000 rows' });
    expect(countWords(null, 344)).toEqual({ figure: '…', words: 'of 344 rows' });
  });

  it('round a share to nothing and to all only where it is', () => {
    expect([0, 0.004, 0.436, 0.996, 1].map(percent)).toEqual(['0%', 'under 1%', '44%', 'over 99%', '100%']);
  });
});

it('a head sorts up, down and not at all', () => {
  const up = nextSort([], 'a');
  const down = nextSort(up, 'a');
  expect([up, down, nextSort(down, 'a')]).toEqual([
    [{ column: 'a', isDown: false }],
    [{ column: 'a', isDown: true }],
    [],
  ]);
  expect(nextSort(down, 'b')).toEqual([{ column: 'b', isDown: false }]);
});

describe('rowWindow(list, scrollTop)', () => {
  it('has the rows in view and some around them', () => {
    const list = { count: 1000, height: 32, view: 320 };
    expect(rowWindow(list, 0)).toEqual({ first: 0, end: 22, top: 0, above: 0, below: 31_296 });
    expect(rowWindow(list, 3200)).toEqual({ first: 88, end: 122, top: 100, above: 2816, below: 28_096 });
    expect(rowWindow(list, 31_680).end).toBe(1000);
    expect(rowWindow({ ...list, count: 0 }, 0)).toMatchObject({ first: 0, end: 0 });
  });

  it('reaches every row of a list that is higher than a browser allows', () => {
    const list = { count: 5_000_000, height: 44, view: 660 };
    expect(listHeight(list)).toBeLessThan(16_000_000);
    expect(rowWindow(list, 0).top).toBe(0);
    expect(rowWindow(list, listHeight(list) - list.view)).toMatchObject({ end: 5_000_000, top: 4_999_985 });
    for (const row of [0, 17, 1_234_567, 4_999_999]) {
      const { top, end } = rowWindow(list, scrollFor(list, row, 7_000_000));
      expect(row).toBeGreaterThanOrEqual(top);
      expect(row).toBeLessThan(end);
    }
  });

  it('moves only as far as needed', () => {
    const list = { count: 1000, height: 32, view: 320 };
    expect(scrollFor(list, 105, 3200)).toBe(3200);
    expect(scrollFor(list, 99, 3200)).toBe(3168);
    expect(scrollFor(list, 110, 3200)).toBe(3232);
  });
});

describe('suited(chart, columns)', () => {
  const columns = [SPECIES, LENGTH, column({ name: 'width' })];
  const none = { y: null, aggregate: null, by: null };

  it('finds columns that fit another type', () => {
    expect(suited({ type: 'histogram', x: 'species', ...none }, columns)).toMatchObject({ x: 'sepal_length', y: null });
    expect(suited({ type: 'scatter', x: 'sepal_length', ...none }, columns)).toMatchObject({
      x: 'sepal_length',
      y: 'width',
    });
    expect(suited({ type: 'bar', x: 'sepal_length', ...none, y: 'width' }, columns)).toEqual({
      ...{ type: 'bar', x: 'species', y: 'width', aggregate: 'mean', by: null },
    });
  });
});
