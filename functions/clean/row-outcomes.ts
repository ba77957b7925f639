import type { DuckDBConnection } from '@duckdb/node-api';
import { Problem } from '../contract/problem.ts';
import { ROW_OUTCOMES, type RowOutcome, type Rule, type Totals, type UnmatchedPlace } from '../contract/receipt.ts';
import { quoteName, quoteText } from '../engine/engine.ts';
import { wrongCellReason } from '../ingest/column-types.ts';
import type { ReportFile } from '../ingest/staged.ts';

/** What became of the rows of one report, by outcome. */
export interface FileFate {
  readonly rows: Readonly<Record<RowOutcome, number>>;
  /** Without a measure whose cells are all blank. */
  readonly totals: Totals;
  readonly left: Totals;
  readonly rules: Readonly<Record<string, number>>;
  /** Rows of places that nothing knows, and what those of them count that count nowhere. */
  readonly unknown: { readonly rows: number; readonly totals: Totals };
}

/** What became of the rows of one report. */
export interface ReportAccount {
  readonly fate: FileFate;
  readonly rules: readonly Rule[];
  readonly unmatched: readonly UnmatchedPlace[];
  readonly wrongCells: readonly WrongCell[];
  /** Cells below zero, which other rows of their place may balance. */
  readonly negatives: readonly NegativeCell[];
  /** By region, what rows of unknown places count in it: all the same a part of its sum. */
  readonly unknownIn: Readonly<Record<string, Totals>>;
}

export interface NegativeCell {
  /** The smallest region that its row counts in. */
  readonly region: string;
  readonly measure: string;
  readonly value: number;
  readonly line: number;
}

/** A cell that holds something else than a count, and so leaves the values of a region unknown. */
export interface WrongCell {
  /** The smallest region that its row counts in. */
  readonly region: string;
  /** Null: the cell fills no measure of its own name, so all may follow from it. */
  readonly measure: string | null;
  /** One sentence, with file and line. */
  readonly reason: string;
}

const SAMPLES_PER_RULE = 3;

/** Reads the account of the table `cleaned`, by `file`. @param measures those that the rows hold */
export async function takeAccounts(
  files: readonly ReportFile[],
  measures: readonly string[],
  connection: DuckDBConnection,
): Promise<Map<number, ReportAccount>> {
  const keys = new Map(files.map(({ file, key }) => [file, key]));
  const fates = await readFates(measures, connection);
  const rules = await readRules(measures, keys, connection);
  const unmatched = await readUnmatched(measures, connection);
  const wrongCells = await readWrongCells(measures, keys, connection);
  const negatives = await readNegatives(measures, connection);
  const unknownIn = await readUnknownIn(measures, connection);
  return new Map(
    files.map(({ file }) => [
      file,
      {
        fate: fates.get(file) ?? emptyFate(),
        rules: (rules.get(file) ?? []).map(([, rule]) => rule),
        unmatched: (unmatched.get(file) ?? []).map(([, place]) => place),
        wrongCells: (wrongCells.get(file) ?? []).map(([, cell]) => cell),
        negatives: (negatives.get(file) ?? []).map(([, cell]) => cell),
        unknownIn: Object.fromEntries((unknownIn.get(file) ?? []).map(([, region, totals]) => [region, totals])),
      },
    ]),
  );
}

async function readFates(measures: readonly string[], connection: DuckDBConnection): Promise<Map<number, FileFate>> {
  const sums = measures.map(id => `sum(${quoteName(id)})::DOUBLE`);
  const reader = await connection.runAndReadAll(
    `SELECT file, outcome, rule, count(*)::INTEGER, (count(*) FILTER (NOT matched))::INTEGER, ${sums.join(', ')}
     FROM cleaned GROUP BY file, outcome, rule ORDER BY file, outcome, rule`,
  );
  const fates = new Map<number, MutableFate>();
  for (const [file, outcome, rule, rows, unknown, ...totals] of reader.getRows()) {
    const fate = fates.get(Number(file)) ?? emptyFate();
    fates.set(Number(file), fate);
    const known = rowOutcome(outcome);
    fate.rows[known] += Number(rows);
    fate.unknown.rows += Number(unknown);
    if (rule !== null) fate.rules[String(rule)] = (fate.rules[String(rule)] ?? 0) + Number(rows);
    for (const [index, id] of measures.entries()) {
      if (totals[index] === null) continue;
      const total = Number(totals[index]);
      fate.totals[id] = (fate.totals[id] ?? 0) + total;
      fate.left[id] ??= 0;
      if (known === 'dropped' || known === 'unmatched') fate.left[id] = (fate.left[id] ?? 0) + total;
      if (known === 'unmatched') fate.unknown.totals[id] = (fate.unknown.totals[id] ?? 0) + total;
    }
  }
  return fates;
}

interface MutableFate {
  rows: Record<RowOutcome, number>;
  totals: Record<string, number>;
  left: Record<string, number>;
  rules: Record<string, number>;
  unknown: { rows: number; totals: Record<string, number> };
}

function emptyFate(): MutableFate {
  return {
    rows: { kept: 0, moved: 0, merged: 0, dropped: 0, unmatched: 0 },
    totals: {},
    left: {},
    // A rule may be named like what every object has.
    rules: Object.create(null),
    unknown: { rows: 0, totals: {} },
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
  measures: readonly string[],
  keys: ReadonlyMap<number, string>,
  connection: DuckDBConnection,
): Promise<Map<number, [file: number, cell: WrongCell][]>> {
  const reader = await connection.runAndReadAll(
    `SELECT r.file, r.line, c.regions[1], cell.name, cell.heading, cell.text
     FROM (SELECT file, line, unnest(cells) AS cell FROM read_rows WHERE cells IS NOT NULL) r
     JOIN cleaned c USING (file, line)
     WHERE c.outcome NOT IN ('dropped', 'unmatched') AND c.regions[1] IS NOT NULL ORDER BY r.file, r.line, cell.name`,
  );
  const found = reader.getRows().map(([file, line, region, name, heading, text]): [number, WrongCell] => {
    const key = keys.get(Number(file)) ?? '';
    const where = `in ${key.slice(key.lastIndexOf('/') + 1)} at line ${line}`;
    return [
      Number(file),
      {
        region: String(region),
        measure: measures.find(id => id === name) ?? null,
        reason: `${wrongCellReason(String(heading), String(text))} ${where}`,
      },
    ];
  });
  return Map.groupBy(found, ([file]) => file);
}

async function readNegatives(
  measures: readonly string[],
  connection: DuckDBConnection,
): Promise<Map<number, [file: number, cell: NegativeCell][]>> {
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
