import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { build } from '../../functions/build/build.ts';
import { rollback } from '../../functions/snapshots/rollback.ts';
import { tableShop } from './table-shop.ts';

const IRIS = readFileSync(join(import.meta.dirname, '../../datasets/iris/iris.csv'), 'utf8');
const SALES = 'shop,item,price\n1,pen,1.5\n2,ink,12\n';

test('a file at the root is a data set with one table, and the same file again changes nothing', async () => {
  const shop = await tableShop({ 'flowers.csv': IRIS });
  const { snapshot, receipt, table, recognized } = await shop.build('flowers');
  expect(receipt).toMatchObject({ outcome: 'published', summary: '1 table with 150 rows is live.' });
  expect(snapshot).toMatchObject({ kind: 'table', title: 'Flowers', maps: [], measures: [], firstDate: 'all' });
  expect(snapshot?.tables).toMatchObject([{ id: 'flowers', title: 'Flowers', rows: 150, columns: 5 }]);
  const { columns, firstRows } = await table('flowers');
  expect(columns.map(({ name, type, profile }) => [name, type, profile.mean])).toEqual([
    ['sepal_length', 'decimal', 5.84333],
    ['sepal_width', 'decimal', 3.05733],
    ['petal_length', 'decimal', 3.758],
    ['petal_width', 'decimal', 1.19933],
    ['species', 'text', null],
  ]);
  expect(columns[4]?.profile.top).toEqual(['setosa', 'versicolor', 'virginica'].map(value => ({ value, count: 50 })));
  expect(firstRows[0]).toEqual([5.1, 3.5, 1.4, 0.2, 'setosa']);
  expect(recognized?.tables[0]?.reading).toMatchObject({ format: 'csv', delimiter: ',' });
  expect((await shop.build('flowers')).unchanged).toBe(true);
});

test('a new version replaces the table, which is then as a build from nothing makes it', async () => {
  const shop = await tableShop({ 'sales.csv': SALES });
  await shop.build('sales');
  const grown = `${SALES}3,pad,4\n`;
  await shop.put('sales.csv', grown);
  const { snapshot } = await shop.build('sales');
  expect(snapshot?.tables[0]?.rows).toBe(3);
  const fresh = await (await tableShop({ 'sales.csv': grown })).build('sales');
  expect(snapshot?.tables).toEqual(fresh.snapshot?.tables);
});

test.each([
  ['a column gone', 'shop,item\n1,pen\n2,ink\n', 'lost-columns', /lacks the column "price"/],
  ['another type', SALES.replace('1.5', 'free'), 'changed-types', /"price" was decimal and is text/],
])('a version with %s is quarantined, and a note accepts it', async (_, text, check, reason) => {
  const shop = await tableShop({ 'sales.csv': SALES });
  await shop.build('sales');
  await shop.put('sales.csv', text);
  const held = await shop.build('sales');
  expect(held.receipt.outcome).toBe('quarantined');
  expect(held.input('sales.csv')).toMatchObject({ state: 'quarantined', reason: expect.stringMatching(reason) });
  expect(held.input('sales.csv')?.remarks).toMatchObject([{ check, verdict: 'quarantined' }]);
  expect(held.snapshot?.tables).toMatchObject([{ rows: 2, columns: 3 }]);
  expect((await held.table('sales')).firstRows).toEqual([
    [1, 'pen', 1.5],
    [2, 'ink', 12],
  ]);
  await shop.put('sales.csv.accept.yaml', 'reason: the shop changed\n');
  const accepted = await shop.build('sales');
  expect(accepted.receipt.outcome).toBe('published');
  expect(accepted.input('sales.csv.accept.yaml')?.reason).toContain(`accepts sales.csv (${check}): the shop changed`);
  expect(accepted.snapshot?.tables[0]?.columns).toBe(text.split('\n')[0]?.split(',').length);
});

test('far fewer rows are quarantined', async () => {
  const shop = await tableShop({ 'flowers.csv': IRIS });
  await shop.build('flowers');
  await shop.put('flowers.csv', IRIS.split('\n').slice(0, 60).join('\n'));
  const { input, snapshot } = await shop.build('flowers');
  expect(input('flowers.csv')?.reason).toMatch(/it has 59 rows, 61% fewer than the 150/);
  expect(snapshot?.tables[0]?.rows).toBe(150);
});

test('one more row never changes what a column is', async () => {
  const shop = await tableShop({ 'x.csv': 'id,size\na,1.5\nb,2\n' });
  await shop.build('x');
  await shop.put('x.csv', 'id,size\na,1\nb,2\n');
  expect((await (await shop.build('x')).table('x')).columns[1]?.type).toBe('decimal');
});

