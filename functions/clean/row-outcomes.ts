import type { DuckDBConnection } from '@duckdb/node-api';
import type { Dataset, Measure } from '../contract/dataset.ts';
import { Problem } from '../contract/problem.ts';
import { ROW_OUTCOMES, type RowOutcome, type Rule, type Totals, type UnmatchedPlace } from '../contract/receipt.ts';
import { quoteName, quoteText } from '../engine/engine.ts';
import { wrongCellReason } from '../ingest/column-types.ts';
import type { ReportFile } from '../ingest/staged.ts';
import { KINDS } from '../measures/kinds.ts';

/** What became of the rows of one report, by outcome. */
export interface ReportOutcome {
  readonly rows: Readonly<Record<RowOutcome, number>>;
  /** Measures whose cells are all blank are absent. */
  readonly totals: Totals;
  readonly left: Totals;
  readonly rules: Readonly<Record<string, number>>;
  /** Rows of unknown places, and the totals of those that count in no region. */
  readonly unknown: { readonly rows: number; readonly totals: Totals };
}

/** What became of the rows of one report. */
export interface ReportAccount {
  readonly outcome: ReportOutcome;
  readonly rules: readonly Rule[];
  readonly unmatched: readonly UnmatchedPlace[];
  readonly wrongCells: readonly WrongCell[];
  /** Negative cells, which other rows of the same place may balance. */
  readonly negatives: readonly NegativeCell[];
  /** By region, the part of its sum that comes from rows of unknown places. */
  readonly unknownIn: Readonly<Record<string, Totals>>;
}

export interface NegativeCell {
  /** The smallest region that the row counts in. */
  readonly region: string;
  readonly measure: string;
  readonly value: number;
  readonly line: number;
}

/** A cell that should hold a number and does not, or rows that contradict each other: values of a region are unknown. */
export interface WrongCell {
  readonly check: 'unreadable-cell' | 'repeated-place';
  /** The smallest region that the row counts in. */
  readonly region: string;
  /** Null: no measure has the name of the column, so any may depend on it. */
  readonly measure: string | null;
  /** One sentence, with file and line. */
  readonly reason: string;
}

const SAMPLES_PER_RULE = 3;

/** Accounts for the rows of the table `cleaned`, by `file`. */
export async function accountForOutcomes(
  files: readonly ReportFile[],
  dataset: Dataset,
  connection: DuckDBConnection,
): Promise<Map<number, ReportAccount>> {
  const summed = dataset.measures.filter(({ from }) => from === null);
  const measures = summed.map(({ id }) => id);
  const growing = summed.filter(({ kind }) => KINDS[kind].grows).map(({ id }) => id);
  const keys = new Map(files.map(({ file, key }) => [file, key]));
  const outcomes = await readOutcomes(measures, connection);
  const rules = await readRules(measures, keys, connection);
  const unmatched = await readUnmatched(measures, connection);
  const wrongCells = await readWrongCells(dataset, keys, connection);
  const repeated = await readRepeated(dataset, keys, connection);
  const negatives = await readNegatives(growing, connection);
  const unknownIn = await readUnknownIn(measures, connection);
  return new Map(
    files.map(({ file }) => [
      file,
      {
        outcome: outcomes.get(file) ?? emptyOutcome(),
        rules: (rules.get(file) ?? []).map(([, rule]) => rule),
        unmatched: (unmatched.get(file) ?? []).map(([, place]) => place),
        wrongCells: [...(wrongCells.get(file) ?? []), ...(repeated.get(file) ?? [])].map(([, cell]) => cell),
        negatives: (negatives.get(file) ?? []).map(([, cell]) => cell),
        unknownIn: Object.fromEntries((unknownIn.get(file) ?? []).map(([, region, totals]) => [region, totals])),
      },
    ]),
  );
}

async function readOutcomes(
  measures: readonly string[],
  connection: DuckDBConnection,
): Promise<Map<number, ReportOutcome>> {
  const sums = measures.map(id => `sum(${quoteName(id)})::DOUBLE`);
  const reader = await connection.runAndReadAll(
    `SELECT file, outcome, rule, count(*)::INTEGER, (count(*) FILTER (NOT matched))::INTEGER, ${sums.join(', ')}
     FROM cleaned GROUP BY file, outcome, rule ORDER BY file, outcome, rule`,
  );
  const byFile = new Map<number, MutableOutcome>();
  for (const [file, outcome, rule, rows, unknown, ...totals] of reader.getRows()) {
    const report = byFile.get(Number(file)) ?? emptyOutcome();
    byFile.set(Number(file), report);
    const rowsAre = rowOutcome(outcome);
    report.rows[rowsAre] += Number(rows);
    report.unknown.rows += Number(unknown);
    if (rule !== null) report.rules[String(rule)] = (report.rules[String(rule)] ?? 0) + Number(rows);
    for (const [index, id] of measures.entries()) {
      if (totals[index] === null) continue;
      const total = Number(totals[index]);
      report.totals[id] = (report.totals[id] ?? 0) + total;
      report.left[id] ??= 0;
      if (rowsAre === 'dropped' || rowsAre === 'unmatched') report.left[id] = (report.left[id] ?? 0) + total;
      if (rowsAre === 'unmatched') report.unknown.totals[id] = (report.unknown.totals[id] ?? 0) + total;
    }
  }
  return byFile;
}

