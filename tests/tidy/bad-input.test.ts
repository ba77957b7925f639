import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type TidyBuilt, type TidyShop, tidyShop } from './tidy-shop.ts';

const COUNTRIES = ['France', 'Italy', 'Spain', 'Germany', 'Poland', 'Austria', 'Belgium'];

const yamlOf = (more = '', measure = 'kind: level', map = 'world') => `
time: { column: date }
region: { column: country, map: ${map} }
measures:
  cases: { ${measure} }
${more}
`;
const days = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => `2020-01-${String(from + at).padStart(2, '0')}`);
const rowsOf = (
  dates: readonly string[],
  value: (place: number, date: number) => string | number = (p, d) => p * 10 + d,
) =>
  dates.flatMap((date, at) => COUNTRIES.map((country, place) => `${date},${country},${value(place, at)}\n`)).join('');
const HEAD = 'date,country,cases\n';
const GOOD = HEAD + rowsOf(days(1, 25));

type Files = Readonly<Record<string, string | Uint8Array>>;
const x = (csv: string): Files => ({ 'x.csv': csv });

const REFUSED: readonly (readonly [what: string, yaml: string, files: Files, why: string | RegExp])[] = [
  [
    'dates that leave open which number is the day',
    yamlOf(),
    x(HEAD + rowsOf(['03/04/2020', '04/04/2020'])),
    'tidy/x.csv: the dates of column "date", such as "03/04/2020" in line 2, are ambiguous: day or month may be first; write them like 2020-04-03, or declare "order: day first" or "order: month first" under "time"',
  ],
  [
    'dates in both orders',
    yamlOf(),
    x(HEAD + rowsOf(['04/03/2020', '13/04/2020', '04/14/2020'])),
    /dates of column "date", such as "13\/04\/2020" in line 9 and "04\/14\/2020" in line 16, are ambiguous: some have the day first and some the month/,
  ],
  [
    'periods of several units in one file',
    yamlOf(),
    x(HEAD + rowsOf(['2020-01', '2020-02', '2020-03', '2020-Q4'])),
    '7 of its 28 rows cannot be read; the first is line 23: column "date" must be a month like 2020-06; found "2020-Q4"',
  ],
  [
    'files of several units',
    yamlOf(),
    { 'x.csv': GOOD, 'y.csv': HEAD + rowsOf(['2021', '2022']) },
    'the column "date" has periods of several units, such as 2020-01-01 in tidy/x.csv and 2021 in tidy/y.csv; keep one of them, or declare "unit" under "time"',
  ],
  [
    'a week 53 in a year without one',
    yamlOf(),
    x(HEAD + rowsOf(['2020-W53', '2021-W53'])),
    'the first is line 9: column "date" must be a week like 2020-06-29; found "2021-W53"',
  ],
  [
    'the year 0',
    yamlOf(),
    x(HEAD + rowsOf(['0000', '0001'])),
    'line 2: column "date" must be a year like 2020; found "0000"',
  ],
  [
    'dates on one weekday that begins no week',
    yamlOf(),
    x(HEAD + rowsOf(['2020-01-01', '2020-01-08'])),
    'all dates of the column "date", such as 2020-01-01, lie on the same weekday: declare "unit: week"',
  ],
  [
    'several values for most places',
    yamlOf(),
    x(GOOD + rowsOf(days(1, 25), () => 7)),
    /7 of its 7 places have several values, as .* under "dimensions", or "sum: true" to add them up/,
  ],
  [
    'places of which most are unknown',
    yamlOf(),
    x(
      GOOD.replaceAll('France', 'Frence')
        .replaceAll('Italy', 'Itely')
        .replaceAll('Spain', 'Spein')
        .replaceAll('Poland', 'Polland'),
    ),
    '4 of the 7 places that the rows name are not on the map world, such as "Frence" (nearest: France), "Itely" (nearest: Italy), "Polland" (nearest: Poland)',
  ],
  ['rows of unknown places alone', yamlOf(), x(`${HEAD}2020-01-01,Frence,3\n`), '1 of the 1 places that the rows name'],
  [
    'a column that is missing',
    yamlOf(),
    x(GOOD.replace('country', 'land')),
    'the column "country" is missing; not known is "land" (column 2)',
  ],
  ['a measure that no column has', yamlOf('  deaths: { kind: flow }'), x(GOOD), 'the column "deaths" is missing'],
  [
    'a map that does not exist',
    yamlOf('', 'kind: level', 'wrld'),
    x(GOOD),
    'region.map must be a map: us-counties, us-states, world',
  ],
  [
    'more than 200 combinations of dimensions',
    yamlOf('dimensions: [a, b]'),
    x(
      `date,country,a,b,cases\n${Array.from({ length: 225 }, (_, at) => `2020-01-01,France,a${at % 15},b${Math.floor(at / 15)},3\n`).join('')}`,
    ),
    'dimensions may have 200 combinations of values; found 225: a has 15, b has 15',
  ],
  [
    'values of a dimension that differ in case alone',
    yamlOf('dimensions: [sex]'),
    x('date,country,sex,cases\n2020-01-01,France,Male,3\n2020-01-02,France,male,4\n'),
    /the dimension "sex" has values that differ in upper and lower case alone: "[Mm]ale" and "[Mm]ale"; write them alike/,
  ],
  ['an empty file', yamlOf(), x(''), 'the file is empty'],
  ['a header alone', yamlOf(), x(HEAD), 'the file has a header line and no rows'],
  [
    'no value at all',
    yamlOf(),
    x(HEAD + rowsOf(days(1, 3), place => (place % 2 ? 'NA' : ''))),
    'it has no numbers: every cell of the column "cases" is missing',
  ],
  [
    '60,000 different places',
    yamlOf(),
    x(`${HEAD}${Array.from({ length: 60_000 }, (_, at) => `2020-01-01,p${at},3\n`).join('')}`),
    'the column "country" has more than 50,000 different values',
  ],
  [
    '110,000 different times',
    yamlOf(),
    x(
      `${HEAD}${Array.from({ length: 110_000 }, (_, at) => `${new Date(at * 60_000).toISOString()},France,3\n`).join('')}`,
    ),
    'the column "date" has more than 100,000 different values',
  ],
  [
    'a flow whose sum is no exact number',
    yamlOf('', 'kind: flow'),
    x(HEAD + rowsOf(days(1, 5), () => '8000000000000000')),
    /the cases of "\w+" add up to more than 9007199254740991, beyond which numbers are not exact; give them in a larger unit/,
  ],
];

