import type { DuckDBConnection } from '@duckdb/node-api';
import { Problem } from '../contract/problem.ts';
import { ROW_OUTCOMES, type RowOutcome, type Rule, type Totals, type UnmatchedPlace } from '../contract/receipt.ts';
import type { Descriptor } from './descriptor.ts';
import { runDataSetSql } from './load-regions.ts';
import { quoteName, quoteText } from './quote.ts';

/** One report of the month: `file` is its number, unique within the build. */
export interface MonthFile {
  readonly file: number;
  readonly key: string;
  readonly date: string;
  readonly sha256: string;
  readonly path: string;
}

/** Tidy rows, in columns. */
export interface TidyRows {
  readonly length: number;
  /** Numbers of the region table. */
  readonly regions: Int32Array;
  /** Days since the first of the month. */
  readonly days: Int32Array;
  /** By measure, in the order of the descriptor; NaN where nothing is known. */
  readonly values: readonly Float64Array[];
}

/** What became of the rows of one report. */
export interface FileFate {
  readonly rows: Readonly<Record<RowOutcome, number>>;
  readonly totals: Totals;
  readonly left: Totals;
  readonly rules: Readonly<Record<string, number>>;
}

export interface CleanedMonth {
  readonly tidy: TidyRows;
  /** By `file`. */
  readonly fates: ReadonlyMap<number, FileFate>;
  readonly rules: readonly Rule[];
  readonly unmatched: readonly UnmatchedPlace[];
}

const SAMPLES_PER_RULE = 3;

/** Runs the data set's `clean.sql` over the reports of one month and takes the account of every row. */
export async function cleanMonth(
  files: readonly MonthFile[],
  descriptor: Descriptor,
  connection: DuckDBConnection,
): Promise<CleanedMonth> {
  await loadReports(files, descriptor, connection);
  await runDataSetSql('cleaned', 'TEMP TABLE', descriptor.cleanSql, connection);
  await checkEveryRow(connection);
  const measures = descriptor.measures.filter(measure => measure.from === null).map(measure => measure.id);
  const keys = new Map(files.map(({ file, key }) => [file, key]));
  return {
    tidy: await readTidy(descriptor, files[0]?.date.slice(0, 7) ?? '', connection),
    fates: await readFates(measures, connection),
    rules: await readRules(measures, keys, connection),
    unmatched: await readUnmatched(measures, connection),
  };
}

