import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Column } from '../contract/dataset.ts';
import { Problem } from '../contract/problem.ts';
import { quoteName, quoteText } from '../engine/engine.ts';
import { asDouble, type BatchFile, cellColumns, numberPlaces, wrongCellList } from './column-types.ts';
import { unfit } from './inspect-csv.ts';
import type { ColumnPlaces } from './match-columns.ts';
import { accountForRows, type FileAccount } from './row-accounts.ts';
import { type PlacedTable, type RowPeriods, readPeriods } from './row-periods.ts';
import { MAX_FAULTS, MAX_LINE_BYTES, READ_BUFFER_BYTES } from './upload-limits.ts';

export interface BatchResult {
  /** The rows of all files that could be read: columns of the table, `upload` (the SHA-256), `line` and `cells`, the unreadable ones. */
  readonly parquet: Uint8Array;
  readonly accounts: ReadonlyMap<string, FileAccount | Problem>;
  /** The different values of each group of columns that the table notes. */
  readonly noted: NotedValues;
}

let batches = 0;

/**
 * Reads CSV files with the same headers into rows, all in one statement, to pay its fixed cost once per batch. Column types
 * are declared, never guessed: a count that is not a whole number becomes unknown, and is noted with its row.
 */
export async function readBatch(
  files: readonly BatchFile[],
  placed: PlacedTable,
  connection: DuckDBConnection,
  folder: string,
): Promise<BatchResult> {
  const { places } = placed;
  const paths = files.map((_, index) => join(folder, `${index}.csv`));
  await Promise.all(files.map((file, index) => writeFile(paths[index] ?? '', file.csv.bytes)));
  // The engine counts the faults of tables of the same name together, on whatever connection they are.
  batches += 1;
  const rejects = `broken_${batches}`;
  try {
    await connection.run(loadStatement(paths, files[0]?.csv.headers.length ?? 0, places, rejects));
    for (const kind of ['broken', 'scans']) {
      await connection.run(
        `CREATE OR REPLACE TEMP VIEW ${kind} AS FROM ${kind === 'broken' ? rejects : `${rejects}_scans`}`,
      );
    }
    const periods = await readPeriods(placed, connection);
    const accounts = await accountForRows(files, placed, periods, connection);
    const lines = files.map((file, index) => ({
      file,
      index,
      first: accounts.firsts[index] ?? 0,
      lines: accounts.lines[index],
    }));
    const used = lines.filter(({ file }) => !(accounts.byFile.get(file.sha256) instanceof Problem));
    const parquet = await writeParquet(connection, { places, periods }, used, join(folder, 'rows.parquet'));
    const noted = await noteValues(placed, connection);
    return { parquet, accounts: accounts.byFile, noted };
  } finally {
    for (const table of ['raw', rejects, `${rejects}_scans`, 'counted', 'row_periods'])
      await connection.run(`DROP TABLE IF EXISTS ${table}`);
    await Promise.all(paths.map(path => rm(path, { force: true })));
  }
}

/**
 * `raw` has the {@link cellColumns} of each declared column. Its row ids follow the order of files and lines.
 */
function loadStatement(paths: readonly string[], width: number, places: ColumnPlaces, rejects: string): string {
  const cells = Array.from({ length: width }, (_, index) => `c${index}: 'VARCHAR'`).join(', ');
  const present = [...places].flatMap(([column, place]) => (place === null ? [] : [{ column, place }]));
  const numbers = numberPlaces(places)
    .map(({ column, place }) => `, ${asDouble(column, place)} AS d${place}`)
    .join('');
  const values = present.flatMap(({ column, place }) => cellColumns(column, place));
  return `CREATE TEMP TABLE raw AS SELECT file_index::INTEGER AS file, ${values.join(', ')}
    FROM (
      SELECT *, file_index${numbers}
      FROM read_csv([${paths.map(quoteText).join(', ')}], auto_detect = false, header = true, columns = {${cells}},
        delim = ',', quote = '"', escape = '"', strict_mode = true, compression = 'none',
        max_line_size = ${MAX_LINE_BYTES}, buffer_size = ${READ_BUFFER_BYTES},
        store_rejects = true, rejects_table = '${rejects}', rejects_scan = '${rejects}_scans', rejects_limit = ${MAX_FAULTS})
    )`;
}

interface FileLines {
  readonly file: BatchFile;
  readonly index: number;
  readonly first: number;
  readonly lines: readonly number[] | undefined;
}

