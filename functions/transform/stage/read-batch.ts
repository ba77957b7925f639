import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DuckDBConnection, version } from '@duckdb/node-api';
import { Problem } from '../../contract/problem.ts';
import type { RejectedRow } from '../../contract/receipt.ts';
import type { Column } from '../descriptor.ts';
import { quoteName, quoteText } from '../engine/quote.ts';
import { type BatchFile, fitsTest, MAX_SAMPLES } from './batch-file.ts';
import { type BrokenLines, brokenLines } from './broken-lines.ts';
import { unfit } from './inspect-csv.ts';
import type { ColumnPlaces } from './match-headings.ts';
import { recordStarts } from './record-lines.ts';
import { MAX_FAULTS, MAX_LINE_BYTES, READ_BUFFER_BYTES } from './upload-limits.ts';
import { LARGEST_COUNT, wrongCellList, wrongCells } from './wrong-cells.ts';

/** What reading one upload of a batch gave. */
export interface FileAccount {
  readonly kept: number;
  readonly rejected: number;
  /** Rows kept that have a cell without a count where one belongs; that cell is unknown, the others count. */
  readonly unreadable: number;
  /** Per count, over the rows kept; null where all of them are blank. */
  readonly sums: Readonly<Record<string, number | null>>;
  /** Equal for two files whose kept rows are equal in any order; unread columns and the time of an update do not count. */
  readonly content: string;
  /** The newest time of an update that a row has, ISO 8601 in UTC; null where no row has one. */
  readonly updated: string | null;
  /** The first few rejected rows and unreadable cells, by line. */
  readonly samples: readonly RejectedRow[];
}

export interface BatchResult {
  /** The rows of all files that could be read: columns of the table, `upload` (the SHA-256), `line` and `cells`, the unreadable ones. */
  readonly parquet: Uint8Array;
  readonly accounts: ReadonlyMap<string, FileAccount | Problem>;
}

/**
 * Reads CSV files of equal headings into rows, all in one statement: what a statement costs is paid once a batch.
 * Columns are declared, never guessed: a cell that is not a whole number where one belongs is unknown, and noted with its row.
 */
export async function readBatch(
  files: readonly BatchFile[],
  places: ColumnPlaces,
  connection: DuckDBConnection,
  folder: string,
): Promise<BatchResult> {
  const paths = files.map((_, index) => join(folder, `${index}.csv`));
  await Promise.all(files.map((file, index) => writeFile(paths[index] ?? '', file.csv.bytes)));
  try {
    await connection.run(loadStatement(paths, files[0]?.csv.headings.length ?? 0, places));
    const accounts = await takeAccounts(files, places, connection);
    const lines = files.map((file, index) => ({
      file,
      index,
      first: accounts.firsts[index] ?? 0,
      lines: accounts.lines[index],
    }));
    const used = lines.filter(({ file }) => !(accounts.byFile.get(file.sha256) instanceof Problem));
    const parquet = await writeParquet(connection, places, used, join(folder, 'rows.parquet'));
    return { parquet, accounts: accounts.byFile };
  } finally {
    for (const table of ['raw', 'broken', 'scans', 'counted']) await connection.run(`DROP TABLE IF EXISTS ${table}`);
    await Promise.all(paths.map(path => rm(path, { force: true })));
  }
}

/**
 * `raw` holds a column `v<place>` for each declared one and, for a count, `w<place>`: the text that is none. Its row ids
 * follow the files and their lines.
 */
function loadStatement(paths: readonly string[], width: number, places: ColumnPlaces): string {
  const cells = Array.from({ length: width }, (_, index) => `c${index}: 'VARCHAR'`).join(', ');
  const present = [...places].flatMap(([column, place]) => (place === null ? [] : [{ column, place }]));
  const counts = present.filter(({ column }) => column.type === 'count').map(({ place }) => place);
  const numbers = counts.map(place => `, TRY_CAST(c${place} AS DOUBLE) AS d${place}`).join('');
  // An engine's number may also be 1e3 or 1_000; a count has digits, and a point only before zeros.
  const isCount = (place: number) =>
    `coalesce(d${place} BETWEEN ${-LARGEST_COUNT} AND ${LARGEST_COUNT} AND floor(d${place}) = d${place}
      AND NOT contains(c${place}, '_') AND NOT contains(lower(c${place}), 'e'), false)`;
  const values = present.map(({ column, place }) =>
    column.type === 'count'
      ? `CASE WHEN ${isCount(place)} THEN d${place}::BIGINT END AS v${place},
         CASE WHEN NOT ${isCount(place)} AND trim(c${place}) <> '' THEN c${place} END AS w${place}`
      : `nullif(trim(c${place}), '') AS v${place}`,
  );
  return `CREATE TEMP TABLE raw AS SELECT file_index::INTEGER AS file, ${values.join(', ')}
    FROM (
      SELECT *, file_index${numbers}
      FROM read_csv([${paths.map(quoteText).join(', ')}], auto_detect = false, header = true, columns = {${cells}},
        delim = ',', quote = '"', escape = '"', strict_mode = true, compression = 'none',
        max_line_size = ${MAX_LINE_BYTES}, buffer_size = ${READ_BUFFER_BYTES},
        store_rejects = true, rejects_table = 'broken', rejects_scan = 'scans', rejects_limit = ${MAX_FAULTS})
    )`;
}

