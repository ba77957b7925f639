import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { ColumnType } from '../../functions/contract/table.ts';
import { quoteName, quoteText } from '../../functions/engine/engine.ts';
import { DiskStore } from '../../functions/store/disk-store.ts';
import { SQL_TYPES } from '../../functions/tables/sql.ts';
import { publishParquet } from '../../tests/tables/publish-table.ts';

export const ROWS = 1_000_000;
export const TABLE_PATH = '/datasets/bench/tables/bench';

/** 20 columns of every type: the same pseudo-random values each time, from the number of the row. */
const COLUMNS: readonly (readonly [name: string, type: ColumnType, sql: string])[] = [
  ['key', 'text', "'k' || i"],
  ['region', 'text', "['north', 'south', 'east', 'west', 'Zürich', 'İzmir'][1 + (hash(i * 5) % 6)::INTEGER]"],
  ['category', 'text', "'category ' || hash(i * 123) % 20"],
  ['name', 'text', "'name ' || hash(i * 9) % 50000"],
  ['street', 'text', "hash(i * 19) % 900 || ' Main Street, block ' || hash(i * 29) % 40"],
  ['day', 'date', "DATE '2010-01-01' + (hash(i * 77) % 5000)::INTEGER"],
  ['seen', 'timestamp', "TIMESTAMP '2020-01-01' + INTERVAL 1 MINUTE * (hash(i * 7) % 2000000)::BIGINT"],
  ['active', 'boolean', 'hash(i) % 2 = 0'],
  ...Array.from({ length: 8 }, (_, index) => {
    return [`count ${index}`, 'integer', `(hash(i * ${index + 3}) % ${10 ** (index + 1)})::BIGINT`] as const;
  }),
  ...Array.from({ length: 4 }, (_, index) => {
    const cents = `(hash(i * ${index + 31}) % 1000000)`;
    return [`price ${index}`, 'decimal', `CASE WHEN ${cents} > 5000 THEN round(${cents} / 100.0, 2) END`] as const;
  }),
];

/** Writes the table as a CSV file, as a publisher has it. */
export async function writeCsv(path: string): Promise<void> {
  await copyRows('', `${quoteText(path)} (FORMAT csv, HEADER)`);
}

async function copyRows(before: string, into: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const columns = COLUMNS.map(([name, type, sql]) => `(${sql})::${SQL_TYPES[type]} AS ${quoteName(name)}`);
  await connection.run(`COPY (SELECT ${before}${columns.join(', ')} FROM range(${ROWS}) AS r(i)) TO ${into}`);
  connection.closeSync();
  instance.closeSync();
}

/** Publishes the table to a folder. */
export async function writeTable(folder: string): Promise<void> {
  const path = join(folder, 'bench.parquet');
  await copyRows('i AS _row, ', `${quoteText(path)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 51200)`);
  const edges = Array.from({ length: 21 }, (_, index) => index * 500);
  await publishParquet(new DiskStore({ root: folder }), 'bench', [
    {
      id: 'bench',
      columns: COLUMNS.map(([name, type]) => ({ name, type, ...(type === 'decimal' ? { decimals: 2, edges } : {}) })),
      parts: [{ bytes: await readFile(path), rows: ROWS }],
    },
  ]);
}
