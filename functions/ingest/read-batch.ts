import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { Problem } from '../contract/problem.ts';
import { quoteName, quoteText } from '../engine/engine.ts';
import { asDouble, type BatchFile, cellColumns, numberPlaces } from './column-types.ts';
import { batchColumns, isLarge, loadLarge, parquetOptions, ROW_PERIOD } from './large-batch.ts';
import type { LineRuns } from './line-runs.ts';
import type { ColumnPlaces } from './match-columns.ts';
import { accountForRows, type FileAccount } from './row-accounts.ts';
import { type PlacedTable, type RowPeriods, readPeriods } from './row-periods.ts';
import { unfit } from './unfit.ts';
import { MAX_FAULTS, MAX_LINE_BYTES, READ_BUFFER_BYTES } from './upload-limits.ts';

export interface BatchResult {
  /**
   * The rows of all files that could be read, as a Parquet file: columns of the table, `upload` (the SHA-256), `line` and
   * `cells`, the unreadable ones. Null if no file could be read.
   */
  readonly rows: string | null;
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
  // The engine counts the faults of tables of the same name together, on whatever connection they are.
  batches += 1;
  const rejects = `broken_${batches}`;
  const large = isLarge(files);
  const read = join(folder, 'read.parquet');
  try {
    const statement = loadStatement(files, places, rejects);
    if (large) await loadLarge(files, places, statement, connection, read);
    else await connection.run(`CREATE TEMP TABLE raw AS ${statement}`);
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
    const rows = used.length === 0 ? null : join(folder, 'rows.parquet');
    const isPlain = periods === null && !placed.table.columns.some(({ type }) => type === 'number');
    const isWritten = large && isPlain && files.length === 1 && used.every(({ lines }) => lines === undefined);
    if (rows !== null && isWritten) await rename(read, rows);
    else if (rows !== null) await writeParquet(connection, { places, periods }, used, rows);
    const noted = await noteValues(placed, files, connection);
    return { rows, accounts: accounts.byFile, noted };
  } finally {
    await connection.run(`DROP ${large ? 'VIEW' : 'TABLE'} IF EXISTS raw`);
    for (const table of [rejects, `${rejects}_scans`, 'counted', 'row_periods']) {
      await connection.run(`DROP TABLE IF EXISTS ${table}`);
    }
    await rm(read, { force: true });
  }
}

/**
 * The {@link cellColumns} of each declared column. Their order is that of files and lines.
 */
function loadStatement(files: readonly BatchFile[], places: ColumnPlaces, rejects: string): string {
  const [first] = files;
  const width = first?.csv.headers.length ?? 0;
  const cells = Array.from({ length: width }, (_, index) => `c${index}: 'VARCHAR'`).join(', ');
  const present = [...places].flatMap(([column, place]) => (place === null ? [] : [{ column, place }]));
  const numbers = numberPlaces(places)
    .map(({ column, place }) => `, ${asDouble(column, place)} AS d${place}`)
    .join('');
  const values = present.flatMap(({ column, place }) => cellColumns(column, place));
  return `SELECT file_index::INTEGER AS file, ${values.join(', ')}
    FROM (
      SELECT *, file_index${numbers}
      FROM read_csv([${files.map(({ csv }) => quoteText(csv.path)).join(', ')}], auto_detect = false, header = true, columns = {${cells}},
        delim = ${quoteText(first?.csv.delimiter ?? ',')}, quote = '"', escape = '"', strict_mode = true, compression = 'none',
        max_line_size = ${MAX_LINE_BYTES}, buffer_size = ${READ_BUFFER_BYTES},
        store_rejects = true, rejects_table = '${rejects}', rejects_scan = '${rejects}_scans', rejects_limit = ${MAX_FAULTS})
    )`;
}

interface FileLines {
  readonly file: BatchFile;
  readonly index: number;
  readonly first: number;
  readonly lines: LineRuns | undefined;
}