interface MutableOutcome {
  rows: Record<RowOutcome, number>;
  totals: Record<string, number>;
  left: Record<string, number>;
  rules: Record<string, number>;
  unknown: { rows: number; totals: Record<string, number> };
}

function emptyOutcome(): MutableOutcome {
  return {
    rows: { kept: 0, moved: 0, merged: 0, dropped: 0, unmatched: 0 },
    totals: {},
    left: {},
    // A rule may have the name of a property that every object has.
    rules: Object.create(null),
    unknown: { rows: 0, totals: {} },
  };
}

function rowOutcome(value: unknown): RowOutcome {
  const found = ROW_OUTCOMES.find(name => name === value);
  if (found === undefined) {
    throw new Problem(
      'bad-descriptor',
      `clean.sql must give ${ROW_OUTCOMES.join(', ')} as outcome; found ${String(value)}`,
    );
  }
  return found;
}

async function readRules(
  measures: readonly string[],
  keys: ReadonlyMap<number, string>,
  connection: DuckDBConnection,
): Promise<Map<number, [file: number, rule: Rule][]>> {
  const sums = measures.map(id => `sum(${quoteName(id)})::DOUBLE`);
  const reader = await connection.runAndReadAll(
    `SELECT file, rule, outcome, count(*)::INTEGER, min({'line': line, 'place': place}, ${SAMPLES_PER_RULE}), ${sums.join(', ')}
     FROM cleaned WHERE rule IS NOT NULL GROUP BY file, rule, outcome ORDER BY file, rule, outcome`,
  );
  const found = reader.getRowsJson().map(([file, rule, outcome, rows, samples, ...totals]): [number, Rule] => [
    Number(file),
    {
      rule: String(rule),
      outcome: rowOutcome(outcome),
      rows: Number(rows),
      totals: totalsOf(measures, totals),
      samples: (Array.isArray(samples) ? samples : []).map(sample => sampleOf(sample, keys.get(Number(file)) ?? '')),
    },
  ]);
  return Map.groupBy(found, ([file]) => file);
}

function sampleOf(sample: unknown, key: string): Rule['samples'][number] {
  const fields = Object(sample);
  return { key, line: Number(fields.line), place: String(fields.place) };
}

async function readUnmatched(
  measures: readonly string[],
  connection: DuckDBConnection,
): Promise<Map<number, [file: number, place: UnmatchedPlace][]>> {
  const last = measures.map(id => `coalesce(last(${quoteName(id)} ORDER BY line), 0)::DOUBLE`);
  const reader = await connection.runAndReadAll(
    `SELECT file, place, count(*)::INTEGER, min(date)::VARCHAR, max(regions), ${last.join(', ')}
     FROM cleaned WHERE NOT matched GROUP BY file, place ORDER BY file, place`,
  );
  const found = reader.getRowsJson().map(([file, place, rows, date, regions, ...totals]): [number, UnmatchedPlace] => [
    Number(file),
    {
      place: String(place),
      countsIn: Array.isArray(regions) ? regions.map(String) : [],
      rows: Number(rows),
      firstDate: String(date),
      lastDate: String(date),
      totals: totalsOf(measures, totals),
    },
  ]);
  return Map.groupBy(found, ([file]) => file);
}

async function readWrongCells(
  { measures, tables, places }: Dataset,
  keys: ReadonlyMap<number, string>,
  connection: DuckDBConnection,
): Promise<Map<number, [file: number, cell: WrongCell][]>> {
  // Asked first, as there are hardly ever any, and to look them up among the cleaned rows takes ten times as long.
  const some = await connection.runAndReadAll('SELECT 1 FROM read_rows WHERE len(cells) > 0 LIMIT 1');
  if (some.currentRowCount === 0) return new Map();
  const columns = new Map(tables.flatMap(({ columns }) => columns.map(column => [column.name, column] as const)));
  const reader = await connection.runAndReadAll(
    `SELECT r.file, r.line, c.regions[1], cell.name, cell.heading, cell.text, ${places === null ? "''" : 'c.combination'}
     FROM (SELECT file, line, unnest(cells) AS cell FROM read_rows WHERE cells IS NOT NULL) r
     JOIN cleaned c USING (file, line)
     WHERE c.outcome NOT IN ('dropped', 'unmatched') AND c.regions[1] IS NOT NULL ORDER BY r.file, r.line, cell.name`,
  );
  const found = reader.getRows().map(([file, line, region, name, heading, text, combination]): [number, WrongCell] => {
    const key = keys.get(Number(file)) ?? '';
    const where = `in ${key.slice(key.lastIndexOf('/') + 1)} at line ${line}`;
    const column = columns.get(String(name)) ?? { type: 'count', decimals: null };
    const measure = measures.find(({ of, choice }) => of === name && combinationOf(choice) === String(combination));
    const reason = `${wrongCellReason(column, String(heading), String(text))} ${where}`;
    return [Number(file), { check: 'unreadable-cell', region: String(region), measure: measure?.id ?? null, reason }];
  });
  return Map.groupBy(found, ([file]) => file);
}

