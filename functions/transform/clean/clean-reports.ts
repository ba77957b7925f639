import type { DuckDBConnection } from '@duckdb/node-api';
import { Problem } from '../../contract/problem.ts';
import { ROW_OUTCOMES, type RowOutcome, type Rule, type Totals, type UnmatchedPlace } from '../../contract/receipt.ts';
import type { Descriptor } from '../descriptor.ts';
import { quoteName, quoteText } from '../engine/quote.ts';
import { refuseBySql, runDataSetSql } from '../engine/run-data-set-sql.ts';
import { readTidy, type TidyRows } from './read-tidy.ts';

/** One report: `file` is its number, unique within the build. */
export interface ReportFile {
  readonly file: number;
  readonly key: string;
  readonly date: string;
  readonly sha256: string;
  /** Rows that could be read. */
  readonly rows: number;
  readonly path: string;
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

/**
 * Runs the data set's `clean.sql` over reports of some months, and leaves its result as the tables `cleaned` and `tidy`.
 * Many months at once cost little more than one: most of the work is looking up the same few thousand names.
 */
export async function cleanReports(
  files: readonly ReportFile[],
  descriptor: Descriptor,
  connection: DuckDBConnection,
): Promise<void> {
  await loadReports(files, descriptor, connection);
  const summed = descriptor.measures.filter(({ from }) => from === null).map(({ id }) => id);
  const wanted = ['file', 'date', 'line', 'place', 'matched', 'regions', 'outcome', 'rule', ...summed];
  await runDataSetSql('clean.sql', 'TEMP TABLE cleaned', descriptor.cleanSql, wanted, connection);
  await checkEveryRow(connection);
  await refuseBySql('measures', () => addUp(descriptor, connection));
}

/** Reads one month of what {@link cleanReports} left. */
export async function readCleaned(
  files: readonly ReportFile[],
  month: string,
  descriptor: Descriptor,
  connection: DuckDBConnection,
): Promise<CleanedMonth> {
  const measures = descriptor.measures.filter(measure => measure.from === null).map(measure => measure.id);
  const keys = new Map(files.map(({ file, key }) => [file, key]));
  const within = `date >= DATE '${month}-01' AND date < DATE '${month}-01' + INTERVAL 1 MONTH`;
  // Asked for together, so that the engine goes on to the next while this thread makes something of another month.
  const [tidy, fates, rules, unmatched] = await Promise.all([
    readTidy(descriptor, month, within, connection),
    readFates(measures, within, connection),
    readRules(measures, keys, within, connection),
    readUnmatched(measures, within, connection),
  ]);
  return { tidy, fates, rules, unmatched };
}

/** Two batches may hold the same upload: its rows are taken from the one that is named. */
async function loadReports(files: readonly ReportFile[], descriptor: Descriptor, connection: DuckDBConnection) {
  const table = descriptor.tables.find(({ files }) => files.includes('YYYY'));
  if (table === undefined) throw new Problem('bad-descriptor', 'one table must take its files by date');
  const uploads = files.map(
    ({ file, sha256, path, date }) => `(${file}, ${quoteText(sha256)}, ${quoteText(path)}, DATE ${quoteText(date)})`,
  );
  const paths = [...new Set(files.map(({ path }) => path))].map(quoteText);
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE ${quoteName(table.name)} AS
     SELECT u.file, u.date, r.* EXCLUDE (upload, filename)
     FROM read_parquet([${paths.join(', ')}], filename = true) r
     JOIN (VALUES ${uploads.join(', ')}) u(file, upload, filename, date) USING (upload, filename)`,
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

/** Adds the rows up by region and day, and makes the measures that follow from others. */
async function addUp(descriptor: Descriptor, connection: DuckDBConnection): Promise<void> {
  const summed = descriptor.measures.filter(measure => measure.from === null).map(({ id }) => quoteName(id));
  const columns = descriptor.measures.map(({ id, from }) => `(${from ?? quoteName(id)})::DOUBLE AS ${quoteName(id)}`);
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE tidy AS
     SELECT n.number, t.date, ${columns.join(', ')}
     FROM (
       SELECT region, date, ${summed.map(name => `sum(${name})::BIGINT AS ${name}`).join(', ')}
       FROM (
         SELECT date, unnest(regions) AS region, ${summed.join(', ')}
         FROM cleaned WHERE outcome NOT IN ('dropped', 'unmatched')
       ) GROUP BY ALL
     ) t LEFT JOIN region_numbers n USING (region)
     WHERE ${summed.map(name => `t.${name} IS NOT NULL`).join(' OR ')}`,
  );
}

async function readFates(
  measures: readonly string[],
  within: string,
  connection: DuckDBConnection,
): Promise<Map<number, FileFate>> {
  const sums = measures.map(id => `sum(${quoteName(id)})::DOUBLE`);
  const reader = await connection.runAndReadAll(
    `SELECT file, outcome, rule, count(*)::INTEGER, ${sums.join(', ')}
     FROM cleaned WHERE ${within} GROUP BY file, outcome, rule ORDER BY file, outcome, rule`,
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
  within: string,
  connection: DuckDBConnection,
): Promise<Rule[]> {
  const sums = measures.map(id => `sum(${quoteName(id)})::DOUBLE`);
  const reader = await connection.runAndReadAll(
    `SELECT rule, outcome, count(*)::INTEGER,
       min({'date': date, 'line': line, 'file': file, 'place': place}, ${SAMPLES_PER_RULE}), ${sums.join(', ')}
     FROM cleaned WHERE rule IS NOT NULL AND ${within} GROUP BY rule, outcome ORDER BY rule, outcome`,
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

async function readUnmatched(
  measures: readonly string[],
  within: string,
  connection: DuckDBConnection,
): Promise<UnmatchedPlace[]> {
  const last = measures.map(id => `coalesce(last(${quoteName(id)} ORDER BY date, file, line), 0)::DOUBLE`);
  const reader = await connection.runAndReadAll(
    `SELECT place, count(*)::INTEGER, min(date)::VARCHAR, max(date)::VARCHAR, max(regions), ${last.join(', ')}
     FROM cleaned WHERE NOT matched AND ${within} GROUP BY place ORDER BY place`,
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
