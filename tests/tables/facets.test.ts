import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectProblem } from '../query/ask.ts';
import { MemoryStore } from '../query/memory-store.ts';
import { askTables, queryOf, readFacets } from './ask-tables.ts';
import { publishTables } from './publish-table.ts';
import { VISITS } from './visits.ts';

let clinic: Awaited<ReturnType<typeof askTables>>;
beforeAll(async () => {
  const store = new MemoryStore();
  await publishTables(store, 'clinic', [VISITS]);
  clinic = await askTables(store);
});
afterAll(() => clinic.close());

const ask = (query: Parameters<typeof queryOf>[0]) =>
  clinic.ask(`/datasets/clinic/tables/visits/facets?${queryOf(query)}`);

test('values come by count, then in order, with how many there are and how many are missing', async () => {
  expect(await readFacets(ask({ column: 'count', limit: 2 }))).toMatchObject({
    ...{ total: 6, missing: 1, distinct: 4 },
    values: [
      { value: 10, count: 2 },
      { value: -1, count: 1 },
    ],
  });
  const { values } = await readFacets(ask({ column: 'open' }));
  expect(values).toEqual([
    { value: true, count: 3 },
    { value: false, count: 2 },
  ]);
});

test('filters on the column itself are ignored, others are not', async () => {
  const where = ['open:eq:true', 'count:gt:0'];
  expect((await readFacets(ask({ column: 'open', where }))).values.map(({ value }) => value)).toEqual([false, true]);
  expect(await readFacets(ask({ column: 'city', where }))).toMatchObject({ total: 2, missing: 0, distinct: 2 });
});

test('the bins of numbers and dates stay the same, whatever the filter', async () => {
  const histogramOf = async (column: string, where: readonly string[] = []) =>
    (await readFacets(ask({ column, where }))).histogram;
  // -1 is below the first edge, and in the first bin.
  expect(await histogramOf('count')).toEqual({ edges: [0, 10, 20, 30], counts: [2, 2, 1] });
  expect(await histogramOf('price')).toEqual({ edges: [0, 0.5, 1], counts: [2, 3] });
  expect(await histogramOf('price', ['open:eq:true'])).toEqual({ edges: [0, 0.5, 1], counts: [1, 1] });
  expect(await histogramOf('day')).toEqual({ edges: ['2020-01-01', '2020-07-01', '2021-01-01'], counts: [4, 1] });
  expect(await histogramOf('city')).toBeNull();
});

test('nothing found is an answer', async () => {
  expect(await readFacets(ask({ column: 'price', where: 'city:eq:nowhere' }))).toMatchObject({
    ...{ total: 0, missing: 0, distinct: 0, values: [] },
    histogram: { counts: [0, 0] },
  });
});

test('as CSV it is a list of values', async () => {
  expect(await (await ask({ column: 'open', format: 'csv' })).text()).toBe('value,count\r\ntrue,3\r\nfalse,2\r\n');
});

test('a column is needed, and known', async () => {
  await expectProblem(ask({}), 'bad-parameter', { detail: /"column" is missing/ });
  await expectProblem(ask({ column: 'cuont' }), 'bad-parameter', { nearest: ['count'] });
});
