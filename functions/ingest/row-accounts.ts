import type { DuckDBConnection } from '@duckdb/node-api';
import type { Column } from '../contract/dataset.ts';
import { Problem } from '../contract/problem.ts';
import type { RejectedRow } from '../contract/receipt.ts';
import { engineVersion } from '../engine/engine.ts';
import { type BrokenLines, brokenLines, withUnclosed } from './broken-lines.ts';
import { type BatchFile, fitsTest, MAX_SAMPLES, wrongCells } from './column-types.ts';
import { unfit } from './inspect-csv.ts';
import type { ColumnPlaces } from './match-columns.ts';
import { recordStarts } from './record-lines.ts';

/** The result of reading one upload of a batch. */
export interface FileAccount {
  readonly kept: number;
  readonly rejected: number;
  /** Kept rows with a cell that should hold a count and does not; that cell is unknown, the others count. */
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

interface BatchAccounts {
  readonly byFile: Map<string, FileAccount | Problem>;
  /** Per file the number of its first row; rows are numbered in the order of the files. */
  readonly firsts: readonly number[];
  /** Per file the lines of its rows; undefined if they are consecutive. */
  readonly lines: readonly (readonly number[] | undefined)[];
}

const NO_BROKEN_LINES: BrokenLines = { lines: [], samples: [], open: null, cut: false };

export async function accountForRows(
  files: readonly BatchFile[],
  places: ColumnPlaces,
  connection: DuckDBConnection,
): Promise<BatchAccounts> {
  const counts = await countRows(connection, places);
  const broken = await brokenLines(connection, files);
  const byFile = new Map<string, FileAccount | Problem>();
  const lines: (readonly number[] | undefined)[] = [];
  for (const [index, { sha256, csv }] of files.entries()) {
    const { rows = 0, wrong = 0, first = 0, sums = {}, content = '', updated = null } = counts.get(index) ?? {};
    try {
      const found = broken.get(index) ?? NO_BROKEN_LINES;
      const isPlain = found.lines.length === 0 && rows === csv.lineBreaks;
      const records = isPlain ? null : recordStarts(csv.bytes);
      const { lines: brokenHere, samples: brokenSamples, open, cut } = withUnclosed(found, csv, rows, records);
      if (open !== null) throw unfit(`a quote opens in line ${open} or after it and does not end where its row does`);
      if (cut) {
        const [first] = brokenSamples;
        throw unfit(`too many of its rows cannot be read; the first is line ${first?.line}: ${first?.reason}`);
      }
      lines[index] = records === null ? undefined : keptLines(records.lines, brokenHere, rows);
      const wrongHere =
        wrong === 0 ? [] : await wrongCells(connection, index, first, csv.headers, places, lines[index]);
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
  if (rows + broken === 0) throw unfit('the file has a header line and no rows');
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
  const engine = await engineVersion();
  const counts = new Map<number, RowCount>();
  for (const [file, rows, wrong, first, last, hashes, ...totals] of reader.getRows()) {
    if (Number(last) - Number(first) + 1 !== Number(rows))
      throw new Problem('internal', 'rows of a file are not in order');
    // Other versions of the engine may hash differently.
    const content = `${engine} ${hashes}`;
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

/** The lines of the rows that were read: all records but the header line and the broken ones. */
function keptLines(records: readonly number[], broken: readonly number[], rows: number): readonly number[] {
  const brokenAt = new Set(broken);
  const lines = records.slice(1).filter(line => !brokenAt.has(line));
  if (lines.length !== rows) {
    throw unfit(`its quotes do not pair up: ${lines.length} records were found, ${rows} of them can be read`);
  }
  return lines;
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

/** The time formats of daily reports. */
const MOMENT_FORMS = "['%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S', '%m/%d/%Y %H:%M', '%m/%d/%y %H:%M', '%Y-%m-%d']";
