import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MAX_ANSWER_BYTES, MAX_ROWS } from '../../functions/query/table-queries/table-routes.ts';
import { expectProblem } from '../query/ask.ts';
import { MemoryStore } from '../query/memory-store.ts';
import { askTables, queryOf, readRows } from './ask-tables.ts';
import { type PlainTable, publishTables } from './publish-table.ts';
import { VISITS } from './visits.ts';

const LONG: PlainTable = {
  id: 'long',
  columns: [
    { name: 'n', type: 'integer' },
    { name: 'text', type: 'text' },
  ],
  parts: [Array.from({ length: 3000 }, (_, n) => [n, 'x'.repeat(9000 + (n % 7))])],
};

const store = new MemoryStore();
let snapshot = '';
let clinic: Awaited<ReturnType<typeof askTables>>;
beforeAll(async () => {
  snapshot = await publishTables(store, 'clinic', [VISITS, LONG]);
  clinic = await askTables(store, { freshSeconds: 0 });
});
afterAll(() => clinic.close());

const BASE = '/datasets/clinic/tables';
const ask = (query: Parameters<typeof queryOf>[0], table = 'visits') =>
  clinic.ask(`${BASE}/${table}/rows?${queryOf(query)}`);
const numbers = async (where: string | readonly string[]) => (await readRows(ask({ where }))).rowNumbers;

test('rows are lists of cells, numbered over all parts', async () => {
  const { columns, rows, rowNumbers, total, next } = await readRows(ask({ columns: 'count,city' }));
  expect({ columns, total, next, rowNumbers }).toEqual({
    ...{ columns: ['count', 'city'], total: 6, next: null, rowNumbers: [0, 1, 2, 3, 4, 5] },
  });
  expect(rows[3]).toEqual([10, 'İzmir']);
  expect((await readRows(ask({ row: 4 }))).rows).toEqual([[null, 10, 1, false, null, '2020-06-30T23:59:59', null]]);
  await expectProblem(ask({ row: 6 }), 'bad-parameter', { detail: /from 0 to 5; found "6"/ });
});