test.each(REFUSED)('%s: nothing is published, and the last good version stays', async (_, yaml, files, why) => {
  const { receipt, snapshot } = await (await tidyShop(yaml, files)).build();
  expect(snapshot).toBeNull();
  expectSummary(receipt.summary, why);
  if (yaml !== yamlOf()) return;
  const shop = await tidyShop(yaml, x(GOOD));
  const { pointer } = await shop.build();
  for (const [name, content] of Object.entries(files)) await shop.put(name, content);
  const { pointer: later } = await shop.build();
  expect((await shop.values('FRA'))['2020-01-25']).toBe(24);
  expect(later.attempt.outcome).not.toBe('published');
  await shop.remove('y.csv');
  await shop.put('x.csv', GOOD);
  expect((await shop.build()).pointer.snapshot).toBe(pointer.snapshot);
});

function expectSummary(summary: string, why: string | RegExp): void {
  expect(summary).toMatch(/^Nothing is published: /);
  if (typeof why === 'string') expect(summary).toContain(why);
  else expect(summary).toMatch(why);
}

/** Rows that are added to a good file, all of which stays live. */
async function builtWith(rows: string, yaml = yamlOf()): Promise<TidyShop & { readonly built: TidyBuilt }> {
  const shop = await tidyShop(yaml, x(GOOD + rows));
  const built = await shop.build();
  expect(await shop.values('BEL', 'to=2020-01-25')).toEqual(
    Object.fromEntries(days(1, 25).map((day, at) => [day, 60 + at])),
  );
  return { ...shop, built };
}

test.each([
  ['1e308', 'a number of at most 9007199254740991'],
  ['NaN', 'a number'],
  ['Infinity', 'a number of at most 9007199254740991'],
  ['many', 'a number'],
])('the cell %s holds back its place and no other', async (cell, wanted) => {
  const { built, values } = await builtWith(`2020-01-26,France,${cell}\n2020-01-26,Italy,3\n`);
  const reason = `column "cases" must be ${wanted}; found "${cell}"`;
  expect(built.inputs('x.csv')[0]?.rejected).toEqual([{ line: 177, column: 'cases', value: cell, reason }]);
  expect(built.receipt.held).toMatchObject([
    { region: 'FRA', date: '2020-01-26', detail: `France on 2020-01-26: ${reason} in x.csv at line 177` },
  ]);
  expect((await values('ITA'))['2020-01-26']).toBe(3);
});

test('more decimals than declared, and more than stay exact, are no numbers', async () => {
  const { built } = await builtWith(
    '2020-01-26,France,1.25\n2020-01-26,Italy,900000000000000\n2020-01-26,Spain,2.5\n',
    yamlOf('', 'kind: level, decimals: 1'),
  );
  expect(built.receipt.held.map(({ region, detail }) => [region, detail.slice(detail.indexOf('column'))])).toEqual([
    ['FRA', 'column "cases" must be a number with at most 1 decimal; found "1.25" in x.csv at line 177'],
    ['ITA', 'column "cases" must be a number of at most 100000000000000; found "900000000000000" in x.csv at line 178'],
  ]);
});

