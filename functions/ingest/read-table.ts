import { rm, stat } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Reading } from '../contract/recognized.ts';
import { engineFault, quoteName, quoteText, sentencePart } from '../engine/engine.ts';
import { fileSource } from './byte-source.ts';
import { uniqueNames } from './column-names.ts';
import { readCsvTable } from './read-csv-table.ts';
import { jsonFault, readJsonTable } from './read-json-table.ts';
import { readParquetTable } from './read-parquet-table.ts';
import { isGzip, unpackFile } from './receive-upload.ts';
import { rowGroupOf } from './row-groups.ts';
import type { PlainFile, TableCells } from './table-cells.ts';
import { tableKind } from './table-kind.ts';
import { unfit } from './unfit.ts';
import { MAX_COLUMNS, MAX_LINES, MAX_UPLOAD_BYTES } from './upload-limits.ts';

/** A file as a table of texts, in a Parquet file: `_row`, from 0, and a column of texts for each of its own. */
export interface TextTable {
  readonly path: string;
  readonly reading: Reading;
  readonly names: readonly string[];
  readonly rows: number;
  readonly warnings: readonly string[];
  /** Those of them that are about rows that are left out. */
  readonly broken: readonly string[];
}

/**
 * Reads a file of any format (CSV, TSV, JSON, NDJSON, Parquet, also packed by gzip) into a Parquet file at `into`. Both
 * lie in the folder that the engine may touch. Throws `bad-input`.
 */
export async function readTable(
  file: { readonly name: string; readonly path: string },
  into: string,
  connection: DuckDBConnection,
): Promise<TextTable> {
  const temporary = [`${into}.unpacked`, `${into}.text`, `${into}.text.lines`] as const;
  try {
    const path = await unpacked(file.path, temporary[0]);
    const { size } = await stat(path);
    if (size > MAX_UPLOAD_BYTES) {
      throw unfit(`the file has ${shown(size)} bytes; at most ${shown(MAX_UPLOAD_BYTES)} are read, so split it`);
    }
    const cells = await cellsOf({ name: file.name, path, text: temporary[1] }, connection);
    return await writeTable(cells, into, connection);
  } catch (cause) {
    const fault = engineFault(cause);
    // The statement is ours: if it does not even bind, no file is to blame.
    if (fault === undefined || /^(Binder|Catalog|Parser) Error/.test(fault)) throw cause;
    throw unfit(jsonFault(fault) ?? `the file cannot be read: ${sentencePart(fault)}`);
  } finally {
    for (const path of temporary) await rm(path, { force: true });
  }
}

async function unpacked(path: string, into: string): Promise<string> {
  if (!isGzip(await headOf(path, 2))) return path;
  await unpackFile(path, into);
  return into;
}

async function cellsOf(file: PlainFile, connection: DuckDBConnection): Promise<TableCells> {
  switch (tableKind(await headOf(file.path, LOOKED_AT_BYTES), file.name)) {
    case 'parquet':
      return readParquetTable(file, connection);
    case 'json':
      return readJsonTable(file, connection);
    case 'csv':
      return readCsvTable(file, connection);
  }
}

const LOOKED_AT_BYTES = 4096;

async function headOf(path: string, bytes: number): Promise<Buffer> {
  return Buffer.from(await fileSource(path, 0, bytes).read(0, bytes));
}

async function writeTable(cells: TableCells, into: string, connection: DuckDBConnection): Promise<TextTable> {
  const { headers, reading, sql } = cells;
  if (headers.length > MAX_COLUMNS) {
    throw unfit(`the file has ${shown(headers.length)} columns; at most ${shown(MAX_COLUMNS)} are read`);
  }
  const names = uniqueNames(headers);
  const columns = names.map((name, index) => `c${index} AS ${quoteName(name)}`);
  const given = names.map((_, index) => `c${index}`);
  const group = rowGroupOf(names.length + 1, MOST_TEXT_ROWS);
  await connection.run(
    `COPY (SELECT row_number() OVER () - 1 AS _row, ${columns.join(', ')} FROM (${sql}) AS cells (${given.join(', ')}))
     TO ${quoteText(into)} (FORMAT parquet, COMPRESSION uncompressed, ROW_GROUP_SIZE ${group},
       DICTIONARY_SIZE_LIMIT ${Math.min(MOST_WORDS, Math.floor(group / ROWS_OF_A_WORD))})`,
  );
  const reader = await connection.runAndReadAll(`SELECT count(*) FROM read_parquet(${quoteText(into)})`);
  const rows = Number(reader.getRows()[0]?.[0]);
  if (rows >= MAX_LINES)
    throw unfit(`the file has ${shown(rows)} rows; fewer than ${shown(MAX_LINES)} are read, so split it`);
  const broken = (await cells.check?.(rows)) ?? [];
  return { path: into, reading, names, rows, warnings: [...cells.warnings, ...broken], broken };
}

/** Rows per row group: the engine's default. */
const MOST_TEXT_ROWS = 122_880;
/** The size of a dictionary, for which the engine reserves memory per column. */
const MOST_WORDS = 5000;
const ROWS_OF_A_WORD = 20;

function shown(number: number): string {
  return number.toLocaleString('en');
}
