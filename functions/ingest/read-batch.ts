import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Column } from '../contract/dataset.ts';
import { Problem } from '../contract/problem.ts';
import { quoteName, quoteText } from '../engine/engine.ts';
import { type BatchFile, LARGEST_COUNT, wrongCellList } from './column-types.ts';
import type { ColumnPlaces } from './match-columns.ts';
import { accountForRows, type FileAccount } from './row-accounts.ts';
import { MAX_FAULTS, MAX_LINE_BYTES, READ_BUFFER_BYTES } from './upload-limits.ts';

export interface BatchResult {
  /** The rows of all files that could be read: columns of the table, `upload` (the SHA-256), `line` and `cells`, the unreadable ones. */
  readonly parquet: Uint8Array;
  readonly accounts: ReadonlyMap<string, FileAccount | Problem>;
}

let batches = 0;

/**
 * Reads CSV files with the same headers into rows, all in one statement, to pay its fixed cost once per batch. Column types
 * are declared, never guessed: a count that is not a whole number becomes unknown, and is noted with its row.
 */
export async function readBatch(
  files: readonly BatchFile[],
  places: ColumnPlaces,
  connection: DuckDBConnection,
  folder: string,
): Promise<BatchResult> {
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
    const accounts = await accountForRows(files, places, connection);
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
    for (const table of ['raw', rejects, `${rejects}_scans`, 'counted'])
      await connection.run(`DROP TABLE IF EXISTS ${table}`);
    await Promise.all(paths.map(path => rm(path, { force: true })));
  }
}

/**
 * `raw` has a column `v<place>` for each declared column and, for a count, `w<place>`: the text if it is not a count. Its
 * row ids follow the order of files and lines.
 */
function loadStatement(paths: readonly string[], width: number, places: ColumnPlaces, rejects: string): string {
  const cells = Array.from({ length: width }, (_, index) => `c${index}: 'VARCHAR'`).join(', ');
  const present = [...places].flatMap(([column, place]) => (place === null ? [] : [{ column, place }]));
  const counts = present.filter(({ column }) => column.type === 'count').map(({ place }) => place);
  const numbers = counts.map(place => `, TRY_CAST(c${place} AS DOUBLE) AS d${place}`).join('');
  // The engine also accepts 1e3 and 1_000; a count has digits only, and a point only before zeros.
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
  places: ColumnPlaces,
  files: readonly FileLines[],
  path: string,
): Promise<Uint8Array> {
  const columns = [...places].map(([column, place]) => `${cellValue(column, place)} AS ${quoteName(column.name)}`);
  const cells = wrongCellList(places, files[0]?.file.csv.headers ?? []);
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
  return column.type === 'count' ? 'NULL::BIGINT' : 'NULL::VARCHAR';
}
