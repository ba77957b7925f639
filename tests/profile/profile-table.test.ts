import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ColumnProfile } from '../../functions/contract/table.ts';
import { profileTable } from '../../functions/profile/profile-table.ts';
import { writePart } from '../../functions/profile/write-part.ts';
import { seededRandom } from '../query/seeded-random.ts';
import { column, openWorkbench, profileRows, type Row, writeText } from './tables.ts';

async function profileOf(described: ReturnType<typeof column>, values: readonly (string | null)[]) {
  const file = await profileRows(
    [described],
    values.map(value => [value]),
    await openWorkbench(),
  );
  return { ...file, profile: file.columns[0]?.profile };
}

const NOTHING = { min: null, max: null, mean: null, q1: null, median: null, q3: null, histogram: null, top: [] };

test('a column without any value is missing altogether', async () => {
  const { profile, firstRows } = await profileOf(column('a', 'integer'), ['', null, ' ']);
  expect(profile).toEqual({ count: 0, missing: 3, distinct: 0, ...NOTHING });
  expect(firstRows).toEqual([[null], [null], [null]]);
});

test('a table without rows has columns, and nothing in them', async () => {
  const { rows, profile, firstRows, charts } = await profileOf(column('a', 'text', { category: true }), []);
  expect(rows).toBe(0);
  expect(profile).toEqual({ count: 0, missing: 0, distinct: 0, ...NOTHING });
  expect([firstRows, charts]).toEqual([[], []]);
});

test('one row: every figure is its value, in a bin that begins with it', async () => {
  const { profile, charts } = await profileOf(column('a', 'integer'), ['7']);
  const top = [{ value: 7, count: 1 }];
  expect(profile).toEqual({
    ...{ count: 1, missing: 0, distinct: 1, min: 7, max: 7, mean: 7, q1: 7, median: 7, q3: 7 },
    ...{ histogram: { edges: [7, 8], counts: [1] }, top },
  });
  expect(charts).toEqual([]);
});

test('numbers that are not finite are missing', async () => {
  const { profile, firstRows } = await profileOf(column('a', 'decimal'), ['1.5', 'NaN', 'inf', '-Infinity', '2.5']);
  expect(profile).toMatchObject({ count: 2, missing: 3, min: 1.5, max: 2.5, mean: 2, median: 2 });
  expect(firstRows).toEqual([[1.5], [null], [null], [null], [2.5]]);
});

test('a constant column has one bin, whatever its size', async () => {
  for (const value of ['0', '-3.5', '1e300', '1e-300', '-1.7e308']) {
    const { profile } = await profileOf(column('a', 'decimal', { decimals: 6 }), [value, value]);
    const { edges = [], counts = [] } = profile?.histogram ?? {};
    expect(counts).toEqual([2]);
    expect(edges.map(Number).every(Number.isFinite)).toBe(true);
    expect(Number(edges[0])).toBeLessThanOrEqual(Number(value));
    expect(Number(edges[1])).toBeGreaterThan(Number(value));
  }
});

test('numbers further apart than a number can tell have no bins, and still a smallest and a largest', async () => {
  const { profile } = await profileOf(column('a', 'decimal'), ['-1.7e308', '1.7e308']);
  expect(profile).toMatchObject({ count: 2, min: -1.7e308, max: 1.7e308, histogram: null });
});

test('integers are exact up to 2^53, also below zero', async () => {
  const { profile } = await profileOf(column('a', 'integer'), ['9007199254740991', '-9007199254740991', '0']);
  expect(profile).toMatchObject({ min: -9007199254740991, max: 9007199254740991, mean: 0, median: 0, distinct: 3 });
});

test('a mean has six significant digits, and at least one decimal more than its values', async () => {
  expect((await profileOf(column('a', 'integer'), ['12345678', '12345679'])).profile?.mean).toBe(12345678.5);
  expect((await profileOf(column('a', 'decimal', { decimals: 2 }), ['0.01', '0.02', '0.02'])).profile?.mean).toBe(
    0.0166667,
  );
});

test('each whole number has a bin of its own where there are few', async () => {
  const { profile } = await profileOf(column('a', 'integer'), ['1', '2', '2', '4', '4', '4']);
  expect(profile?.histogram).toEqual({ edges: [1, 2, 3, 4, 5], counts: [1, 2, 0, 3] });
});

test('edges are decimals as they are read: 0.3 lies in the bin that begins with it', async () => {
  const values = Array.from({ length: 40 }, (_, index) => String((index % 10) / 10));
  const { profile } = await profileOf(column('a', 'decimal'), values);
  expect(profile?.histogram).toEqual({
    edges: [0, 0.2, 0.4, 0.6, 0.8, 1],
    counts: [8, 8, 8, 8, 8],
  });
});

