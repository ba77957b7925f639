import type { DuckDBConnection } from '@duckdb/node-api';
import type { Column } from '../contract/dataset.ts';
import type { PeriodUnit } from '../contract/period.ts';
import { Problem } from '../contract/problem.ts';
import type { RejectedRow } from '../contract/receipt.ts';
import { engineVersion } from '../engine/engine.ts';
import { type BrokenLines, brokenLines, sourceOf, withUnclosed } from './broken-lines.ts';
import { type BatchFile, fitsTest, MAX_SAMPLES, numberPlaces, wrongCells } from './column-types.ts';
import { LineRuns } from './line-runs.ts';
import type { ColumnPlaces } from './match-columns.ts';
import { recordStarts } from './record-lines.ts';
import { orderProblem, type PlacedTable, type RowPeriods, wrongPeriods } from './row-periods.ts';
import { unfit } from './unfit.ts';

/** The result of reading one upload of a batch. */
export interface FileAccount {
  readonly kept: number;
  readonly rejected: number;
  /** Kept rows with a cell that should hold a number and does not; that cell is unknown, the others count. */
  readonly unreadable: number;
  /** Per column of numbers, over the rows kept; null where all of them are blank. */
  readonly sums: Readonly<Record<string, number | null>>;
  /** Per column with decimals. */
  readonly decimals: Readonly<Record<string, Decimals>>;
  /** The same by period, where a column holds the period of a row. */
  readonly periods: readonly PeriodAccount[] | null;
  /** The unit in which the periods are written; null without them. */
  readonly unit: PeriodUnit | null;
  /** Equal for two files whose kept rows are equal in any order; unread columns and the time of an update do not count. */
  readonly content: string;
  /** The newest time of an update that a row has, ISO 8601 in UTC; null where no row has one. */
  readonly updated: string | null;
  /** The first few rejected rows and unreadable cells, by line. */
  readonly samples: readonly RejectedRow[];
}

/** What is found in a column of numbers with decimals. */
export interface Decimals {
  /** The most digits after the point, without zeros at the end. */
  readonly digits: number;
  /** The largest absolute value. */
  readonly largest: number;
  /** The sum of absolute values, and the largest such sum of one period. */
  readonly sum: number;
  readonly ofPeriod: number;
}

/** The rows of one period of a file. */
export interface PeriodAccount extends Pick<FileAccount, 'kept' | 'unreadable' | 'sums' | 'content'> {
  readonly period: string;
}

interface BatchAccounts {
  readonly byFile: Map<string, FileAccount | Problem>;
  /** Per file the number of its first row; rows are numbered in the order of the files. */
  readonly firsts: readonly number[];
  /** Per file the lines of its rows; undefined if they are consecutive. */
  readonly lines: readonly (LineRuns | undefined)[];
}

const NO_BROKEN_LINES: BrokenLines = { lines: [], samples: [], open: null, cut: false };

export async function accountForRows(
  files: readonly BatchFile[],
  { places }: PlacedTable,
  periods: RowPeriods | null,
  connection: DuckDBConnection,
): Promise<BatchAccounts> {
  const counts = await countRows(connection, places, periods);
  const byPeriod = periods === null ? null : await countByPeriod(connection, places, periods, counts);
  const largestSums = periods === null ? null : await largestSumsOfPeriods(connection, places, periods);
  const broken = await brokenLines(connection, files);
  const byFile = new Map<string, FileAccount | Problem>();
  const lines: (LineRuns | undefined)[] = [];
  for (const [index, { sha256, csv }] of files.entries()) {
    const counted = counts.get(index) ?? NO_ROWS;
    const { rows, wrong, dateless, first, sums, decimals, content, updated } = counted;
    try {
      const found = broken.get(index) ?? NO_BROKEN_LINES;
      const isPlain = found.lines.length === 0 && rows === csv.lineBreaks;
      const records = isPlain ? null : await recordStarts(sourceOf(csv));
      const { lines: brokenHere, samples: brokenSamples, open, cut } = await withUnclosed(found, csv, rows, records);
      if (open !== null) throw unfit(`a quote opens in line ${open} or after it and does not end where its row does`);
      if (cut) {
        const [first] = brokenSamples;
        throw unfit(`too many of its rows cannot be read; the first is line ${first?.line}: ${first?.reason}`);
      }
      lines[index] = records === null ? undefined : keptLines(records.lines, brokenHere, rows);
      const fault = periods?.faults.get(index);
      if (fault !== undefined) throw orderProblem(fault, lines[index]);
      const wrongHere =
        wrong === 0 ? [] : await wrongCells(connection, index, first, csv.headers, places, lines[index]);
      const file = { file: index, first, heading: csv.headers[periods?.place ?? 0] ?? '', lines: lines[index] };
      const datelessHere = periods === null || dateless === 0 ? [] : await wrongPeriods(periods, file, connection);
      const samples = [...brokenSamples, ...wrongHere, ...datelessHere];
      samples.sort((a, b) => a.line - b.line).splice(MAX_SAMPLES);
      const account = accountOf({ rows, wrong, dateless, broken: brokenHere.length }, samples);
      refuseBlank(counted, places);
      const ofPeriods = byPeriod === null ? null : (byPeriod.get(index) ?? []);
      const withPeriods = Object.entries(decimals).map(([name, of]) => {
        return [name, { ...of, ofPeriod: largestSums?.get(index)?.[name] ?? of.sum }] as const;
      });
      byFile.set(sha256, {
        ...{ ...account, sums, decimals: Object.fromEntries(withPeriods), periods: ofPeriods, content, updated },
        unit: periods?.units.get(index) ?? null,
      });
    } catch (cause) {
      if (!(cause instanceof Problem)) throw cause;
      byFile.set(sha256, cause);
    }
  }
  return { byFile, firsts: files.map((_, index) => counts.get(index)?.first ?? 0), lines };
}