/** The values of a row's dimensions, as the generated SQL joins them. */
function combinationOf(choice: Measure['choice']): string {
  return Object.values(choice).join('\u001f');
}

/**
 * Rows that give a measure several values for the same region, period and dimensions. Where these are declared to be
 * added up, that is an error for a rate alone, and only if they differ.
 */
async function readRepeated(
  { places, measures }: Dataset,
  keys: ReadonlyMap<number, string>,
  connection: DuckDBConnection,
): Promise<Map<number, [file: number, cell: WrongCell][]>> {
  if (places === null) return new Map();
  const several = await connection.runAndReadAll(
    `SELECT DISTINCT combination FROM (
       SELECT combination FROM cleaned WHERE outcome = 'kept' GROUP BY file, regions[1], combination HAVING count(*) > 1
     )`,
  );
  const combinations = new Set(several.getRows().map(([combination]) => String(combination)));
  const asked = measures.filter(({ choice, kind, from }) => {
    return from === null && combinations.has(combinationOf(choice)) && !(places.adds && KINDS[kind].adds);
  });
  if (asked.length === 0) return new Map();
  const found = asked.map(({ id }) => {
    const value = quoteName(id);
    const differ = places.adds ? `min(${value}) < max(${value})` : 'count(*) > 1';
    return `SELECT file, regions[1] AS region, ${quoteText(id)} AS measure, min(line)::INTEGER AS first, max(line)::INTEGER AS last,
        arg_min(place, line) AS one, arg_max(place, line) AS other
      FROM cleaned WHERE outcome = 'kept' AND ${value} IS NOT NULL GROUP BY file, regions[1] HAVING ${differ}`;
  });
  const reader = await connection.runAndReadAll(`${found.join(' UNION ALL ')} ORDER BY file, region, first, measure`);
  const cells = reader.getRows().map(([file, region, measure, first, last, one, other]): [number, WrongCell] => {
    const key = keys.get(Number(file)) ?? '';
    const names = one === other ? '' : ` as "${one}" and "${other}"`;
    const where = `lines ${first} and ${last} of ${key.slice(key.lastIndexOf('/') + 1)}`;
    const todo = places.adds ? 'and a rate is not added up' : 'or "sum: true" to add them up';
    const reason = `${where} give different values for it${names}; declare the column that tells them apart under "dimensions", ${todo}`;
    return [Number(file), { check: 'repeated-place', region: String(region), measure: String(measure), reason }];
  });
  return Map.groupBy(cells, ([file]) => file);
}

async function readNegatives(
  measures: readonly string[],
  connection: DuckDBConnection,
): Promise<Map<number, [file: number, cell: NegativeCell][]>> {
  if (measures.length === 0) return new Map();
  const below = measures.map(
    id =>
      `SELECT file, line, regions[1] AS region, ${quoteText(id)} AS measure, ${quoteName(id)}::DOUBLE AS value
       FROM cleaned WHERE ${quoteName(id)} < 0 AND outcome NOT IN ('dropped', 'unmatched') AND regions[1] IS NOT NULL`,
  );
  const reader = await connection.runAndReadAll(`${below.join(' UNION ALL ')} ORDER BY file, line, measure`);
  const found = reader
    .getRows()
    .map(([file, line, region, measure, value]): [number, NegativeCell] => [
      Number(file),
      { region: String(region), measure: String(measure), value: Number(value), line: Number(line) },
    ]);
  return Map.groupBy(found, ([file]) => file);
}

async function readUnknownIn(
  measures: readonly string[],
  connection: DuckDBConnection,
): Promise<Map<number, [file: number, region: string, totals: Totals][]>> {
  const sums = measures.map(id => `coalesce(sum(${quoteName(id)}), 0)::DOUBLE`);
  const reader = await connection.runAndReadAll(
    `SELECT file, region, ${sums.join(', ')}
     FROM (SELECT file, unnest(regions) AS region, ${measures.map(quoteName).join(', ')} FROM cleaned WHERE NOT matched)
     GROUP BY file, region ORDER BY file, region`,
  );
  const found = reader
    .getRows()
    .map(([file, region, ...totals]): [number, string, Totals] => [
      Number(file),
      String(region),
      totalsOf(measures, totals),
    ]);
  return Map.groupBy(found, ([file]) => file);
}

function totalsOf(measures: readonly string[], values: readonly unknown[]): Totals {
  return Object.fromEntries(measures.map((id, index) => [id, Number(values[index] ?? 0)]));
}