test('two files that would be one data set are refused, each naming the other', async () => {
  const shop = await tableShop({ 'Sales.csv': SALES, 'sales.tsv': SALES.replaceAll(',', '\t') });
  const { receipt, snapshot } = await shop.build('sales');
  expect(snapshot).toBeNull();
  expect(receipt.summary).toBe(
    'Nothing is published: Sales.csv and sales.tsv both make the data set "sales"; rename one of them.',
  );
});

test('a folder without a descriptor: files that differ in digits are one table, others are tables of their own', async () => {
  const shop = await tableShop({
    'shop/sales-2023.csv': SALES,
    'shop/sales-2024.csv': 'shop,item,price\n3,pad,4\n',
    'shop/people.json': '[{"name":"Ann","age":34},{"name":"Bo","age":null}]',
    'shop/notes.txt': 'no data',
  });
  const { snapshot, receipt, input, table } = await shop.build('shop');
  expect(snapshot?.tables.map(({ id, rows, parts }) => [id, rows, parts.length])).toEqual([
    ['people', 2, 1],
    ['sales', 3, 2],
  ]);
  expect(receipt.outcome).toBe('published');
  expect(input('shop/notes.txt')?.state).toBe('ignored');
  expect((await table('sales')).firstRows.map(([shop]) => shop)).toEqual([1, 2, 3]);
  expect((await table('people')).columns.map(({ type }) => type)).toEqual(['text', 'integer']);
});

test('a file that cannot be read is quarantined, and the rest is live', async () => {
  const shop = await tableShop({ 'shop/sales.csv': SALES, 'shop/empty.csv': '' });
  const { snapshot, receipt, input } = await shop.build('shop');
  expect(snapshot?.tables.map(({ id }) => id)).toEqual(['sales']);
  expect(receipt.outcome).toBe('quarantined');
  expect(input('shop/empty.csv')).toMatchObject({ state: 'quarantined', remarks: [{ check: 'readable' }] });
});

test('an older snapshot can be shown again with all of its rows, and a collection keeps what kept snapshots need', async () => {
  const shop = await tableShop({ 'sales.csv': SALES });
  const first = await shop.build('sales');
  await shop.put('sales.csv', `${SALES}3,pad,4\n`);
  const second = await shop.build('sales');
  const parts = (snapshot: typeof first.snapshot) => snapshot?.tables.flatMap(({ parts }) => parts.map(({ id }) => id));
  expect(parts(second.snapshot)).not.toEqual(parts(first.snapshot));
  await rollback('sales', first.pointer.snapshot, shop.site);
  const rows = async () =>
    (await Array.fromAsync(shop.site.list('data/sales/blobs/'))).filter(({ key }) => key.endsWith('.parquet')).length;
  expect(await rows()).toBe(2);
});

const WEEKS = ['2024-01-07', '2024-01-14', '2024-01-21', '2024-01-28'];
const STATES = ['Ohio', 'Texas', 'Iowa', 'Maine', 'Utah', 'Nevada'];
const RATES = `week,state,rate\n${WEEKS.flatMap((week, at) =>
  STATES.map((state, index) => `${week},${state},${3 + index}.${at}\n`),
).join('')}`;

test('places and periods make a map and line charts beside the table, without a descriptor', async () => {
  const shop = await tableShop({ 'rates.csv': RATES });
  const { snapshot, receipt, recognized } = await shop.build('rates');
  expect(receipt.outcome).toBe('published');
  expect(snapshot).toMatchObject({
    kind: 'region-series',
    period: { unit: 'week' },
    maps: [{ id: 'us-states' }],
    tables: [{ id: 'rates', rows: 24 }],
  });
  expect(snapshot?.measures).toMatchObject([{ id: 'rate', guessed: true, decimals: 1 }]);
  expect(recognized?.descriptor).toContain('us-states');
});

test('the draft of a descriptor, taken over, gives the same numbers', async () => {
  const bare = await (await tableShop({ 'rates.csv': RATES })).build('rates');
  const shop = await tableShop({ 'rates.csv': RATES, 'rates/dataset.yaml': bare.recognized?.descriptor ?? '' });
  const declared = await shop.build('rates');
  expect(declared.receipt.outcome).toBe('published');
  expect(declared.snapshot?.maps).toEqual(bare.snapshot?.maps);
  expect(declared.snapshot?.tables).toEqual(bare.snapshot?.tables);
});

