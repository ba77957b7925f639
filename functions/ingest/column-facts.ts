import type { DuckDBConnection } from '@duckdb/node-api';
import { isOneOf, quoteName, quoteText } from '../engine/engine.ts';
import { type Candidate, NONE, readingsOf } from './column-candidates.ts';
import { isFilled, trimmed, typedCell } from './column-readings.ts';
import { MAX_DECIMALS } from './column-types.ts';
import { MISSING, SUPPRESSED, SUPPRESSED_FORM } from './marks.ts';

/** The rows of a table, to be asked. */
export interface Source {
  readonly connection: DuckDBConnection;
  /** SQL for all rows. */
  readonly all: string;
  /** A table of some of them. */
  readonly sample: string;
  readonly delimiter: string;
}

/** How many cells a reading reads. */
export interface Fit {
  readonly reading: Candidate;
  readonly read: number;
  /** Cells with a text that is no mark of a missing value, and that it does not read. */
  readonly unread: number;
  /** Those of them that are marks of a value that its source withholds. */
  readonly withheld: number;
  readonly whole: number;
  readonly largest: number;
  readonly decimals: number;
  readonly commas: number;
  readonly trues: number;
  /** A number that begins with a zero, as codes do. */
  readonly leadingZero: string | null;
}

/** What is known of a column once all rows are looked at. */
export interface Facts {
  readonly name: string;
  /** Readings that fit all values. */
  readonly fits: readonly Fit[];
  /** Of all that were tried, the one that reads the most. */
  readonly nearest: Fit | null;
}

/** Tries readings on all rows: those of the first step that the sample leaves, then, where they do not fit, the next. */
export async function factsOf(names: readonly string[], source: Source): Promise<Facts[]> {
  const found = new Map<string, Facts>(names.map(name => [name, { name, fits: [], nearest: null }]));
  let left = (await candidatesOf(names, source)).filter(({ length }) => length > 0);
  while (left.length > 0) {
    const steps = left.map(candidates =>
      candidates.filter(({ reading }) => reading.step === candidates[0]?.reading.step),
    );
    const fits = await fitsOfAll(steps.flat(), source);
    const next: Fit[][] = [];
    for (const [index, tried] of steps.entries()) {
      const own = fits.splice(0, tried.length);
      const name = own[0]?.reading.name ?? '';
      const before = found.get(name)?.nearest ?? null;
      const [nearest = null] = [...(before === null ? [] : [before]), ...own].sort((a, b) => b.read - a.read);
      found.set(name, { name, fits: own.filter(isFit), nearest });
      const rest = left[index]?.slice(tried.length) ?? [];
      if (rest.length > 0 && !own.some(isFit)) next.push(rest);
    }
    left = next;
  }
  return [...found.values()];
}

/** The same number columns read with decimal commas, where that fits as well. */
export async function withCommas(columns: readonly Facts[], source: Source): Promise<Facts[]> {
  const points = columns.flatMap(({ fits: [fit] }) => (fit?.reading.step === 'point' ? [fit.reading] : []));
  const commas = points.map(reading => ({ ...reading, step: 'comma', decimalMark: 'comma' }) as const);
  const fits = new Map((await countFits(commas, source.all, EXACTLY, source)).map(fit => [fit.reading.name, fit]));
  return columns.map(facts => {
    const fit = fits.get(facts.name);
    return fit !== undefined && isFit(fit) ? { ...facts, fits: [...facts.fits, fit] } : facts;
  });
}

/** On all rows, what was tried on the sample. Decimals are counted once more where the sample has fewer. */
async function fitsOfAll(sampled: readonly Fit[], source: Source): Promise<Fit[]> {
  const readings = sampled.map(({ reading }) => reading);
  const fits = await countFits(readings, source.all, ROUGHLY, source);
  const more = fits
    .filter((fit, index) => isFit(fit) && fit.decimals > (sampled[index]?.decimals ?? 0))
    .map(({ reading }) => reading);
  const exact = new Map((await countFits(more, source.all, EXACTLY, source)).map(fit => [fit.reading, fit]));
  return fits.map((rough, index) => {
    const fit = exact.get(rough.reading) ?? rough;
    return { ...fit, decimals: Math.max(fit.decimals, sampled[index]?.decimals ?? 0) };
  });
}