async function writeParquet(
  connection: DuckDBConnection,
  { places, periods }: { readonly places: ColumnPlaces; readonly periods: RowPeriods | null },
  files: readonly FileLines[],
  path: string,
): Promise<void> {
  const columns = batchColumns(places, files[0]?.file.csv.headers ?? []);
  const inPeriods = `LEFT JOIN row_periods ON row_periods.file = raw.file AND row_periods.cell = raw.v${periods?.place}`;
  const many = Math.max(...files.map(({ index }) => index)) + 1;
  const [uploads, firsts] = [new Array(many).fill('NULL'), new Array(many).fill('NULL')];
  for (const { file, index, first } of files) {
    uploads[index] = quoteText(file.sha256);
    firsts[index] = first;
  }
  const counted = await noteLines(connection, files);
  await connection.run(
    `COPY (
      SELECT ${columns}, ${periods === null ? '' : `period AS ${quoteName(ROW_PERIOD)},`} [${uploads.join(', ')}][raw.file + 1] AS upload,
        (${counted ? 'raw.rowid - counted.row + counted.line' : `raw.rowid - [${firsts.join(', ')}][raw.file + 1] + 2`})::INTEGER AS line
      FROM raw ${counted ? 'ASOF JOIN counted ON raw.rowid >= counted.row' : ''} ${periods === null ? '' : inPeriods}
      WHERE upload IS NOT NULL ${periods === null ? '' : 'AND period IS NOT NULL'}
      ${counted || periods !== null ? `ORDER BY ${periods === null ? '' : 'period, '}raw.rowid` : ''}
    ) TO ${quoteText(path)} (${parquetOptions(files.map(({ file }) => file))})`,
  );
}

/**
 * Writes the lines of the rows to the table `counted`, if those of some file are not consecutive: of each run of
 * consecutive lines the first row and its line. False if there are none.
 */
async function noteLines(connection: DuckDBConnection, files: readonly FileLines[]): Promise<boolean> {
  if (files.every(({ lines }) => lines === undefined)) return false;
  await connection.run('CREATE OR REPLACE TEMP TABLE counted ("row" BIGINT, line INTEGER)');
  const appender = await connection.createAppender('counted');
  for (const { first, lines } of files) {
    for (const { index, line } of lines?.runs() ?? [{ index: 0, line: 2 }]) {
      appender.appendBigInt(BigInt(first + index));
      appender.appendInteger(line);
      appender.endRow();
    }
  }
  appender.closeSync();
  return true;
}

/** The different values of some groups of columns, and in which files they are. */
export interface NotedValues {
  /** The SHA-256 of each file. */
  readonly files: readonly string[];
  readonly groups: readonly (readonly NotedTuple[])[];
}

export interface NotedTuple {
  readonly values: readonly (string | null)[];
  /** Places among the files; null for all of them. */
  readonly in: readonly number[] | null;
}

export const NOTHING_NOTED: NotedValues = { files: [], groups: [] };

/** The tuples of a group that are in some of the files. */
export function notedIn(
  { files, groups }: NotedValues,
  group: number,
  used: ReadonlySet<string>,
): (readonly (string | null)[])[] {
  const isUsed = files.map(sha256 => used.has(sha256));
  if (!isUsed.includes(true)) return [];
  return (groups[group] ?? []).flatMap(({ values, in: places }) => {
    return places === null || places.some(place => isUsed[place]) ? [values] : [];
  });
}

/** A table with more names is not of places. */
const MAX_NOTED = 50_000;

async function noteValues(
  { table, places }: PlacedTable,
  files: readonly BatchFile[],
  connection: DuckDBConnection,
): Promise<NotedValues> {
  const groups: NotedTuple[][] = [];
  for (const names of table.noted) {
    const columns = names.map(name => [...places].find(([column]) => column.name === name));
    const values = columns.map((found, index) => {
      return `${found?.[1] == null ? 'NULL' : `v${found[1]}`}::VARCHAR AS n${index}`;
    });
    const keys = names.map((_, index) => `n${index}`).join(', ');
    const reader = await connection.runAndReadAll(
      `SELECT ${keys}, list(DISTINCT file ORDER BY file) FROM (SELECT file, ${values.join(', ')} FROM raw)
       GROUP BY ${keys} ORDER BY ${keys} LIMIT ${MAX_NOTED + 1}`,
    );
    const rows = reader.getRowsJson();
    if (rows.length > MAX_NOTED) {
      const headings = columns.map(found => `"${found?.[0].headings[0]}"`).join(' and ');
      const what = names.length === 1 ? `the column ${headings} has` : `the columns ${headings} have`;
      throw unfit(`${what} more than ${MAX_NOTED.toLocaleString('en')} different values`);
    }
    groups.push(
      rows.map(row => {
        const found = row.at(-1);
        const inFiles = Array.isArray(found) ? found.map(Number) : [];
        const values = row.slice(0, -1).map(value => (value === null ? null : String(value)));
        return { values, in: inFiles.length === files.length ? null : inFiles };
      }),
    );
  }
  return { files: files.map(({ sha256 }) => sha256), groups };
}