async function loadReports(files: readonly MonthFile[], descriptor: Descriptor, connection: DuckDBConnection) {
  const table = descriptor.tables.find(({ files }) => files.includes('YYYY'));
  if (table === undefined) throw new Problem('bad-descriptor', 'one table must take its files by date');
  const uploads = files.map(({ file, sha256, date }) => `(${file}, ${quoteText(sha256)}, DATE ${quoteText(date)})`);
  const paths = [...new Set(files.map(({ path }) => path))].map(quoteText);
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE ${quoteName(table.name)} AS
     SELECT u.file, u.date, r.* EXCLUDE (upload)
     FROM read_parquet([${paths.join(', ')}]) r
     JOIN (VALUES ${uploads.join(', ')}) u(file, upload, date) USING (upload)`,
  );
  await connection.run(`CREATE OR REPLACE TEMP VIEW read_rows AS SELECT file, line FROM ${quoteName(table.name)}`);
}

/** Nothing is lost and nothing counts twice: each row read comes out once. */
async function checkEveryRow(connection: DuckDBConnection): Promise<void> {
  const reader = await connection.runAndReadAll(
    `SELECT coalesce(a.file, b.file), a.rows, b.rows
     FROM (SELECT file, count(*) AS rows, bit_xor(hash(line)) AS lines FROM read_rows GROUP BY file) a
     FULL JOIN (SELECT file, count(*) AS rows, bit_xor(hash(line)) AS lines FROM cleaned GROUP BY file) b USING (file)
     WHERE a.rows IS DISTINCT FROM b.rows OR a.lines IS DISTINCT FROM b.lines LIMIT 1`,
  );
  const [row] = reader.getRows();
  if (row === undefined) return;
  throw new Problem(
    'bad-descriptor',
    `clean.sql must give each row once; of ${row[1]} rows of a file it gives ${row[2]}`,
  );
}

async function readTidy(descriptor: Descriptor, month: string, connection: DuckDBConnection): Promise<TidyRows> {
  const summed = descriptor.measures.filter(measure => measure.from === null).map(({ id }) => quoteName(id));
  const columns = descriptor.measures.map(({ id, from }) => `(${from ?? quoteName(id)})::DOUBLE`);
  const result = await connection.run(
    `SELECT n.number, (t.date - DATE '${month}-01')::INTEGER, ${columns.join(', ')}
     FROM (
       SELECT region, date, ${summed.map(name => `sum(${name})::BIGINT AS ${name}`).join(', ')}
       FROM (
         SELECT date, unnest(regions) AS region, ${summed.join(', ')}
         FROM cleaned WHERE outcome NOT IN ('dropped', 'unmatched')
       ) GROUP BY ALL
     ) t LEFT JOIN region_numbers n USING (region)`,
  );
  const chunks = await result.fetchAllChunks();
  const length = chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0);
  const regions = new Int32Array(length);
  const days = new Int32Array(length);
  const values = columns.map(() => new Float64Array(length));
  let offset = 0;
  for (const chunk of chunks) {
    fill(regions, chunk.getColumnVector(0), chunk.rowCount, offset, -1);
    fill(days, chunk.getColumnVector(1), chunk.rowCount, offset, -1);
    values.forEach((column, index) => {
      fill(column, chunk.getColumnVector(index + 2), chunk.rowCount, offset, Number.NaN);
    });
    offset += chunk.rowCount;
  }
  if (regions.includes(-1))
    throw new Problem('bad-descriptor', 'clean.sql counts rows in a region that regions.sql lacks');
  return { length, regions, days, values };
}

function fill(
  target: Int32Array | Float64Array,
  vector: { getItem(index: number): unknown },
  count: number,
  offset: number,
  missing: number,
): void {
  for (let row = 0; row < count; row++) {
    const value = vector.getItem(row);
    target[offset + row] = typeof value === 'number' ? value : missing;
  }
}

async function readFates(measures: readonly string[], connection: DuckDBConnection): Promise<Map<number, FileFate>> {
  const sums = measures.map(id => `sum(${quoteName(id)})::DOUBLE`);
  const reader = await connection.runAndReadAll(
    `SELECT file, outcome, rule, count(*)::INTEGER, ${sums.join(', ')}
     FROM cleaned GROUP BY file, outcome, rule ORDER BY file, outcome, rule`,
  );
  const fates = new Map<number, MutableFate>();
  for (const [file, outcome, rule, rows, ...totals] of reader.getRows()) {
    const fate = fates.get(Number(file)) ?? emptyFate(measures);
    fates.set(Number(file), fate);
    const known = rowOutcome(outcome);
    fate.rows[known] += Number(rows);
    if (rule !== null) fate.rules[String(rule)] = (fate.rules[String(rule)] ?? 0) + Number(rows);
    for (const [index, id] of measures.entries()) {
      const total = Number(totals[index] ?? 0);
      fate.totals[id] = (fate.totals[id] ?? 0) + total;
      if (known === 'dropped' || known === 'unmatched') fate.left[id] = (fate.left[id] ?? 0) + total;
    }
  }
  return fates;
}

interface MutableFate {
  rows: Record<RowOutcome, number>;
  totals: Record<string, number>;
  left: Record<string, number>;
  rules: Record<string, number>;
}

function emptyFate(measures: readonly string[]): MutableFate {
  const zeros = () => Object.fromEntries(measures.map(id => [id, 0]));
  return {
    rows: { kept: 0, moved: 0, merged: 0, dropped: 0, unmatched: 0 },
    totals: zeros(),
    left: zeros(),
    rules: {},
  };
}

function rowOutcome(value: unknown): RowOutcome {
  const outcome = ROW_OUTCOMES.find(name => name === value);
  if (outcome === undefined) {
    throw new Problem(
      'bad-descriptor',
      `clean.sql must give ${ROW_OUTCOMES.join(', ')} as outcome; found ${String(value)}`,
    );
  }
  return outcome;
}

async function readRules(
  measures: readonly string[],
  keys: ReadonlyMap<number, string>,
  connection: DuckDBConnection,
): Promise<Rule[]> {
  const sums = measures.map(id => `sum(${quoteName(id)})::DOUBLE`);
  const reader = await connection.runAndReadAll(
    `SELECT rule, outcome, count(*)::INTEGER,
       min({'date': date, 'line': line, 'file': file, 'place': place}, ${SAMPLES_PER_RULE}), ${sums.join(', ')}
     FROM cleaned WHERE rule IS NOT NULL GROUP BY rule, outcome ORDER BY rule, outcome`,
  );
  return reader.getRowsJson().map(([rule, outcome, rows, samples, ...totals]) => ({
    rule: String(rule),
    outcome: rowOutcome(outcome),
    rows: Number(rows),
    totals: totalsOf(measures, totals),
    samples: (Array.isArray(samples) ? samples : []).map(sample => sampleOf(sample, keys)),
  }));
}

function sampleOf(sample: unknown, keys: ReadonlyMap<number, string>): Rule['samples'][number] {
  const fields = Object(sample);
  return { key: keys.get(Number(fields.file)) ?? '', line: Number(fields.line), place: String(fields.place) };
}

async function readUnmatched(measures: readonly string[], connection: DuckDBConnection): Promise<UnmatchedPlace[]> {
  const last = measures.map(id => `coalesce(arg_max(${quoteName(id)}, date), 0)::DOUBLE`);
  const reader = await connection.runAndReadAll(
    `SELECT place, count(*)::INTEGER, min(date)::VARCHAR, max(date)::VARCHAR, max(regions), ${last.join(', ')}
     FROM cleaned WHERE NOT matched GROUP BY place ORDER BY place`,
  );
  return reader.getRowsJson().map(([place, rows, firstDate, lastDate, regions, ...totals]) => ({
    place: String(place),
    countsIn: Array.isArray(regions) ? regions.map(String) : [],
    rows: Number(rows),
    firstDate: String(firstDate),
    lastDate: String(lastDate),
    totals: totalsOf(measures, totals),
  }));
}

function totalsOf(measures: readonly string[], values: readonly unknown[]): Totals {
  return Object.fromEntries(measures.map((id, index) => [id, Number(values[index] ?? 0)]));
}