function accountOf(
  { rows, wrong, dateless, broken }: Pick<RowCount, 'rows' | 'wrong' | 'dateless'> & { readonly broken: number },
  samples: readonly RejectedRow[],
): Pick<FileAccount, 'kept' | 'rejected' | 'unreadable' | 'samples'> {
  if (rows + broken === 0) throw unfit('the file has a header line and no rows');
  if (rows === wrong || rows === dateless) {
    throw unfit(`none of its ${rows + broken} rows can be read: line ${samples[0]?.line}: ${samples[0]?.reason}`);
  }
  return { kept: rows - dateless, rejected: broken + dateless, unreadable: wrong, samples };
}

/** A file with columns of numbers that holds none, nor says that its source keeps them back. */
function refuseBlank({ sums, suppressed }: Pick<RowCount, 'sums' | 'suppressed'>, places: ColumnPlaces): void {
  const numbers = numberPlaces(places).filter(({ column }) => column.type === 'number');
  if (numbers.length === 0 || suppressed > 0 || numbers.some(({ column }) => sums[column.name] !== null)) return;
  const headings = numbers.map(({ column }) => `"${column.headings[0]}"`).join(', ');
  throw unfit(`it has no numbers: every cell of the column${numbers.length === 1 ? '' : 's'} ${headings} is missing`);
}

interface RowCount {
  readonly rows: number;
  /** Rows with a cell that cannot be read, among those that have a period. */
  readonly wrong: number;
  /** Rows whose period cannot be read. */
  readonly dateless: number;
  readonly first: number;
  /** Cells whose value the source withholds. */
  readonly suppressed: number;
  readonly sums: Readonly<Record<string, number | null>>;
  readonly decimals: Readonly<Record<string, Decimals>>;
  readonly content: string;
  readonly updated: string | null;
}

const NO_ROWS: RowCount = {
  rows: 0,
  wrong: 0,
  dateless: 0,
  first: 0,
  suppressed: 0,
  sums: {},
  decimals: {},
  content: '',
  updated: null,
};

async function countRows(
  connection: DuckDBConnection,
  places: ColumnPlaces,
  periods: RowPeriods | null,
): Promise<Map<number, RowCount>> {
  const counted = numberPlaces(places);
  const withDecimals = counted.filter(({ column }) => column.type === 'number');
  const hasPeriod = periods === null ? 'true' : 'period IS NOT NULL';
  const present = [...places].flatMap(([column, place]) => (place === null ? [] : [{ column, place }]));
  const values = present.filter(({ column }) => column.type !== 'updated').map(({ place }) => `v${place}`);
  const updated = await lastUpdates(present, connection);
  const reader = await connection.runAndReadAll(
    `SELECT raw.file, count(*)::INT, (count(*) FILTER (${hasPeriod} AND NOT ${fitsTest(places)}))::INT,
       (count(*) FILTER (NOT ${hasPeriod}))::INT, min(raw.rowid)::INT, max(raw.rowid)::INT,
       (sum(hash(${values.join(', ')})) FILTER (${hasPeriod}))::VARCHAR,
       ${withDecimals.map(({ place }) => `(count(*) FILTER (s${place}))::INT`).join(' + ') || '0'}
       ${counted.map(({ place }) => `, (sum(v${place}) FILTER (${hasPeriod}))::DOUBLE`).join('')}
       ${withDecimals.map(({ place }) => `, max(g${place})::INT, max(abs(v${place}))::DOUBLE, sum(abs(v${place}))::DOUBLE`).join('')}
     FROM ${rawWith(periods)} GROUP BY raw.file`,
  );
  const engine = await engineVersion();
  const counts = new Map<number, RowCount>();
  for (const [file, rows, wrong, dateless, first, last, hashes, suppressed, ...totals] of reader.getRows()) {
    if (Number(last) - Number(first) + 1 !== Number(rows))
      throw new Problem('internal', 'rows of a file are not in order');
    // Other versions of the engine may hash differently.
    const content = `${engine} ${hashes}`;
    const decimals = withDecimals.map(({ column }, index) => {
      const [digits, largest, sum] = totals.slice(counted.length + 3 * index).map(total => Number(total ?? 0));
      return [column.name, { digits: digits ?? 0, largest: largest ?? 0, sum: sum ?? 0, ofPeriod: sum ?? 0 }] as const;
    });
    const sums = sumsOf(counted, totals);
    counts.set(Number(file), {
      rows: Number(rows),
      wrong: Number(wrong),
      dateless: Number(dateless),
      decimals: Object.fromEntries(decimals),
      first: Number(first),
      suppressed: Number(suppressed),
      sums,
      content,
      updated: updated.get(Number(file)) ?? null,
    });
  }
  return counts;
}

