import { describe, expect, it } from 'vitest';
import { TABLE_EXAMPLE, type TableFile } from '../../functions/contract/table.ts';
import { readTableId, readTableView, type TableView, tableAddress } from '../../site/views/table/address.ts';
import { conditionText, parseCondition, replaced, sentencesOf } from '../../site/views/table/conditions.ts';

const [LENGTH, SPECIES] = TABLE_EXAMPLE.columns;
if (LENGTH === undefined || SPECIES === undefined) throw new Error('the example must have two columns');
const NAMES = ['sepal_length', 'species', 'a:b,c|d', '-way', '\\', 'ok\\,'];
const FILE: TableFile = { ...TABLE_EXAMPLE, columns: NAMES.map(name => ({ ...LENGTH, name })) };

const VIEW: TableView = { where: [], sort: [], columns: null, chart: null, column: null, row: null };

describe('the address of a table', () => {
  it('is the name of the table alone where nothing is chosen', () => {
    expect(tableAddress('iris', VIEW, FILE)).toBe('/iris');
    expect(readTableView('/iris', FILE)).toEqual({ view: VIEW, notes: [] });
    expect(readTableId('/iris/12?sort=x')).toBe('iris');
    expect(readTableId('?sort=x')).toBe(null);
  });

  it.each<Partial<TableView>>([
    { row: 12 },
    {
      sort: [
        { column: 'species', isDown: false },
        { column: '-way', isDown: true },
      ],
    },
    {
      sort: [
        { column: '-way', isDown: false },
        { column: 'a:b,c|d', isDown: true },
        { column: 'ok\\,', isDown: false },
      ],
    },
    { columns: ['-way', 'a:b,c|d', '\\'] },
    { column: 'a:b,c|d' },
    { chart: { type: 'bar', x: 'species', y: 'sepal_length', aggregate: 'mean', by: null } },
    { chart: { type: 'scatter', x: 'a:b,c|d', y: '\\', aggregate: null, by: '-way' } },
    { where: [{ column: 'a:b,c|d', op: 'in', values: ['x|y', 'x:y', 'x\\y', ''] }] },
    {
      where: [
        { column: 'sepal_length', op: 'ge', values: ['4.3'] },
        { column: 'sepal_length', op: 'lt', values: ['5'] },
        { column: 'species', op: 'missing', values: ['true'] },
        { column: 'species', op: 'contains', values: ['ü & 100% +'] },
      ],
    },
  ])('keeps %j', part => {
    const view = { ...VIEW, ...part };
    expect(readTableView(tableAddress('iris', view, FILE), FILE)).toEqual({ view, notes: [] });
  });

  it.each([
    ['/iris/151', ['There is no row “151”: there are 150.']],
    ['/iris/0', ['There is no row “0”: there are 150.']],
    ['/iris?where=petal:eq:1', ['There is no column “petal” here. The filter is left out.']],
    [
      '/iris?where=species',
      ['The filter “species” is not understood: one reads “column:op:value”. The filter is left out.'],
    ],
    [
      '/iris?where=species:like:a',
      ['The filter “species:like:a” is not understood: one reads “column:op:value”. The filter is left out.'],
    ],
    ['/iris?sort=petal', ['There is no column “petal” here.']],
    ['/iris?columns=petal,', ['There is no column “petal” here.']],
    ['/iris?chart=pie:species', ['The chart “pie:species” is not understood. Shown instead: the table alone.']],
    ['/iris?filter=1', ['This page knows no choice “filter”; the rest of the address is shown.']],
  ])('explains what it cannot follow: %s', (rest, notes) => {
    expect(readTableView(rest, FILE)).toEqual({ view: VIEW, notes });
  });
});

describe('parseCondition(text)', () => {
  it.each([
    ['species:in:setosa|virginica', ['setosa', 'virginica']],
    ['species:eq:a:b', ['a:b']],
    ['species:eq:a|b', ['a|b']],
    ['species:in:a\\|b|c', ['a|b', 'c']],
    ['seen:ge:2020-06-30T14:05:00', ['2020-06-30T14:05:00']],
    ['species:eq:C\\temp', ['C\\temp']],
  ])('%s', (text, values) => {
    expect(parseCondition(text)?.values).toEqual(values);
  });

  it.each(['', 'species', 'species:eq', 'species:missing:', 'species:missing:yes', ':eq:a'])('refuses “%s”', text => {
    expect(parseCondition(text)).toBe(undefined);
  });

  it('reads what conditionText writes', () => {
    const condition = { column: 'a:b\\', op: 'in', values: ['|', '\\', ':'] } as const;
    expect(parseCondition(conditionText(condition))).toEqual(condition);
  });
});

describe('replaced(conditions, column, by)', () => {
  const of = (column: string) => ({ column, op: 'eq', values: ['1'] }) as const;

  it('keeps the place of what it replaces', () => {
    expect(replaced([of('a'), of('b'), of('a'), of('c')], 'a', [of('x')])).toEqual([of('x'), of('b'), of('c')]);
    expect(replaced([of('a')], 'b', [of('b')])).toEqual([of('a'), of('b')]);
    expect(replaced([of('a')], 'a', [])).toEqual([]);
  });
});

describe('sentencesOf(conditions, columns)', () => {
  const columns = [
    { ...LENGTH, unit: 'cm' },
    { ...LENGTH, name: 'share', unit: '%', decimals: 0 },
    { ...LENGTH, name: 'price', unit: '$', decimals: 2 },
    SPECIES,
    { ...SPECIES, name: 'open', type: 'boolean' as const },
  ];

  it.each([
    [['sepal_length:ge:4.5', 'sepal_length:lt:6'], 'sepal_length: 4.5 to 6.0\u00a0cm'],
    [['sepal_length:ge:4.5'], 'sepal_length: from 4.5\u00a0cm'],
    [['share:le:40'], 'share: up to 40%'],
    [['share:lt:40'], 'share: below 40%'],
    [['share:gt:40'], 'share: above 40%'],
    [['price:ge:1000'], 'price: from $1,000.00'],
    [['species:in:setosa'], 'species: setosa'],
    [['species:in:a|b|c'], 'species: a, b or c'],
    [['species:in:a|b|c|d|e|f'], 'species: a, b, c or 3 more'],
    [['species:ne:a'], 'species: not a'],
    [['species:contains:set'], 'species contains “set”'],
    [['species:missing:true'], 'species: missing'],
    [['open:eq:true'], 'open: yes'],
  ])('%j', (texts, words) => {
    const conditions = texts.flatMap(text => parseCondition(text) ?? []);
    expect(sentencesOf(conditions, columns).map(sentence => sentence.words)).toEqual([words]);
  });
});