test('dates: ISO text, and bins of calendar units', async () => {
  const dates = ['2020-01-31', '2020-02-29', '2021-12-31', null];
  const { profile, firstRows } = await profileOf(column('a', 'date'), dates);
  expect(profile).toMatchObject({
    count: 3,
    missing: 1,
    distinct: 3,
    min: '2020-01-31',
    max: '2021-12-31',
    mean: null,
    q1: null,
  });
  expect(profile?.histogram).toEqual({
    edges: ['2020-01-01', '2020-07-01', '2021-01-01', '2021-07-01', '2022-01-01'],
    counts: [2, 0, 0, 1],
  });
  expect(profile?.top.map(({ value }) => value)).toEqual(['2020-01-31', '2020-02-29', '2021-12-31']);
  expect(firstRows).toEqual(dates.map(date => [date]));
});

test('weeks begin on a Monday, months on the first', async () => {
  const dayOf = (index: number) => new Date(Date.UTC(2024, 0, 3 + index)).toISOString().slice(0, 10);
  const days = Array.from({ length: 100 }, (_, index) => dayOf(index));
  const edgesOf = async (some: readonly string[]) =>
    (await profileOf(column('a', 'date'), some)).profile?.histogram?.edges;
  const weeks = ['2024-01-01', '2024-01-08', '2024-01-15', '2024-01-22', '2024-01-29', '2024-02-05'];
  expect(await edgesOf(days.slice(0, 30))).toEqual(weeks);
  expect(await edgesOf(days)).toEqual(['2024-01-01', '2024-02-01', '2024-03-01', '2024-04-01', '2024-05-01']);
});

test('timestamps: ISO text with a T, and fractions of a second as they are', async () => {
  const { profile, firstRows } = await profileOf(column('a', 'timestamp'), [
    '2024-05-01 10:00:00',
    '2024-05-01 10:00:59.25',
  ]);
  expect(firstRows).toEqual([['2024-05-01T10:00:00'], ['2024-05-01T10:00:59.25']]);
  expect(profile).toMatchObject({ min: '2024-05-01T10:00:00', max: '2024-05-01T10:00:59.25' });
  expect(profile?.histogram).toEqual({
    edges: [0, 15, 30, 45]
      .map(second => `2024-05-01T10:00:${String(second).padStart(2, '0')}`)
      .concat('2024-05-01T10:01:00'),
    counts: [1, 0, 0, 1],
  });
});

test('years beyond ISO 8601’s four digits have no bins', async () => {
  const { profile } = await profileOf(column('a', 'date'), ['0044-03-15', '2024-03-15']);
  expect(profile).toMatchObject({ min: '0044-03-15', max: '2024-03-15', histogram: null });
});

test('the most frequent values come first, ties in their order, at most twenty', async () => {
  const values = Array.from({ length: 25 }, (_, index) => `v${String(index).padStart(2, '0')}`);
  const { profile } = await profileOf(column('a', 'text'), ['é', 'é', ...values.toReversed()]);
  expect(profile?.distinct).toBe(26);
  expect(profile?.top).toEqual([{ value: 'é', count: 2 }, ...values.slice(0, 19).map(value => ({ value, count: 1 }))]);
});

test('numbers have top values only where there are at most twenty', async () => {
  const values = Array.from({ length: 21 }, (_, index) => String(index));
  expect((await profileOf(column('a', 'integer'), values)).profile?.top).toEqual([]);
  expect((await profileOf(column('a', 'integer'), values.slice(1))).profile?.top).toHaveLength(20);
});

test('long texts leave room for fewer first rows', async () => {
  const { firstRows } = await profileOf(
    column('a', 'text'),
    Array.from({ length: 50 }, () => 'x'.repeat(90_000)),
  );
  expect(firstRows).toHaveLength(11);
});

test('names may be anything', async () => {
  const names = ['a "quoted" name', "it's", 'sel;ect', '_row ', '数', ''.padEnd(300, 'x')];
  const columns = names.map(name => column(name, 'integer'));
  const { columns: found } = await profileRows(columns, [['1', '2', '3', '4', '5', '6']], await openWorkbench());
  expect(found.map(({ name, profile }) => [name, profile.max])).toEqual(names.map((name, index) => [name, index + 1]));
});