interface Accounts {
  readonly byFile: Map<string, FileAccount | Problem>;
  /** Per file the number of its first row; rows are numbered in the order of the files. */
  readonly firsts: readonly number[];
  /** Per file the lines of its rows, where they do not simply follow one another. */
  readonly lines: readonly (readonly number[] | undefined)[];
}

const NOT_BROKEN: BrokenLines = { lines: [], samples: [], open: null, cut: false };

async function takeAccounts(
  files: readonly BatchFile[],
  places: ColumnPlaces,
  connection: DuckDBConnection,
): Promise<Accounts> {
  const counts = await countRows(connection, places);
  const broken = await brokenLines(connection, files);
  const byFile = new Map<string, FileAccount | Problem>();
  const lines: (readonly number[] | undefined)[] = [];
  for (const [index, { sha256, csv }] of files.entries()) {
    const { rows = 0, wrong = 0, first = 0, sums = {}, content = '', updated = null } = counts.get(index) ?? {};
    const { lines: brokenHere, samples: brokenSamples, open, cut } = broken.get(index) ?? NOT_BROKEN;
    try {
      if (open !== null) throw unfit(`a quote opens in line ${open} or after it and does not end where its row does`);
      if (cut) {
        const [first] = brokenSamples;
        throw unfit(`too many of its rows cannot be read; the first is line ${first?.line}: ${first?.reason}`);
      }
      lines[index] =
        brokenHere.length === 0 && rows === csv.lineBreaks ? undefined : keptLines(csv.bytes, brokenHere, rows);
      const wrongHere =
        wrong === 0 ? [] : await wrongCells(connection, index, first, csv.headings, places, lines[index]);
      const samples = [...brokenSamples, ...wrongHere].sort((a, b) => a.line - b.line).slice(0, MAX_SAMPLES);
      byFile.set(sha256, { ...accountOf(rows, wrong, brokenHere.length, samples), sums, content, updated });
    } catch (cause) {
      if (!(cause instanceof Problem)) throw cause;
      byFile.set(sha256, cause);
    }
  }
  return { byFile, firsts: files.map((_, index) => counts.get(index)?.first ?? 0), lines };
}

function accountOf(
  rows: number,
  wrong: number,
  broken: number,
  samples: readonly RejectedRow[],
): Omit<FileAccount, 'sums' | 'content' | 'updated'> {
  if (rows + broken === 0) throw unfit('the file has a line of headings and no rows');
  if (rows === wrong) {
    throw unfit(`none of its ${rows + broken} rows can be read: line ${samples[0]?.line}: ${samples[0]?.reason}`);
  }
  return { kept: rows, rejected: broken, unreadable: wrong, samples };
}

interface RowCount {
  readonly rows: number;
  readonly wrong: number;
  readonly first: number;
  readonly sums: Readonly<Record<string, number | null>>;
  readonly content: string;
  readonly updated: string | null;
}

