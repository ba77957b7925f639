import type { DuckDBConnection } from '@duckdb/node-api';
import { Problem } from '../../contract/problem.ts';
import { ROW_OUTCOMES, type RowOutcome, type Rule, type Totals, type UnmatchedPlace } from '../../contract/receipt.ts';
import { quoteName } from '../engine/quote.ts';
import type { ReportFile } from './clean-reports.ts';

/** What became of the rows of one report. */
export interface FileFate {
  readonly rows: Readonly<Record<RowOutcome, number>>;
  readonly totals: Totals;
  readonly left: Totals;
  readonly rules: Readonly<Record<string, number>>;
}

/** What became of the rows of one month. */
export interface MonthAccount {
  /** By `file`. */
  readonly fates: ReadonlyMap<number, FileFate>;
  readonly rules: readonly Rule[];
  readonly unmatched: readonly UnmatchedPlace[];
}

const SAMPLES_PER_RULE = 3;

/** Reads the account of the table `cleaned`, by month (`YYYY-MM`). @param measures those that the rows hold */
export async function takeAccounts(
  files: readonly ReportFile[],
  measures: readonly string[],
  connection: DuckDBConnection,
): Promise<Map<string, MonthAccount>> {
  const fates = await readFates(measures, connection);
  const rules = await readRules(measures, new Map(files.map(({ file, key }) => [file, key])), connection);
  const unmatched = await readUnmatched(measures, connection);
  const months = Map.groupBy(files, ({ date }) => date.slice(0, 7));
  return new Map(
    [...months].map(([month, ofMonth]) => [
      month,
      {
        fates: new Map(ofMonth.map(({ file }) => [file, fates.get(file) ?? emptyFate(measures)])),
        rules: (rules.get(month) ?? []).map(([, rule]) => rule),
        unmatched: (unmatched.get(month) ?? []).map(([, place]) => place),
      },
    ]),
  );
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
    // A rule may be named like what every object has.
    rules: Object.create(null),
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
): Promise<Map<string, [month: string, rule: Rule][]>> {
  const sums = measures.map(id => `sum(${quoteName(id)})::DOUBLE`);
  const reader = await connection.runAndReadAll(
    `SELECT strftime(date, '%Y-%m') AS month, rule, outcome, count(*)::INTEGER,
       min({'date': date, 'line': line, 'file': file, 'place': place}, ${SAMPLES_PER_RULE}), ${sums.join(', ')}
     FROM cleaned WHERE rule IS NOT NULL GROUP BY month, rule, outcome ORDER BY month, rule, outcome`,
  );
  const found = reader.getRowsJson().map(([month, rule, outcome, rows, samples, ...totals]): [string, Rule] => [
    String(month),
    {
      rule: String(rule),
      outcome: rowOutcome(outcome),
      rows: Number(rows),
      totals: totalsOf(measures, totals),
      samples: (Array.isArray(samples) ? samples : []).map(sample => sampleOf(sample, keys)),
    },
  ]);
  return Map.groupBy(found, ([month]) => month);
}

function sampleOf(sample: unknown, keys: ReadonlyMap<number, string>): Rule['samples'][number] {
  const fields = Object(sample);
  return { key: keys.get(Number(fields.file)) ?? '', line: Number(fields.line), place: String(fields.place) };
}

async function readUnmatched(
  measures: readonly string[],
  connection: DuckDBConnection,
): Promise<Map<string, [month: string, place: UnmatchedPlace][]>> {
  const last = measures.map(id => `coalesce(last(${quoteName(id)} ORDER BY date, file, line), 0)::DOUBLE`);
  const reader = await connection.runAndReadAll(
    `SELECT strftime(date, '%Y-%m') AS month, place, count(*)::INTEGER, min(date)::VARCHAR, max(date)::VARCHAR,
       max(regions), ${last.join(', ')}
     FROM cleaned WHERE NOT matched GROUP BY month, place ORDER BY month, place`,
  );
  const found = reader
    .getRowsJson()
    .map(([month, place, rows, firstDate, lastDate, regions, ...totals]): [string, UnmatchedPlace] => [
      String(month),
      {
        place: String(place),
        countsIn: Array.isArray(regions) ? regions.map(String) : [],
        rows: Number(rows),
        firstDate: String(firstDate),
        lastDate: String(lastDate),
        totals: totalsOf(measures, totals),
      },
    ]);
  return Map.groupBy(found, ([month]) => month);
}

function totalsOf(measures: readonly string[], values: readonly unknown[]): Totals {
  return Object.fromEntries(measures.map((id, index) => [id, Number(values[index] ?? 0)]));
}