/** How each reading fits all rows. */
export function countAll(readings: readonly Candidate[], source: Source): Promise<Fit[]> {
  return countFits(readings, source.all, EXACTLY, source);
}

/** Every value is read; of numbers at least half, and the others are withheld. */
export function isFit({ read, unread, withheld }: Fit): boolean {
  return read > 0 && unread === withheld && read >= withheld;
}

/** By column, the readings that may fit: those that read at least half of the sample. */
async function candidatesOf(names: readonly string[], source: Source): Promise<Fit[][]> {
  const examples = await examplesOf(names, source);
  const columns = names.map((name, index) => readingsOf(name, examples[index] ?? null));
  const fits = await countFits(columns.flat(), source.sample, EXACTLY, source);
  return columns.map(({ length }) => fits.splice(0, length).filter(({ read, unread }) => read >= unread));
}

/** A value of each column, null where there is none. */
async function examplesOf(names: readonly string[], { connection, all, sample }: Source): Promise<(string | null)[]> {
  // Zero has no unit, and what is withheld no form.
  const isTelling = (name: string) =>
    `${isFilled(name, [...NONE, ...SUPPRESSED, '0'])} AND NOT regexp_full_match(${trimmed(name)}, ${quoteText(SUPPRESSED_FORM)})`;
  const firsts = names.map(name => `first(${trimmed(name)} ORDER BY _row) FILTER (WHERE ${isTelling(name)})`);
  const [sampled = []] = (await connection.runAndReadAll(`SELECT ${firsts.join(', ')} FROM ${sample}`)).getRows();
  const examples: (string | null)[] = [];
  for (const [index, name] of names.entries()) {
    let value = sampled[index];
    if (value == null) {
      const one = await connection.runAndReadAll(
        `SELECT ${trimmed(name)} FROM (SELECT * FROM ${all} WHERE ${quoteName(name)} IS NOT NULL) WHERE ${isTelling(name)} LIMIT 1`,
      );
      value = one.getRows()[0]?.[0];
    }
    examples.push(value == null ? null : String(value));
  }
  return examples;
}

/** SQL for the digits after the mark of a number that is not whole. */
type Digits = (cell: string, mark: string, value: string) => string;
/** At least as many as it has; far more where it may be written with an exponent. */
const ROUGHLY: Digits = (cell, mark, value) =>
  `CASE WHEN abs(${value}) < 0.0001 THEN 99 ELSE strlen(${cell}) - strpos(${cell}, '${mark}') END`;
/** Without zeros at the end. */
const EXACTLY: Digits = (cell, mark) =>
  `CASE WHEN contains(lower(${cell}), 'e') THEN ${MAX_DECIMALS} ELSE length(rtrim(regexp_extract(${cell}, '[${mark}]([0-9]*)', 1), '0')) END`;

/** Counts what readings read of a table, in one pass. */
async function countFits(
  readings: readonly Candidate[],
  table: string,
  digits: Digits,
  { connection }: Source,
): Promise<Fit[]> {
  if (readings.length === 0) return [];
  // Names of columns are trimmed, so none is like these.
  const names = readings.map((_, index) => quoteName(` ${index}`));
  const values = readings.map((reading, index) => `${typedCell(reading)} AS ${names[index]}`);
  const counts = readings.flatMap((reading, index) => Object.values(countsOf(reading, names[index] ?? '', digits)));
  const reader = await connection.runAndReadAll(
    `SELECT ${counts.join(', ')} FROM (SELECT *, ${values.join(', ')} FROM ${table})`,
  );
  const [row = []] = reader.getRows();
  let at = 0;
  return readings.map(reading => {
    const counted = Object.fromEntries(
      Object.keys(countsOf(reading, '', digits)).map(name => [name, row[at++] ?? null]),
    );
    const number = (name: keyof Fit) => Number(counted[name] ?? 0);
    return {
      reading,
      ...{ read: number('read'), unread: number('unread'), withheld: number('withheld'), whole: number('whole') },
      ...{ largest: number('largest'), decimals: number('decimals'), commas: number('commas'), trues: number('trues') },
      leadingZero: counted.leadingZero == null ? null : String(counted.leadingZero),
    };
  });
}