test('decimals that are not declared are as many as stay exact, and what is rounded is said', async () => {
  const cells = ['0.123456789', '900000000000.125', '-0.5', '0.25', '3', '1,234.5', '7%'];
  const csv = HEAD + COUNTRIES.map((country, at) => `2020-01-01,${country},"${cells[at]}"\n`).join('');
  const shop = await tidyShop(yamlOf(), x(csv));
  const { snapshot, inputs } = await shop.build();
  expect(snapshot?.measures).toMatchObject([{ decimals: 3 }]);
  expect(inputs('x.csv')[0]?.warnings).toEqual([
    'numbers of the column "cases" have up to 9 decimals and are rounded to 6',
  ]);
  const values = await Promise.all(['FRA', 'ITA', 'ESP', 'DEU', 'POL', 'AUT', 'BEL'].map(id => shop.values(id)));
  expect(values.map(value => value['2020-01-01'])).toEqual([0.123, 900000000000.125, -0.5, 0.25, 3, 1234.5, 7]);
});

test('rows that repeat others are dropped, also where they name the place in another way', async () => {
  const { built } = await builtWith('2020-01-01,France,0\n2020-01-02,FRA,1\n');
  expect(built.receipt.outcome).toBe('published');
  expect(built.receipt.rules).toMatchObject([{ rule: 'repeats another row', outcome: 'dropped', rows: 2 }]);
});

test('rows that contradict each other hold back their place and no other', async () => {
  const { built, values } = await builtWith('2020-01-01,France,99\n2020-01-02,FRA,98\n');
  const todo = 'declare the column that tells them apart under "dimensions", or "sum: true" to add them up';
  expect(built.receipt.held.map(({ detail }) => detail)).toEqual([
    `France on 2020-01-01: lines 2 and 177 of x.csv give different values for it; ${todo}`,
    `France on 2020-01-02: lines 9 and 178 of x.csv give different values for it as "France" and "FRA"; ${todo}`,
  ]);
  expect(await values('FRA', 'to=2020-01-03')).toEqual({ '2020-01-01': null, '2020-01-02': null, '2020-01-03': 2 });
});

test('a rate is not added up where rows are, unless all give the same', async () => {
  const yaml = `${yamlOf('sum: true', 'kind: level')}`.replace('  cases:', '  share: { kind: rate }\n  cases:');
  const csv =
    'date,country,cases,share\n2020-01-01,France,1,5\n2020-01-01,France,2,5\n2020-01-02,France,3,5\n2020-01-02,France,4,6\n2020-01-01,Italy,1,1\n2020-01-02,Italy,1,1\n';
  const shop = await tidyShop(yaml, x(csv));
  await shop.build();
  expect(await shop.values('FRA', 'measures=cases')).toEqual({ '2020-01-01': 3, '2020-01-02': 7 });
  expect(await shop.values('FRA', 'measures=share')).toEqual({ '2020-01-01': 5, '2020-01-02': null });
});

test('a few unknown places are listed', async () => {
  const { built } = await builtWith('2020-01-25,Frence,7\n2020-01-25,World,70\n');
  expect(built.receipt.unmatched).toMatchObject([{ place: 'Frence', rows: 1, firstDate: '2020-01-25' }]);
  expect(built.receipt.rules).toMatchObject([{ rule: 'a group of places', rows: 1 }]);
});

test.each(['1020-01-01', '9020-01-01'])(
  'a row of %s, far from all others, is held back with its period',
  async date => {
    const { built } = await builtWith(`${date},France,3\n`);
    expect(built.snapshot).toMatchObject({ firstDate: '2020-01-01', lastDate: '2020-01-25' });
    const near = date < '2' ? '2020-01-01' : '2020-01-25';
    expect(built.inputs('x.csv').find(input => input.date === date)).toMatchObject({
      state: 'quarantined',
      reason: `${date} lies far from all other periods, of which the nearest is ${near}; is the year right?`,
    });
  },
);

test('a row without a date is rejected with its line', async () => {
  const { built } = await builtWith(',France,3\n');
  expect(built.inputs('x.csv')[0]).toMatchObject({
    rows: { read: 1, rejected: 1 },
    rejected: [
      { line: 177, column: 'date', value: null, reason: 'column "date" must be a day like 2020-06-30; found nothing' },
    ],
  });
});

test('a value of a dimension that appears later has no values before', async () => {
  const yaml = yamlOf('dimensions: [sex]');
  const head = 'date,country,sex,cases\n';
  const early = '2020-01-01,France,female,1\n2020-01-02,France,female,2\n2020-01-03,France,female,3\n';
  const shop = await tidyShop(yaml, x(head + early));
  await shop.build();
  await shop.put('x.csv', `${head + early}2020-01-04,France,female,4\n2020-01-04,France,male,9\n`);
  const built = await shop.build();
  expect(built.snapshot?.dimensions).toMatchObject([{ values: ['female', 'male'] }]);
  expect(Object.values(await shop.values('FRA', 'dimension=sex:male'))).toEqual([null, null, null, 9]);
  expect(Object.values(await shop.values('FRA', 'dimension=sex:female'))).toEqual([1, 2, 3, 4]);
});

test('a packed file is read like the plain one', async () => {
  const shop = await tidyShop(yamlOf(), { 'x.csv.gz': gzipSync(GOOD) });
  expect((await shop.build()).receipt.outcome).toBe('published');
  expect((await shop.values('FRA'))['2020-01-25']).toBe(24);
});