test('a table with addresses of persons waits until it is accepted where anyone may see it, and warns on one machine', async () => {
  const people = `name,email\n${Array.from({ length: 30 }, (_, at) => `P${at},p${at}@example.org\n`).join('')}`;
  const shop = await tableShop({ 'people.csv': people });
  expect((await shop.build('people')).input('people.csv')?.warnings.join()).toContain(
    '"email" looks like e-mail addresses',
  );
  const site = await tableShop({ 'people.csv': people });
  const tools = { ...site.tools, holdsPersonalData: true };
  const held = await build('people', tools);
  expect(held.pointer.snapshot).toBeNull();
  expect(held.receipt.inputs[0]).toMatchObject({ state: 'quarantined', remarks: [{ check: 'personal-data' }] });
  expect((await Array.fromAsync(site.site.list('data/people/blobs/'))).length).toBe(0);
  await site.put('people.csv.accept.yaml', 'reason: they agreed\n');
  expect((await build('people', tools)).receipt.outcome).toBe('published');
});

const TOWNS = ['Aren', 'Bilt', 'Cork', 'Dorn', 'Elst', 'Furt', 'Graz'];

test('coordinates make a map of points where no column names places on a map', async () => {
  const rows = ['2023', '2024'].flatMap(year =>
    TOWNS.map((town, at) => `${year},${town} Mill,${40 + at}.5,${-80 - at}.25,${Number(year) - 2000 + at}.5`),
  );
  const shop = await tableShop({ 'mills.csv': `year,mill,lat,lng,output\n${rows.join('\n')}\n` });
  const { snapshot, recognized } = await shop.build('mills');
  expect(recognized?.remarks).toContain('"lat" and "lng" say where each "mill" lies.');
  expect(snapshot).toMatchObject({ kind: 'region-series', maps: [{ id: 'points', regionCount: 7 }], lastDate: '2024' });
  expect(snapshot?.measures.map(({ id }) => id)).toEqual(['output']);
});

test('a guess is published beside places that nobody knows, and what says yes or no comes last', async () => {
  const others = ['Alabama', 'Alaska', 'Arizona', 'Florida', 'Georgia', 'Idaho', 'Kansas', 'Oregon'];
  const more = [...others, 'Montana', 'Vermont', 'Virginia', 'Wyoming', 'Hawaii', 'Delaware', 'Indiana', 'Illinois'];
  const all = [...STATES, ...more].map((state, at) => `${state},${at % 2},${80 + at}`);
  // One unknown place of 23, which has a third of all there is.
  const shop = await tableShop({ 'states.csv': `state,coastal,height\n${all.join('\n')}\nAtlantis,1,1100\n` });
  const { snapshot } = await shop.build('states');
  expect(snapshot).toMatchObject({ kind: 'region-series', maps: [{ id: 'us-states', regionCount: 22 }] });
  expect(snapshot?.measures.map(({ id }) => id)).toEqual(['height', 'coastal']);
});

test('columns may have any name, also one that statements use', async () => {
  const names = ['value', 'v0', 'v1', 'n', 'cell', 'checked', 'file', 'line', 'place', 'rows', 'key0', 'moment', 'at'];
  const row = (at: number) =>
    names.map((_, place) => (place % 2 === 0 ? `+1 212 555 ${1000 + at}` : String(at + place)));
  const lines = Array.from({ length: 40 }, (_, at) => row(at).join(','));
  const [plain, other] = [names, names.map(name => `x ${name}`)].map(
    heads => `${heads.join(',')}\n${lines.join('\n')}\n`,
  );
  const [shown = [], wanted = []] = await Promise.all(
    [plain, other].map(async text => {
      const built = await (await tableShop({ 'names.csv': text ?? '' })).build('names');
      expect(built.receipt.outcome).toBe('published');
      return (await built.table('names')).columns;
    }),
  );
  expect(shown.map(({ name }) => `x ${name}`)).toEqual(wanted.map(({ name }) => name));
  expect(shown.map(({ name: _, ...column }) => column)).toEqual(wanted.map(({ name: _, ...column }) => column));
});

test('a row of totals is no place, and too few places are said to be too few', async () => {
  const rows = STATES.map((state, at) => `${state},${10 + at}`).join('\n');
  const withTotal = await (await tableShop({ 'budget.csv': `state,budget\n${rows}\nGrand total,75\n` })).build(
    'budget',
  );
  expect(withTotal.snapshot).toMatchObject({ kind: 'region-series', maps: [{ id: 'us-states', regionCount: 6 }] });
  const few = await (await tableShop({ 'few.csv': 'country,visits\nItaly,3\nAustria,4\n' })).build('few');
  expect(few.recognized?.remarks.join(' ')).toContain(
    '"country" names 2 regions of world; a map is drawn from five on',
  );
});