function rawWith(periods: RowPeriods | null): string {
  if (periods === null) return 'raw';
  return `raw LEFT JOIN row_periods ON row_periods.file = raw.file AND row_periods.cell = raw.v${periods.place}`;
}

function sumsOf(columns: readonly { readonly column: Column }[], totals: readonly unknown[]) {
  return Object.fromEntries(
    columns.map(({ column }, index) => [column.name, totals[index] === null ? null : Number(totals[index])] as const),
  );
}

/**
 * The rows of each period. The content of a period depends on the lines of unreadable cells as well, since these are
 * reported with their lines; other rows may move within the file.
 */
async function countByPeriod(
  connection: DuckDBConnection,
  places: ColumnPlaces,
  periods: RowPeriods,
  files: ReadonlyMap<number, RowCount>,
): Promise<Map<number, PeriodAccount[]>> {
  const counted = numberPlaces(places);
  const values = [...places].flatMap(([{ type }, place]) =>
    place === null || type === 'updated' ? [] : [`v${place}`],
  );
  const firsts = Array.from({ length: Math.max(-1, ...files.keys()) + 1 }, (_, file) => files.get(file)?.first ?? 0);
  const line = `CASE WHEN NOT ${fitsTest(places)} THEN raw.rowid - [${firsts.join(', ')}][raw.file + 1] END`;
  const suppressed = counted.flatMap(({ column, place }) => (column.type === 'number' ? [`s${place}`] : []));
  const reader = await connection.runAndReadAll(
    `SELECT raw.file, period, count(*)::INT, (count(*) FILTER (NOT ${fitsTest(places)}))::INT,
       sum(hash(${[...values, ...suppressed, line].join(', ')}))::VARCHAR
       ${counted.map(({ place }) => `, sum(v${place})::DOUBLE`).join('')}
     FROM ${rawWith(periods)} WHERE period IS NOT NULL GROUP BY raw.file, period ORDER BY raw.file, period`,
  );
  const engine = await engineVersion();
  const byFile = new Map<number, PeriodAccount[]>();
  for (const [file, period, rows, wrong, hashes, ...totals] of reader.getRows()) {
    const ofFile = byFile.get(Number(file)) ?? [];
    byFile.set(Number(file), ofFile);
    ofFile.push({
      period: String(period),
      kept: Number(rows),
      unreadable: Number(wrong),
      sums: sumsOf(counted, totals),
      content: `${engine} ${hashes}`,
    });
  }
  return byFile;
}

/** By file and column of numbers with decimals, the largest sum of absolute values in one period. */
async function largestSumsOfPeriods(
  connection: DuckDBConnection,
  places: ColumnPlaces,
  periods: RowPeriods,
): Promise<Map<number, Record<string, number>>> {
  const columns = numberPlaces(places).filter(({ column }) => column.type === 'number');
  if (columns.length === 0) return new Map();
  const reader = await connection.runAndReadAll(
    `SELECT file ${columns.map((_, index) => `, max(s${index})::DOUBLE`).join('')} FROM (
       SELECT raw.file ${columns.map(({ place }, index) => `, sum(abs(v${place})) AS s${index}`).join('')}
       FROM ${rawWith(periods)} WHERE period IS NOT NULL GROUP BY raw.file, period
     ) GROUP BY file`,
  );
  return new Map(
    reader
      .getRows()
      .map(([file, ...sums]) => [
        Number(file),
        Object.fromEntries(columns.map(({ column }, index) => [column.name, Number(sums[index] ?? 0)] as const)),
      ]),
  );
}

/** The lines of the rows that were read: all records but the header line and the broken ones. */
function keptLines(records: LineRuns, broken: readonly number[], rows: number): LineRuns {
  const brokenAt = new Set(broken);
  const lines = new LineRuns();
  let isHeader = true;
  for (const line of records) {
    if (!isHeader && !brokenAt.has(line)) lines.add(line);
    isHeader = false;
  }
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
