import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { quoteText } from '../../functions/engine/engine.ts';
import { partsOf, writePart } from '../../functions/profile/write-part.ts';
import { column, openWorkbench, type Row, writeText } from './tables.ts';

const COLUMNS = [
  column('n', 'integer'),
  column('d', 'decimal', { decimals: 2 }),
  column('b', 'boolean'),
  column('day', 'date'),
  column('at', 'timestamp'),
  column('t', 'text'),
];
const NAMES = COLUMNS.map(({ name }) => name);

function rowsOf(many: number): Row[] {
  return Array.from({ length: many }, (_, index) => [
    index % 7 === 0 ? null : String(index * 37),
    ((index * 7919) % 1000).toFixed(2),
    index % 2 === 0 ? 'true' : 'false',
    '2024-02-29',
    '2024-02-29 12:30:00',
    `text ${index % 50}`,
  ]);
}

test('writePart gives each column its type, in the order of the file, and _row', async () => {
  const bench = await openWorkbench();
  const into = join(bench.folder, 'part.parquet');
  const text = await writeText(NAMES, rowsOf(3), bench);
  const written = await writePart(text, COLUMNS, into, bench.connection);
  expect(written).toEqual({ rows: 3, bytes: (await readFile(into)).length });
  const reader = await bench.connection.runAndReadAll(`FROM read_parquet(${quoteText(into)})`);
  expect(reader.columnNames()).toEqual(['_row', ...NAMES]);
  expect(reader.columnTypes().map(String)).toEqual([
    'BIGINT',
    'BIGINT',
    'DOUBLE',
    'BOOLEAN',
    'DATE',
    'TIMESTAMP',
    'VARCHAR',
  ]);
  expect(reader.getRowsJson()).toEqual([
    ['0', null, 0, true, '2024-02-29', '2024-02-29 12:30:00', 'text 0'],
    ['1', '37', 919, false, '2024-02-29', '2024-02-29 12:30:00', 'text 1'],
    ['2', '74', 838, true, '2024-02-29', '2024-02-29 12:30:00', 'text 2'],
  ]);
});

test('a part has row groups of some 50,000 rows in upload order, compressed by zstd', async () => {
  const bench = await openWorkbench();
  const into = join(bench.folder, 'part.parquet');
  await writePart(await writeText(NAMES, rowsOf(120_000), bench), COLUMNS, into, bench.connection);
  const groups = await bench.connection.runAndReadAll(
    `SELECT row_group_id::INTEGER, row_group_num_rows::INTEGER, compression, stats_min_value, stats_max_value
     FROM parquet_metadata(${quoteText(into)}) WHERE path_in_schema = '_row' ORDER BY row_group_id`,
  );
  expect(groups.getRowsJson()).toEqual([
    [0, 51_200, 'ZSTD', '0', '51199'],
    [1, 51_200, 'ZSTD', '51200', '102399'],
    [2, 17_600, 'ZSTD', '102400', '119999'],
  ]);
});

test('the same rows give the same bytes, also beside other statements and with less memory', async () => {
  const [one, three] = [await openWorkbench(1), await openWorkbench(3)];
  const write = async (bench: typeof one, name: string, connection = bench.connection) => {
    const into = join(bench.folder, name);
    await writePart({ path: join(bench.folder, 'text.parquet') }, COLUMNS, into, connection);
    return readFile(into);
  };
  for (const bench of [one, three]) await writeText(NAMES, rowsOf(120_000), bench);
  const alone = await write(one, 'alone.parquet');
  const beside = await Promise.all(
    [0, 1, 2].map(lane => three.lanes.run(connection => write(three, `${lane}.parquet`, connection))),
  );
  for (const bytes of beside) expect(bytes.equals(alone)).toBe(true);
});

test('of a table that grows at its end, only the last part changes; each counts its rows from 0', async () => {
  const bench = await openWorkbench();
  // More columns than are read side by side, one of which numbers the rows.
  const columns = [column('n', 'integer'), ...Array.from({ length: 60 }, (_, index) => column(`c${index}`, 'text'))];
  const names = columns.map(({ name }) => name);
  const rows = Array.from({ length: 300 }, (_, index): Row => names.map((_, place) => String(index * (place + 1))));
  const write = async (text: { readonly path: string }, from: number) => {
    const into = join(bench.folder, `${from}.parquet`);
    const { rows } = await writePart(text, columns, into, bench.connection, { from, to: from + 100 });
    return { rows, into, bytes: await readFile(into) };
  };
  const all = await writeText(names, rows.slice(0, 250), bench);
  const [, second, last] = [await write(all, 0), await write(all, 100), await write(all, 200)];
  expect(last.rows).toBe(50);
  const reader = await bench.connection.runAndReadAll(
    `SELECT _row::INTEGER, n::INTEGER, c59 FROM read_parquet(${quoteText(second.into)}) LIMIT 2`,
  );
  expect(reader.getRowsJson()).toEqual([
    [0, 100, '6100'],
    [1, 101, '6161'],
  ]);
  const grown = await writeText(names, rows, bench);
  expect((await write(grown, 100)).bytes.equals(second.bytes)).toBe(true);
  expect((await write(grown, 200)).bytes.equals(last.bytes)).toBe(false);
});

test('partsOf covers all rows, and a table without rows has one part', () => {
  expect(partsOf(0)).toEqual([{ from: 0, to: 250_000 }]);
  expect(partsOf(250_000)).toHaveLength(1);
  expect(partsOf(1_000_000).map(({ from }) => from)).toEqual([0, 250_000, 500_000, 750_000]);
});