describe('where', () => {
  test.each([
    ['city:eq:Zürich', [0]],
    ['city:ne:Zürich', [1, 2, 3, 5]],
    ['city:lt:Z', [2]],
    ['city:ge:z', [1, 3]],
    ['city:in:Aarau|new york', [2, 5]],
    ['city:contains:UR', [0, 1]],
    ['city:starts:zur', [0, 1]],
    ['city:starts:izm', [3]],
    ['*:contains:UR', [0, 1]],
    ['*:starts:x', [0, 1, 2, 5]],
    ['*:contains:drop table', [3]],
    ['city:missing:true', [4]],
    ['city:missing:false', [0, 1, 2, 3, 5]],
    ['count:eq:10', [3, 4]],
    ['count:ne:10.0', [0, 1, 5]],
    ['count:gt:9.5', [0, 3, 4]],
    ['count:le:-1', [5]],
    ['count:in:3|1e1|30', [0, 1, 3, 4]],
    ['price:eq:0.1', [0]],
    ['price:lt:.5', [0, 1]],
    ['price:in:0.2|1', [1, 4]],
    ['price:missing:true', [3]],
    ['open:eq:true', [0, 3, 5]],
    ['open:ne:true', [1, 4]],
    ['open:in:true|false', [0, 1, 3, 4, 5]],
    ['day:eq:2020-02-29', [2]],
    ['day:gt:2020-01-05', [1, 2, 3]],
    ['day:in:2020-01-05|2020-12-31', [0, 3, 5]],
    ['seen:eq:2020-01-05T10:00', [0]],
    ['seen:gt:2020-01-05T10:00:00', [1, 3, 4]],
    ['seen:le:2020-01-05T10:00:01.5', [0, 1]],
    ['seen:ge:2021-01-01', [3]],
    ['a\\:b,c|d\\\\"e:eq:x:y', [1]],
    ['a\\:b,c|d\\\\"e:eq:x\\:y', [1]],
    ['a\\:b,c|d\\\\"e:eq:x|y', [0]],
    ['a\\:b,c|d\\\\"e:in:x\\|y|x,y', [0, 5]],
    ['a\\:b,c|d\\\\"e:eq:x\\y', [2]],
    ['a\\:b,c|d\\\\"e:in:x\\\\y', [2]],
    ['a\\:b,c|d\\\\"e:eq:\'; DROP TABLE part; --', [3]],
  ])('%s finds %j', async (where, found) => {
    expect(await numbers(where)).toEqual(found);
  });

  test('given several times, all must hold', async () => {
    expect(await numbers(['count:eq:10', 'open:eq:true'])).toEqual([3]);
    expect(await numbers(['count:gt:0', 'count:lt:10'])).toEqual([1]);
  });

  test.each([
    ['citi:eq:x', /a column of table "visits"; found "citi"/, ['city']],
    ['city:eqals:x', /one of eq, ne/, ['eq', 'ge', 'le', 'ne', 'gt']],
    ['count:contains:1', /one of eq, .* for "count" \(integer\); found "contains"/, []],
    ['open:lt:true', /one of eq, ne, in, missing for "open"/, []],
    ['city:eq', /column:op:value/, []],
    ['city', /column:op:value/, []],
    ['city:eq:', /missing:true/, []],
    ['count:eq:', /a number/, []],
    ['count:eq:1,5', /a number, such as -1.5; found "1,5"/, []],
    ['count:eq:Infinity', /a number/, []],
    ['count:eq:1e999', /a number/, []],
    ['count:in:1||2', /a number/, []],
    ['open:eq:yes', /true or false/, []],
    ['day:eq:2020-02-30', /a day/, []],
    ['day:eq:29.02.2020', /a day/, []],
    ['seen:eq:2020-01-05T24:00', /a time/, []],
    ['seen:eq:2020-01-05T10:00Z', /a time/, []],
    ['city:missing:maybe', /missing:true or missing:false/, []],
  ])('%s is refused', async (where, detail, nearest) => {
    const response = await ask({ where });
    const copy = response.clone();
    await expectProblem(response, 'bad-parameter', { detail });
    if (nearest.length > 0) expect((await copy.json()).nearest[0]).toBe(nearest[0]);
  });
});

describe('sort', () => {
  const order = async (sort: string) => (await readRows(ask({ sort }))).rowNumbers;

  test('has missing values last in either direction, and ties by number', async () => {
    expect(await order('count')).toEqual([5, 1, 3, 4, 0, 2]);
    expect(await order('-count')).toEqual([0, 3, 4, 1, 5, 2]);
    expect(await order('open,-price')).toEqual([4, 1, 5, 0, 3, 2]);
    expect(await order('city')).toEqual([2, 0, 5, 1, 3, 4]);
    expect(await order('a\\:b\\,c|d\\\\"e')).toEqual([3, 5, 1, 2, 0, 4]);
  });

  test('refuses what is no column, and one twice', async () => {
    await expectProblem(ask({ sort: '-cuont' }), 'bad-parameter', { nearest: ['count'] });
    await expectProblem(ask({ sort: 'count,-count' }), 'bad-parameter', { detail: /each column once; found "count"/ });
    await expectProblem(ask({ sort: 'count,count' }), 'bad-parameter', { detail: /different names/ });
  });
});