/** SQL for what is counted. @param value SQL for the value that is read */
function countsOf(
  { name, step, decimalMark }: Candidate,
  value: string,
  digits: Digits,
): Partial<Record<keyof Fit, string>> {
  const cell = quoteName(name);
  const counts = {
    read: `count(${value})`,
    unread: `count(*) FILTER (WHERE CASE WHEN ${value} IS NULL THEN ${isFilled(name, NONE)} END)`,
  };
  if (step === 'boolean') return { ...counts, trues: `count(*) FILTER (WHERE ${value})` };
  if (step === 'date' || step === 'timestamp') return counts;
  const isMark = isOneOf(trimmed(name), SUPPRESSED);
  const isWithheld = `regexp_full_match(${trimmed(name)}, ${quoteText(SUPPRESSED_FORM)}) OR ${isMark}`;
  return {
    ...counts,
    withheld: `count(*) FILTER (WHERE CASE WHEN ${value} IS NULL THEN ${isWithheld} END)`,
    whole: `count(*) FILTER (WHERE floor(${value}) = ${value})`,
    largest: `max(abs(${value}))`,
    decimals: `max(CASE WHEN floor(${value}) <> ${value} THEN ${digits(cell, decimalMark === 'comma' ? ',' : '.', value)} END)`,
    commas: step === 'comma' ? `count(*) FILTER (WHERE contains(${cell}, ','))` : '0',
    leadingZero: `min(CASE WHEN ${cell} BETWEEN '00' AND '09~' THEN ${cell} END)`,
  };
}

export interface TextFacts {
  readonly filled: number;
  /** Different values; null: many. */
  readonly distinct: number | null;
  /** Most values are pairs of capitals, as codes of countries are, of which NA is one. */
  readonly isNaCode: boolean;
}

const MANY = 1000;

/** What is known of columns of text. */
export async function textFactsOf(names: readonly string[], { connection, all }: Source): Promise<TextFacts[]> {
  if (names.length === 0) return [];
  const ask = async (list: readonly string[]) =>
    list.length === 0
      ? []
      : ((await connection.runAndReadAll(`SELECT ${list.join(', ')} FROM ${all}`)).getRows()[0] ?? []).map(Number);
  const counted = await ask(
    names.flatMap(name => [
      `count(*) FILTER (WHERE ${isFilled(name, MISSING)})`,
      `approx_count_distinct(${quoteName(name)})`,
      `count(*) FILTER (WHERE ${quoteName(name)} = 'NA')`,
    ]),
  );
  const facts = names.map((name, index) => {
    const [filled = 0, about = 0, marked = 0] = counted.slice(3 * index, 3 * index + 3);
    return { name, filled, about, marked };
  });
  const few = facts.filter(({ about }) => about <= MANY);
  const exact = await ask(
    few.map(({ name }) => `count(DISTINCT ${trimmed(name)}) FILTER (WHERE ${isFilled(name, MISSING)})`),
  );
  const marked = facts.filter(({ marked }) => marked > 0);
  const pairs = await ask(
    marked.map(({ name }) => `count(*) FILTER (WHERE regexp_full_match(${quoteName(name)}, '[A-Z]{2}'))`),
  );
  return facts.map(({ name, filled, marked: nas }) => {
    const distinct = exact[few.findIndex(one => one.name === name)] ?? null;
    const capitals = pairs[marked.findIndex(one => one.name === name)] ?? 0;
    const isNaCode = filled > 0 && nas > 0 && (capitals - nas) * 10 >= filled * 9;
    return {
      filled: filled + (isNaCode ? nas : 0),
      distinct: distinct === null ? null : distinct + Number(isNaCode),
      isNaCode,
    };
  });
}
