import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteText } from '../engine/engine.ts';
import { isCodeHeading } from './code-headings.ts';
import { type ColumnReading, trimmed, typedCell } from './column-readings.ts';
import { MAX_DECIMALS } from './column-types.ts';
import { MISSING, MISSING_NUMBERS, SUPPRESSED, SUPPRESSED_FORM } from './marks.ts';

/** The rows of a table, to be asked. */
export interface Source {
  readonly connection: DuckDBConnection;
  /** SQL for all rows. */
  readonly all: string;
  readonly rows: number;
  readonly delimiter: string;
}

/** Readings in the order in which they are preferred. Those of one step are told apart by how many values they fit. */
export type Candidate = ColumnReading & { readonly step: 'boolean' | 'number' | 'date' | 'timestamp' };

export interface Column {
  readonly name: string;
  readonly candidates: readonly Candidate[];
}

/** What is known of a column once all rows are looked at. */
export interface Facts {
  readonly name: string;
  /** Rows with a text that is no mark of a missing value, by marks of texts and of numbers. */
  readonly filled: number;
  readonly filledNumbers: number;
  /** Readings that fit all values. */
  readonly fits: readonly Fit[];
  /** Of those that nearly fit, the best. */
  readonly nearest: Fit | null;
  readonly leadingZero: string | null;
  readonly isCode: boolean;
}

export interface Fit {
  readonly reading: Candidate;
  /** Values that it reads. */
  readonly read: number;
  readonly withheld: number;
  readonly whole: number;
  readonly largest: number;
  readonly decimals: number;
  readonly trues: number;
}

/** Marks of a missing value in a column of numbers, dates or true and false. */
export const NONE = [...MISSING, ...MISSING_NUMBERS];

/** Readings that fit the sample, or nearly do. */
export async function candidatesOf(names: readonly string[], source: Source): Promise<Column[]> {
  const examples = await examplesOf(names, source);
  const columns = names.map((name, index) => ({ name, candidates: readingsOf(name, examples[index] ?? null) }));
  const facts = await countFits(columns, 'sampled', source);
  return columns.map(({ name, candidates }, index) => ({
    name,
    candidates: candidates.filter((_, at) => {
      const { counts, filled } = facts[index] ?? { counts: [], filled: 0 };
      const { read = 0, withheld = 0 } = counts[at] ?? {};
      return (read + withheld) * 2 >= filled;
    }),
  }));
}

/** A value of each column, null where there is none. */
async function examplesOf(names: readonly string[], { connection, all }: Source): Promise<(string | null)[]> {
  // Zero has no unit, and what is withheld no form.
  const isTelling = (name: string) => {
    const cell = trimmed(name);
    return `${isFilled(cell, [...NONE, ...SUPPRESSED, '0'])} AND NOT starts_with(${cell}, '<') AND NOT starts_with(${cell}, '≤')`;
  };
  const firsts = names.map(name => `first(${trimmed(name)} ORDER BY _row) FILTER (WHERE ${isTelling(name)})`);
  const [sampled = []] = (await connection.runAndReadAll(`SELECT ${firsts.join(', ')} FROM sampled`)).getRows();
  const examples: (string | null)[] = [];
  for (const [index, name] of names.entries()) {
    let value = sampled[index];
    if (value == null) {
      const one = await connection.runAndReadAll(
        `SELECT ${trimmed(name)} FROM ${all} WHERE ${isTelling(name)} LIMIT 1`,
      );
      value = one.getRows()[0]?.[0];
    }
    examples.push(value == null ? null : String(value));
  }
  return examples;
}