describe('pages', () => {
  test('follow one another by cursor, in the body and in the header', async () => {
    const first = await ask({ sort: '-count', limit: 4, columns: 'count' });
    const link = /<([^>]+)>; rel="next"/.exec(first.headers.get('Link') ?? '')?.[1] ?? '';
    expect(first.headers.get('Link')).toContain('rel="service-desc"');
    const { next } = await readRows(Promise.resolve(first));
    const rest = await readRows(clinic.ask(link.replace('/api/v1', '')));
    expect(rest).toMatchObject({ rowNumbers: [5, 2], total: 6, next: null });
    expect(await readRows(ask({ sort: '-count', columns: 'city', cursor: next ?? '' }))).toMatchObject({
      rowNumbers: [5, 2],
    });
  });

  test('begin after an offset', async () => {
    expect(await readRows(ask({ offset: 4, limit: 1 }))).toMatchObject({ rowNumbers: [4], total: 6 });
    expect(await readRows(ask({ offset: 100 }))).toMatchObject({ rowNumbers: [], total: 6, next: null });
  });

  test('a cursor of another filter, order, table or snapshot is refused', async () => {
    const { next } = await readRows(ask({ where: ['count:gt:0', 'price:gt:0'], limit: 1 }));
    const cursor = next ?? '';
    const where = ['price:gt:0', 'count:gt:0'];
    expect((await readRows(ask({ where, cursor }))).rowNumbers).toEqual([1, 4]);
    await expectProblem(ask({ where: 'count:gt:0', cursor }), 'bad-cursor', {
      detail: /same table, "where" and "sort"/,
    });
    await expectProblem(ask({ where, sort: 'count', cursor }), 'bad-cursor');
    await expectProblem(ask({ cursor }, 'long'), 'bad-cursor');
    await expectProblem(ask({ cursor: 'YWJj' }), 'bad-cursor', { detail: /one of an earlier answer/ });
    await expectProblem(ask({ cursor: '%' }), 'bad-parameter');
    await expectProblem(ask({ where, cursor, offset: 1 }), 'bad-parameter', { detail: /"offset" must be left out/ });
    const other = new MemoryStore();
    await publishTables(other, 'clinic', [{ ...VISITS, parts: VISITS.parts.slice(1) }]);
    const { ask: askOther, close } = await askTables(other);
    await expectProblem(askOther(`${BASE}/visits/rows?${queryOf({ where, cursor })}`), 'bad-cursor', {
      detail: new RegExp(`is of snapshot ${snapshot}`),
    });
    await close();
  });

  test(`have at most ${MAX_ROWS} rows, and fewer where they have more than 4 MB`, async () => {
    const page = await readRows(ask({ limit: MAX_ROWS }, 'long'));
    expect(page.total).toBe(3000);
    expect(page.rows.length).toBeLessThan(450);
    expect(JSON.stringify(page.rows).length).toBeGreaterThan(0.99 * MAX_ANSWER_BYTES);
    expect(JSON.stringify(page.rows).length).toBeLessThan(MAX_ANSWER_BYTES);
    const after = await readRows(ask({ columns: 'n', cursor: page.next ?? '', limit: MAX_ROWS }, 'long'));
    expect(after.rows[0]).toEqual([page.rows.length]);
    expect(after.rows.length).toBe(MAX_ROWS);
    await expectProblem(ask({ limit: MAX_ROWS + 1 }), 'bad-parameter', { detail: /from 1 to 1000/ });
  });
});

describe('a sample', () => {
  test('is always the same rows, spread over those that match, in their order', async () => {
    const sample = () => readRows(ask({ sample: 300, columns: 'n', where: 'n:ge:1000' }, 'long'));
    const { rows, total, next } = await sample();
    expect({ total, next, length: rows.length }).toEqual({ total: 2000, next: null, length: 300 });
    const found = rows.map(([n]) => Number(n));
    expect(found).toEqual(found.toSorted((a, b) => a - b));
    for (const hundred of Array.from({ length: 20 }, (_, index) => 1000 + 100 * index)) {
      const share = found.filter(n => n >= hundred && n < hundred + 100).length;
      expect(Math.abs(share - 15)).toBeLessThan(5);
    }
    expect((await sample()).rows).toEqual(rows);
    expect((await readRows(ask({ sample: 10_000, columns: 'n' }, 'long'))).rows.length).toBe(3000);
  });

  test('stands alone', async () => {
    for (const other of ['sort', 'limit', 'offset', 'row', 'cursor']) {
      await expectProblem(ask({ sample: 1, [other]: 1 }, 'long'), 'bad-parameter', {
        detail: /left out with "sample"/,
      });
    }
    await expectProblem(ask({ sample: 3000 }, 'long'), 'too-large', { detail: /sample fewer rows/ });
  });
});

