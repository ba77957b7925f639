import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { blobKey } from '../../functions/contract/keys.ts';
import { RECEIPT_EXAMPLE } from '../../functions/contract/receipt-example.ts';
import { SNAPSHOT_EXAMPLE } from '../../functions/contract/snapshot.ts';
import type { Cell, ColumnType, TableColumn, TableDescription, TableFile } from '../../functions/contract/table.ts';
import { quoteName, quoteText } from '../../functions/engine/engine.ts';
import type { Store } from '../../functions/store/store.ts';
import { SQL_TYPES } from '../../functions/tables/sql.ts';
import { makeLive, putNamed, putReceipt } from '../query/publish-fixture.ts';

/** A table as plain values; parts are lists of rows, whose cells are in the order of the columns. */
export interface PlainTable {
  readonly id: string;
  readonly columns: readonly PlainColumn[];
  readonly parts: readonly (readonly (readonly Cell[])[])[];
}

export interface PlainColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly decimals?: number;
  /** Of its histogram. */
  readonly edges?: readonly (string | number)[];
}

/** A table whose parts are Parquet files. */
export interface ParquetTable extends Omit<PlainTable, 'parts'> {
  readonly parts: readonly { readonly bytes: Uint8Array; readonly rows: number }[];
}

/** Publishes tables in the published format and makes them live, as a build would; the id of the snapshot. */
export async function publishTables(store: Store, dataset: string, tables: readonly PlainTable[]): Promise<string> {
  const written: ParquetTable[] = [];
  for (const table of tables) {
    const parts = [];
    for (const rows of table.parts) parts.push({ bytes: await parquetOf(table.columns, rows), rows: rows.length });
    written.push({ ...table, parts });
  }
  return publishParquet(store, dataset, written);
}

/** The same with tables that are Parquet already. */
export async function publishParquet(store: Store, dataset: string, tables: readonly ParquetTable[]): Promise<string> {
  const receipt = await putReceipt(store, { ...RECEIPT_EXAMPLE, dataset, outcome: 'published' });
  const described: TableDescription[] = [];
  for (const table of tables) described.push(await putTable(store, dataset, table));
  const { source, licence, ...example } = SNAPSHOT_EXAMPLE;
  return makeLive(store, {
    ...{ ...example, source, licence, dataset, kind: 'table', title: dataset },
    ...{ measures: [], maps: [], tables: described, receipt },
  });
}

async function putTable(store: Store, dataset: string, table: ParquetTable): Promise<TableDescription> {
  const parts = [];
  for (const { bytes, rows } of table.parts) {
    const id = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
    await store.put(blobKey(dataset, id, 'parquet'), bytes);
    parts.push({ id, rows, bytes: bytes.length });
  }
  const rows = table.parts.reduce((sum, part) => sum + part.rows, 0);
  const about: TableFile = {
    schema: 'table/1',
    ...{ table: table.id, title: table.id, rows, charts: [], firstRows: [] },
    columns: table.columns.map(describeColumn),
  };
  const id = await putNamed(store, about, name => blobKey(dataset, name));
  return { id: table.id, title: table.id, rows, columns: table.columns.length, about: id, parts };
}

/** Only what questions of rows read: the profile has nothing but the edges of the histogram. */
function describeColumn({ name, type, decimals = 0, edges }: PlainColumn): TableColumn {
  const histogram = edges === undefined ? null : { edges, counts: edges.slice(1).map(() => 0) };
  return {
    ...{ name, type, unit: null, decimals, category: false, why: '' },
    profile: {
      ...{ count: 0, missing: 0, distinct: 0, min: null, max: null, mean: null, q1: null, median: null, q3: null },
      ...{ histogram, top: [] },
    },
  };
}

let written = 0;

async function parquetOf(columns: readonly PlainColumn[], rows: readonly (readonly Cell[])[]): Promise<Buffer> {
  written += 1;
  const path = join(tmpdir(), `seecovid-part-${process.pid}-${written}.parquet`);
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    const declared = columns.map(({ name, type }) => `${quoteName(name)} ${SQL_TYPES[type]}`);
    await connection.run(`CREATE TABLE part (${['_row BIGINT', ...declared].join(', ')})`);
    for (let first = 0; first < rows.length; first += 1000) {
      const values = rows.slice(first, first + 1000).map((row, index) => `(${[first + index, ...row.map(literal)]})`);
      await connection.run(`INSERT INTO part VALUES ${values.join(', ')}`);
    }
    await connection.run(`COPY part TO ${quoteText(path)} (FORMAT parquet, COMPRESSION zstd)`);
    return await readFile(path);
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(path, { force: true });
  }
}

function literal(cell: Cell): string {
  return cell === null ? 'NULL' : quoteText(String(cell));
}