async function countRows(connection: DuckDBConnection, places: ColumnPlaces): Promise<Map<number, RowCount>> {
  const counted = [...places].filter(([column, place]) => column.type === 'count' && place !== null);
  const present = [...places].flatMap(([column, place]) => (place === null ? [] : [{ column, place }]));
  const values = present.filter(({ column }) => column.type !== 'updated').map(({ place }) => `v${place}`);
  const updated = await lastUpdates(present, connection);
  const reader = await connection.runAndReadAll(
    `SELECT file, count(*)::INT, (count(*) FILTER (NOT ${fitsTest(places)}))::INT, min(rowid)::INT, max(rowid)::INT,
       sum(hash(${values.join(', ')}))::VARCHAR
       ${counted.map(([, place]) => `, sum(v${place})::DOUBLE`).join('')}
     FROM raw GROUP BY file`,
  );
  const counts = new Map<number, RowCount>();
  for (const [file, rows, wrong, first, last, hashes, ...totals] of reader.getRows()) {
    if (Number(last) - Number(first) + 1 !== Number(rows))
      throw new Problem('internal', 'rows of a file are not in order');
    // Another version of the engine may hash otherwise.
    const content = `${version()} ${hashes}`;
    const sums = Object.fromEntries(
      counted.map(([{ name }], index) => [name, totals[index] === null ? null : Number(totals[index])]),
    );
    counts.set(Number(file), {
      rows: Number(rows),
      wrong: Number(wrong),
      first: Number(first),
      sums,
      content,
      updated: updated.get(Number(file)) ?? null,
    });
  }
  return counts;
}

/** The lines of the rows that were read: all records but the headings and the broken ones. */
function keptLines(bytes: Uint8Array, broken: readonly number[], rows: number): readonly number[] {
  const brokenAt = new Set(broken);
  const lines = recordStarts(bytes)
    .slice(1)
    .filter(line => !brokenAt.has(line));
  if (lines.length !== rows) {
    throw unfit(`its quotes do not pair up: ${lines.length} records stand there, ${rows} of them can be read`);
  }
  return lines;
}

interface FileLines {
  readonly file: BatchFile;
  readonly index: number;
  readonly first: number;
  readonly lines: readonly number[] | undefined;
}

async function writeParquet(
  connection: DuckDBConnection,
  places: ColumnPlaces,
  files: readonly FileLines[],
  path: string,
): Promise<Uint8Array> {
  const columns = [...places].map(([column, place]) => `${cellValue(column, place)} AS ${quoteName(column.name)}`);
  const cells = wrongCellList(places, files[0]?.file.csv.headings ?? []);
  if (files.length === 0) return new Uint8Array();
  const many = Math.max(...files.map(({ index }) => index)) + 1;
  const [uploads, firsts] = [new Array(many).fill('NULL'), new Array(many).fill('NULL')];
  for (const { file, index, first } of files) {
    uploads[index] = quoteText(file.sha256);
    firsts[index] = first;
  }
  const counted = await noteLines(connection, files);
  await connection.run(
    `COPY (
      SELECT ${columns.join(', ')}, ${cells} AS cells, [${uploads.join(', ')}][raw.file + 1] AS upload,
        ${counted ? 'coalesce(counted.line, ' : '('}raw.rowid - [${firsts.join(', ')}][raw.file + 1] + 2)::INTEGER AS line
      FROM raw ${counted ? 'LEFT JOIN counted ON counted.row = raw.rowid' : ''}
      WHERE upload IS NOT NULL ${counted ? 'ORDER BY raw.rowid' : ''}
    ) TO ${quoteText(path)} (FORMAT parquet, COMPRESSION snappy)`,
  );
  try {
    return await readFile(path);
  } finally {
    await rm(path, { force: true });
  }
}

/** Leaves the lines of rows that do not simply follow one another as the table `counted`. False where all do. */
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
  return column.type === 'count' ? 'NULL::BIGINT' : 'NULL::VARCHAR';
}

/** Per file the newest time of an update, as ISO 8601 in UTC. Most rows of a file have the same one. */
async function lastUpdates(
  columns: readonly { readonly column: Column; readonly place: number }[],
  connection: DuckDBConnection,
): Promise<Map<number, string>> {
  const places = columns.filter(({ column }) => column.type === 'updated').map(({ place }) => place);
  if (places.length === 0) return new Map();
  const values = places.map(place => `SELECT DISTINCT file, v${place} AS value FROM raw`).join(' UNION ALL ');
  const reader = await connection.runAndReadAll(
    `SELECT file, strftime(max(try_strptime(value, ${MOMENT_FORMS})), '%Y-%m-%dT%H:%M:%SZ') FROM (${values}) GROUP BY file`,
  );
  return new Map(
    reader.getRows().flatMap(([file, moment]) => (moment === null ? [] : [[Number(file), String(moment)] as const])),
  );
}

/** How daily reports write a moment. */
const MOMENT_FORMS = "['%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S', '%m/%d/%Y %H:%M', '%m/%d/%y %H:%M', '%Y-%m-%d']";