const UNIT =
  /^[(]?[-+−]?(?<before>[A-Z]{0,3}[$€£¥₹₩₽₺₪₫₱]|CHF|USD|EUR|GBP|JPY)? ?[-+−]?[\d.,' \u00a0\u202f]*\d[.,]?\s?(?<after>%|[$€£¥₹₩₽₺₪₫₱]|CHF|USD|EUR|GBP|JPY|kr|zł|Kč|Ft)?[)]?$/;

/** The readings that may fit, by one value. */
function readingsOf(name: string, example: string | null): Candidate[] {
  if (example === null) return [];
  const base = { name, unit: null, decimalMark: 'point', dateOrder: 'iso', missing: NONE } as const;
  const { before, after } = UNIT.exec(example)?.groups ?? {};
  const number = { ...base, step: 'number', type: 'decimal', unit: before ?? after ?? null } as const;
  const numbers =
    UNIT.test(example) || EXPONENT.test(example) ? [number, { ...number, decimalMark: 'comma' } as const] : [];
  const orders = LOCAL_DATE.test(example) ? LOCAL_ORDERS : ISO_DATE.test(example) ? ISO_ORDER : [];
  const dates = orders.flatMap(dateOrder => ({ ...base, dateOrder, step: 'date', type: 'date' }) as const);
  const times = orders.flatMap(dateOrder => ({ ...base, dateOrder, step: 'timestamp', type: 'timestamp' }) as const);
  const truth = TRUTH.test(example) ? [{ ...base, step: 'boolean', type: 'boolean' } as const] : [];
  // 20200131 is a number too.
  return DATE_HEADING.test(name)
    ? [...dates, ...truth, ...numbers, ...times]
    : [...truth, ...numbers, ...dates, ...times];
}

const TRUTH = /^(true|false|t|f|yes|no|y|n)$/i;
const EXPONENT = /^[-+]?\d*\.?\d+e[-+]?\d+$/i;
const LOCAL_DATE = /^\d{1,2}[-/.]\d{1,2}[-/.]\d{2}/;
const ISO_DATE = /^(\d{4}[-/.]|\d{8}$)|[a-z]{3}/i;
const LOCAL_ORDERS = ['day first', 'month first'] as const;
const ISO_ORDER = ['iso'] as const;
const DATE_HEADING = /(date|day|datum|fecha|tag)(\b|_|$)/i;

interface Counted {
  readonly filled: number;
  readonly filledNumbers: number;
  readonly leadingZero: string | null;
  readonly counts: readonly Omit<Fit, 'reading'>[];
}

/** Counts over all rows of a table, in one pass. */
async function countFits(columns: readonly Column[], table: string, { connection }: Source): Promise<Counted[]> {
  const list = columns.flatMap(({ name, candidates }) => {
    const cell = trimmed(name);
    return [
      `count(*) FILTER (WHERE ${isFilled(cell, MISSING)})`,
      `count(*) FILTER (WHERE ${isFilled(cell, NONE)})`,
      `min(${cell}) FILTER (WHERE ${cell}[1] = '0' AND length(${cell}) > 1 AND ${cell}[2] BETWEEN '0' AND '9')`,
      ...candidates.flatMap(candidate => countsOf(candidate)),
    ];
  });
  if (list.length === 0) return [];
  const [row = []] = (await connection.runAndReadAll(`SELECT ${list.join(', ')} FROM ${table}`)).getRows();
  let at = 0;
  const next = () => row[at++] ?? null;
  return columns.map(({ candidates }) => ({
    filled: Number(next()),
    filledNumbers: Number(next()),
    leadingZero: textOf(next()),
    counts: candidates.map(() => {
      const [read = 0, withheld = 0, whole = 0, largest = 0, decimals = 0, trues = 0] = Array.from({ length: 6 }, () =>
        Number(next()),
      );
      return { read, withheld, whole, largest, decimals, trues };
    }),
  }));
}

function textOf(value: unknown): string | null {
  return value === null ? null : String(value);
}

export function isFilled(cell: string, marks: readonly string[]): string {
  return `${cell} NOT IN (${['', ...marks].map(quoteText).join(', ')})`;
}

function countsOf(candidate: Candidate): string[] {
  const cell = trimmed(candidate.name);
  const value = typedCell(candidate);
  if (candidate.step !== 'number') {
    const trues = candidate.step === 'boolean' ? `count(*) FILTER (WHERE ${value})` : '0';
    return [`count(${value})`, '0', '0', '0', '0', trues];
  }
  const isWithheld = `(regexp_full_match(${cell}, ${quoteText(SUPPRESSED_FORM)}) OR ${cell} IN (${SUPPRESSED.map(quoteText).join(', ')}))`;
  const mark = candidate.decimalMark === 'comma' ? ',' : '.';
  const digits = `CASE WHEN ${value} IS NULL OR floor(${value}) = ${value} THEN 0 WHEN regexp_matches(${cell}, '[0-9][eE]') THEN ${MAX_DECIMALS}
    ELSE length(rtrim(regexp_extract(split_part(${cell}, '${mark}', 2), '^[0-9]*'), '0')) END`;
  return [
    `count(${value})`,
    `count(*) FILTER (WHERE CASE WHEN ${value} IS NULL THEN ${isWithheld} END)`,
    `count(*) FILTER (WHERE floor(${value}) = ${value})`,
    `max(abs(${value}))`,
    `max(${digits})`,
    '0',
  ];
}

/** Which readings fit all rows. Readings that are not preferred are only tried where the others do not fit. */
export async function factsOf(columns: readonly Column[], source: Source): Promise<Facts[]> {
  const found = new Map<string, Facts>();
  const rest = new Map(columns.map(column => [column.name, column]));
  while (rest.size > 0) {
    const tried = [...rest.values()].map(({ name, candidates }) => {
      const step = candidates[0]?.step;
      return { name, candidates: candidates.filter(candidate => candidate.step === step) };
    });
    const counted = await countFits(tried, source.all, source);
    for (const [index, { name, candidates }] of tried.entries()) {
      const { filled = 0, filledNumbers = 0, leadingZero = null, counts = [] } = counted[index] ?? {};
      const fits = candidates.map((reading, at) => ({ reading, ...(counts[at] ?? NO_COUNTS) }));
      const before = found.get(name)?.nearest ?? null;
      const nearest = [...(before === null ? [] : [before]), ...fits].sort((a, b) => b.read - a.read)[0] ?? null;
      const all = fits.filter(fit => isFit(fit, filledNumbers));
      const isCode = isCodeHeading(name);
      found.set(name, { name, filled, filledNumbers, fits: all, nearest, leadingZero, isCode });
      const left = rest.get(name)?.candidates.filter(candidate => !candidates.includes(candidate)) ?? [];
      if (all.length > 0 || left.length === 0) rest.delete(name);
      else rest.set(name, { name, candidates: left });
    }
  }
  return columns.flatMap(({ name }) => found.get(name) ?? []);
}

const NO_COUNTS = { read: 0, withheld: 0, whole: 0, largest: 0, decimals: 0, trues: 0 };

/** Every value is read; of numbers at least half, and the others are withheld. */
function isFit({ read, withheld, reading }: Fit, filled: number): boolean {
  if (read === 0 || read + withheld !== filled) return false;
  return reading.step === 'number' ? read >= withheld : true;
}