describe('format', () => {
  test('csv has all rows that match, with the same bytes for everyone', async () => {
    const response = await ask({ columns: 'city,open,price', where: 'count:missing:false', format: 'csv' });
    expect(response.headers.get('Content-Type')).toBe('text/csv; charset=utf-8; header=present');
    expect(response.headers.get('Content-Disposition')).toBe('attachment; filename="clinic-visits-rows.csv"');
    expect(await response.text()).toBe(
      'city,open,price\r\nZürich,true,0.1\r\nzürich,false,0.2\r\nİzmir,true,\r\n,false,1\r\nnew york,true,0.5\r\n',
    );
  });

  test('csv of too many rows names the cursor and the Parquet file; pages of it are linked', async () => {
    const detail = /3000 rows in pages with "limit" and "cursor", or read the Parquet file \/data\/clinic\/blobs\//;
    await expectProblem(ask({ format: 'csv' }, 'long'), 'too-large', { detail });
    const numbers = await (await ask({ format: 'csv', columns: 'n' }, 'long')).text();
    expect(numbers.split('\r\n').length).toBe(3002);
    const page = await ask({ format: 'csv', columns: 'n', limit: 2 }, 'long');
    expect(await page.text()).toBe('n\r\n0\r\n1\r\n');
    const link = /<([^>]+)>; rel="next"/.exec(page.headers.get('Link') ?? '')?.[1] ?? '';
    expect(await (await clinic.ask(link.replace('/api/v1', ''))).text()).toBe('n\r\n2\r\n3\r\n');
  });

  test('parquet is the published file', async () => {
    const response = await ask({ format: 'parquet' }, 'long');
    expect(response.status).toBe(302);
    const location = response.headers.get('Location') ?? '';
    expect(location).toMatch(/^\/data\/clinic\/blobs\/[0-9a-f]{32}\.parquet$/);
    expect((await store.get(location.slice(1)))?.size).toBeGreaterThan(100);
    await expectProblem(ask({ format: 'parquet' }), 'too-large', { detail: /the 2 Parquet files/ });
    await expectProblem(ask({ format: 'parquet', where: 'n:eq:1' }, 'long'), 'bad-parameter', {
      detail: /"where" must be left out with format=parquet/,
    });
  });
});

describe('caching', () => {
  test('an answer has the ETag of its snapshot and question', async () => {
    const one = await ask({ limit: 100, where: 'count:gt:0' });
    const etag = one.headers.get('ETag') ?? '';
    expect(one.headers.get('Cache-Control')).toBe('public, max-age=0, s-maxage=0');
    const address = `${BASE}/visits/rows?where=count%3Agt:0&limit=0100`;
    expect((await clinic.ask(address, { headers: { 'If-None-Match': etag } })).status).toBe(304);
    expect((await ask({ limit: 99, where: 'count:gt:0' })).headers.get('ETag')).not.toBe(etag);
  });

  test('with a snapshot it lasts', async () => {
    const response = await ask({ snapshot });
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
    await expectProblem(ask({ snapshot: '0'.repeat(32) }), 'unknown-snapshot');
  });
});

test('unknown tables, data sets, columns, parameters and methods are errors', async () => {
  await expectProblem(ask({}, 'visit'), 'unknown-table', { nearest: ['visits'] });
  await expectProblem(clinic.ask('/datasets/clinik/tables/visits/rows'), 'unknown-dataset', { nearest: ['clinic'] });
  await expectProblem(ask({ columns: 'city,nothing' }), 'bad-parameter', { detail: /found "nothing"/ });
  await expectProblem(ask({ colums: 'city' }), 'unknown-parameter', { nearest: ['columns'] });
  await expectProblem(clinic.ask(`${BASE}/visits/rows`, { method: 'POST' }), 'method-not-allowed');
  await expectProblem(clinic.ask(`${BASE}/visits/row`), 'unknown-path');
  expect(clinic.logged).toEqual([]);
});
