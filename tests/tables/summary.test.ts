import { afterAll, beforeAll, expect, test } from 'vitest';
import { MAX_GROUPS } from '../../functions/query/table-queries/table-routes.ts';
import { expectProblem } from '../query/ask.ts';
import { MemoryStore } from '../query/memory-store.ts';
import { askTables, queryOf, readSummary } from './ask-tables.ts';
import { publishTables } from './publish-table.ts';
import { VISITS } from './visits.ts';

const MANY = {
  id: 'many',
  columns: [{ name: 'n', type: 'integer' as const }],
  parts: [Array.from({ length: MAX_GROUPS + 1 }, (_, n) => [n])],
};

let clinic: Awaited<ReturnType<typeof askTables>>;
beforeAll(async () => {
  const store = new MemoryStore();
  await publishTables(store, 'clinic', [VISITS, MANY]);
  clinic = await askTables(store);
});
afterAll(() => clinic.close());

const ask = (query: Parameters<typeof queryOf>[0], table = 'visits') =>
  clinic.ask(`/datasets/clinic/tables/${table}/summary?${queryOf(query)}`);
const groupsOf = async (query: Parameters<typeof queryOf>[0]) =>
  (await readSummary(ask(query))).groups.map(({ by, rows, value }) => [...by, rows, value]);

test('without anything it counts all rows', async () => {
  expect(await groupsOf({})).toEqual([[6, 6]]);
  expect(await groupsOf({ where: 'city:eq:nowhere' })).toEqual([[0, 0]]);
  expect(await groupsOf({ by: 'city', where: 'city:eq:nowhere' })).toEqual([]);
});

test('groups come in order, missing values last', async () => {
  expect(await groupsOf({ by: 'open', measure: 'price' })).toEqual([
    [false, 2, 0.6],
    [true, 3, 0.3],
    [null, 1, 0.7],
  ]);
  expect(await groupsOf({ by: ['open', 'count'], measure: 'price', agg: 'max', where: 'open:eq:true' })).toEqual([
    [true, -1, 1, 0.5],
    [true, 10, 1, null],
    [true, 30, 1, 0.1],
  ]);
});

test.each([
  ['day:day', ['2020-01-05', '2020-01-06', '2020-02-29', '2020-12-31', null]],
  ['day:week', ['2019-12-30', '2020-01-06', '2020-02-24', '2020-12-28', null]],
  ['day:month', ['2020-01', '2020-02', '2020-12', null]],
  ['day:quarter', ['2020-Q1', '2020-Q4', null]],
  ['day:year', ['2020', null]],
  ['seen:year', ['2020', '2021', null]],
  ['day:bins', ['2020-01-01', '2020-07-01', null]],
  ['count:bins', [0, 10, 20, null]],
  ['price', [0.1, 0.2, 0.5, 0.7, 1, null]],
])('by=%s', async (by, keys) => {
  expect((await groupsOf({ by })).map(([key]) => key)).toEqual(keys);
});

test.each([
  ['count', 'sum', 52],
  ['count', 'mean', 10.4],
  ['count', 'median', 10],
  ['count', 'count', 5],
  ['price', 'sum', 2.5],
  ['price', 'mean', 0.5],
  ['price', 'min', 0.1],
  ['day', 'max', '2020-12-31'],
  ['seen', 'min', '2020-01-05T10:00:00'],
  ['city', 'count', 5],
])('of %s, agg=%s is %j', async (measure, agg, value) => {
  expect(await groupsOf({ measure, agg })).toEqual([[6, value]]);
});

test('it names what it was grouped by, with the edges of bins', async () => {
  const { by, measure, aggregate } = await readSummary(ask({ by: ['price:bins', 'day:month'], measure: 'count' }));
  expect({ measure, aggregate }).toEqual({ measure: 'count', aggregate: 'mean' });
  expect(by).toEqual([
    { column: 'price', step: null, edges: [0, 0.5, 1] },
    { column: 'day', step: 'month', edges: null },
  ]);
});

test('as CSV it is a table', async () => {
  expect(await (await ask({ by: 'open', measure: 'count', agg: 'sum', format: 'csv' })).text()).toBe(
    'open,rows,sum count\r\nfalse,2,13\r\ntrue,3,39\r\n,1,\r\n',
  );
});

test.each([
  [{ by: 'city:month' }, /must be "city" \(text\); found "city:month"/],
  [{ by: 'day:hour' }, /:day, :week, :month, :quarter, :year, :bins \(date\)/],
  [{ by: 'opn' }, /a column of table/],
  [{ measure: 'city', agg: 'sum' }, /must be count of "city" \(text\); found "sum"/],
  [{ measure: 'day', agg: 'mean' }, /count, min, max of "day"/],
  [{ agg: 'sum' }, /"measure" is missing/],
])('%j is refused', async (query, detail) => {
  await expectProblem(ask(query), 'bad-parameter', { detail });
});

test('by at most two columns and in at most 10,000 groups', async () => {
  await expectProblem(ask({ by: ['open', 'city', 'day'] }), 'too-large', { detail: /at most 2 values/ });
  await expectProblem(ask({ by: 'n' }, 'many'), 'too-large', { detail: /at most 10000 groups/ });
  expect((await readSummary(ask({ by: 'n', where: 'n:gt:0' }, 'many'))).groups.length).toBe(MAX_GROUPS);
});