async function writeParquet(
  connection: DuckDBConnection,
  { places, periods }: { readonly places: ColumnPlaces; readonly periods: RowPeriods | null },
  files: readonly FileLines[],
  path: string,
): Promise<Uint8Array> {
  const columns = [...places].flatMap(([column, place]) => {
    const value = `${cellValue(column, place)} AS ${quoteName(column.name)}`;
    if (column.type !== 'number') return [value];
    return [value, `${place === null ? 'false' : `s${place}`} AS ${quoteName(suppressedName(column.name))}`];
  });
  const cells = wrongCellList(places, files[0]?.file.csv.headers ?? []);
  if (files.length === 0) return new Uint8Array();
  const counted = await noteLines(connection, files);
  const inPeriods = `LEFT JOIN row_periods ON row_periods.file = raw.file AND row_periods.cell = raw.v${periods?.place}`;
  const sorted = counted || periods !== null;
  const many = Math.max(...files.map(({ index }) => index)) + 1;
  const [uploads, firsts] = [new Array(many).fill('NULL'), new Array(many).fill('NULL')];
  for (const { file, index, first } of files) {
    uploads[index] = quoteText(file.sha256);
    firsts[index] = first;
  }
  await connection.run(
    `COPY (
      SELECT ${columns.join(', ')}, ${cells} AS cells, ${periods === null ? '' : `period AS ${quoteName(ROW_PERIOD)},`} [${uploads.join(', ')}][raw.file + 1] AS upload,
        ${counted ? 'coalesce(counted.line, ' : '('}raw.rowid - [${firsts.join(', ')}][raw.file + 1] + 2)::INTEGER AS line
      FROM raw ${counted ? 'LEFT JOIN counted ON counted.row = raw.rowid' : ''} ${periods === null ? '' : inPeriods}
      WHERE upload IS NOT NULL ${periods === null ? '' : 'AND period IS NOT NULL'}
      ${sorted ? `ORDER BY ${periods === null ? '' : 'period, '}raw.rowid` : ''}
    ) TO ${quoteText(path)} (FORMAT parquet, COMPRESSION snappy)`,
  );
  try {
    return await readFile(path);
  } finally {
    await rm(path, { force: true });
  }
}

/** Writes the line numbers of files whose rows are not on consecutive lines to the table `counted`. False if there are none. */
async function noteLines(connection: DuckDBConnection, files: readonly FileLines[]): Promise<boolean> {
  const uneven = files.filter(({ lines }) => lines !== undefined);
  if (uneven.length === 0) return false;
  await connection.run('CREATE OR REPLACE TEMP TABLE counted ("row" BIGINT, line INTEGER)');
  const appender = await connection.createAppender('counted');
  for (const { first, lines = [] } of uneven) {
    for (const [index, line] of lines.entries()) {
      appender.appendBigInt(BigInt(first + index));
      appender.appendInteger(line);
      appender.endRow();
    }
  }
  appender.closeSync();
  return true;
}

function cellValue(column: Column, place: number | null): string {
  if (place !== null) return `v${place}`;
  return `NULL::${SQL_TYPES[column.type]}`;
}

/** What the values of a column are in the rows. */
export const SQL_TYPES: Readonly<Record<Column['type'], string>> = {
  text: 'VARCHAR',
  count: 'BIGINT',
  number: 'DOUBLE',
  updated: 'VARCHAR',
};

/** The column of the rows with their period, for a table that has a column for it; no column of a table has a blank. */
export const ROW_PERIOD = 'row period';

/** The column of the rows that says whether the source keeps a number back. */
export function suppressedName(column: string): string {
  return `${column} suppressed`;
}

/** The different values of some groups of columns, in order. */
export type NotedValues = readonly (readonly (readonly (string | null)[])[])[];

/** A table with more names is not of places. */
const MAX_NOTED = 50_000;

async function noteValues({ table, places }: PlacedTable, connection: DuckDBConnection): Promise<NotedValues> {
  const noted: (string | null)[][][] = [];
  for (const names of table.noted) {
    const columns = names.map(name => [...places].find(([column]) => column.name === name)?.[1] ?? null);
    const values = columns.map((place, index) => `${place === null ? 'NULL' : `v${place}`}::VARCHAR AS n${index}`);
    const reader = await connection.runAndReadAll(
      `SELECT DISTINCT ${values.join(', ')} FROM raw ORDER BY ALL LIMIT ${MAX_NOTED + 1}`,
    );
    const rows = reader.getRows();
    if (rows.length > MAX_NOTED) {
      throw unfit(`the column ${names.join(' and ')} has more than ${MAX_NOTED.toLocaleString('en')} different values`);
    }
    noted.push(rows.map(row => row.map(value => (value === null ? null : String(value)))));
  }
  return noted;
}