test('a thousand columns', async () => {
  const names = Array.from({ length: 1000 }, (_, index) => `c${index}`);
  const columns = names.map((name, index) => column(name, index % 2 === 0 ? 'integer' : 'text'));
  const rows = Array.from({ length: 30 }, (_, row) => names.map((_, index) => String((row * index) % 7)));
  const file = await profileRows(columns, rows, await openWorkbench());
  for (const [index, { name, profile }] of file.columns.entries()) {
    expect(name).toBe(names[index]);
    expect(profile).toMatchObject({ count: 30, distinct: index % 7 === 0 ? 1 : 7 });
  }
});

test('the parts of a table are one, each with rows of its own', async () => {
  const bench = await openWorkbench();
  const columns = [column('a', 'integer')];
  const parts: string[] = [];
  for (const first of [0, 60, 120]) {
    const rows = Array.from({ length: 60 }, (_, index) => [String(first + index)]);
    const text = await writeText(['a'], rows, bench, `text-${first}`);
    const part = join(bench.folder, `part-${first}.parquet`);
    await writePart(text, columns, part, bench.connection);
    parts.push(part);
  }
  const file = await profileTable({ id: 't', title: 'T' }, parts, columns, bench.lanes);
  expect(file.rows).toBe(180);
  expect(file.firstRows).toEqual(Array.from({ length: 100 }, (_, index) => [index]));
  expect(file.columns[0]?.profile).toMatchObject({ count: 180, min: 0, max: 179, mean: 89.5, median: 89.5 });
});

test('profiles of any values are what a plain computation gives', async () => {
  const random = seededRandom(18);
  const draw = (below: number) => Math.floor(random() * below);
  for (let round = 0; round < 30; round++) {
    const digits = draw(4);
    const spread = 10 ** draw(7);
    const many = 1 + draw(400);
    const rows: Row[] = Array.from({ length: many }, () => [
      draw(8) === 0 ? null : ((random() - 0.4) * spread).toFixed(digits),
      draw(8) === 0 ? null : String(draw(spread) - 5),
      draw(8) === 0 ? null : `t${draw(30)}`,
      draw(8) === 0 ? null : new Date(Date.UTC(1990 + draw(40), draw(12), draw(28))).toISOString().slice(0, 10),
    ]);
    const columns = [
      column('d', 'decimal', { decimals: digits }),
      column('i', 'integer'),
      column('t', 'text'),
      column('day', 'date'),
    ];
    const file = await profileRows(columns, rows, await openWorkbench());
    for (const [index, { type, profile, decimals }] of file.columns.entries()) {
      const cells = rows.map(row => row[index] ?? null).filter(cell => cell !== null);
      const values = type === 'decimal' || type === 'integer' ? cells.map(Number) : cells;
      expect([round, profile.count, profile.missing]).toEqual([round, values.length, many - values.length]);
      expectValues(profile, values);
      if (type === 'decimal' || type === 'integer') expectNumbers(profile, cells.map(Number), decimals);
    }
  }
});

function expectValues({ distinct, top, histogram }: ColumnProfile, values: readonly (string | number)[]): void {
  const counts = new Map<string | number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  expect(distinct).toBe(counts.size);
  const order = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  if (top.length > 0) expect(top).toEqual(order.slice(0, 20).map(([value, count]) => ({ value, count })));
  if (histogram === null) return;
  const { edges } = histogram;
  expect(histogram.counts).toHaveLength(edges.length - 1);
  expect(edges.length).toBeLessThanOrEqual(21);
  const inBin = (value: string | number, bin: number) => {
    const [from = 0, to = 0] = [edges[bin], edges[bin + 1]];
    return value >= from && (value < to || (bin === edges.length - 2 && value === to));
  };
  expect(histogram.counts).toEqual(histogram.counts.map((_, bin) => values.filter(value => inBin(value, bin)).length));
}

function expectNumbers(profile: ColumnProfile, values: readonly number[], decimals: number): void {
  if (values.length === 0) return;
  const sorted = values.toSorted((a, b) => a - b);
  const quantile = (share: number) => {
    const at = (sorted.length - 1) * share;
    const [low = 0, high = 0] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
    return low + (high - low) * (at % 1);
  };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const { min, max, q1, median, q3 } = profile;
  expect([min, max]).toEqual([sorted[0], sorted.at(-1)]);
  const fine = Math.max(1e-9, Math.abs(mean) * 1e-12);
  for (const [found, share] of [
    [q1, 0.25],
    [median, 0.5],
    [q3, 0.75],
  ] as const) {
    expect(Math.abs((found ?? Number.NaN) - quantile(share))).toBeLessThan(fine + Math.abs(quantile(share)) * 1e-12);
  }
  const off = Math.abs((profile.mean ?? Number.NaN) - mean);
  expect(off).toBeLessThanOrEqual(Math.min(Math.abs(mean) * 5e-6, 10 ** -(decimals + 1)) + 1e-9);
}
