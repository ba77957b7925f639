import type { DuckDBConnection } from '@duckdb/node-api';
import type { RecognizedColumn } from '../contract/recognized.ts';
import { quoteName, quoteText } from '../engine/engine.ts';
import { candidatesOf, type Facts, type Fit, factsOf, isFilled, NONE, type Source } from './column-facts.ts';
import { type ColumnReading, trimmed, typedCell } from './column-readings.ts';
import { LARGEST_COUNT, MAX_DECIMALS } from './column-types.ts';
import { MISSING } from './marks.ts';
import type { TextTable } from './read-table.ts';
import { whyText, whyTyped } from './why-column.ts';

export { typedCell } from './column-readings.ts';

/**
 * Recognizes the type of each column of tables with the same columns, over all of their rows: the first reading that fits
 * every value, else text. A sample only rules readings out, so the result is the same for any order of the rows.
 */
export async function recognizeColumns(
  tables: readonly TextTable[],
  connection: DuckDBConnection,
): Promise<RecognizedColumn[]> {
  const names = [...new Set(tables.flatMap(({ names }) => names))];
  const paths = tables.map(({ path }) => quoteText(path)).join(', ');
  const all = `read_parquet([${paths}], union_by_name = true)`;
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const every = Math.max(1, Math.floor(rows / SAMPLE_ROWS));
  const source: Source = { connection, all, rows, delimiter: tables[0]?.reading.delimiter ?? '' };
  await connection.run(`CREATE OR REPLACE TEMP TABLE sampled AS FROM ${all} WHERE _row % ${every} = 0`);
  try {
    const found: Facts[] = [];
    for (let from = 0; from < names.length; from += COLUMNS_AT_ONCE) {
      const some = names.slice(from, from + COLUMNS_AT_ONCE);
      found.push(...(await factsOf(await candidatesOf(some, source), source)));
    }
    const usesCommas = found.some(({ fits }) => isOnlyComma(fits));
    const columns: RecognizedColumn[] = [];
    for (const facts of found) columns.push(await columnOf(facts, usesCommas, source));
    return columns;
  } finally {
    await connection.run('DROP TABLE IF EXISTS sampled');
  }
}

const SAMPLE_ROWS = 2000;
/** Of one statement, which the engine plans as a whole. */
const COLUMNS_AT_ONCE = 50;
const MAX_CATEGORIES = 50;

function isOnlyComma(fits: readonly Fit[]): boolean {
  const [only] = fits;
  return fits.length === 1 && only?.reading.decimalMark === 'comma';
}

async function columnOf(facts: Facts, usesCommas: boolean, source: Source): Promise<RecognizedColumn> {
  const { name, fits } = facts;
  const fit = chosen(fits, usesCommas || source.delimiter === ';');
  const text = { name, type: 'text', unit: null, decimalMark: 'point', dateOrder: 'iso', decimals: 0 } as const;
  const typed = fit === null ? null : typeOf(facts, fit);
  if (fit !== null && typed !== null) {
    const { unit, decimalMark, dateOrder } = fit.reading;
    const decimals = typed === 'decimal' ? Math.min(MAX_DECIMALS, fit.decimals) : 0;
    const found = { name, type: typed, unit, decimalMark, dateOrder, decimals, category: false, missing: NONE };
    return { ...found, why: whyTyped(found, facts, fit) };
  }
  const { distinct, isNaCode } = await textFacts(name, source);
  const missing = isNaCode ? MISSING.filter(mark => mark !== 'NA') : MISSING;
  const category = distinct !== null && distinct <= MAX_CATEGORIES && (distinct * 2 <= facts.filled || distinct <= 2);
  return { ...text, category, missing, why: await whyText(facts, { distinct, fits, example: exampleIn(source) }) };
}

/** Of readings that all fit. Null where nothing tells which is meant. */
function chosen(fits: readonly Fit[], prefersCommas: boolean): Fit | null {
  const [first = null, second] = fits;
  if (first === null || second === undefined) return first;
  if (first.reading.step === 'number') {
    const isTelling = second.decimals > 0 || first.decimals > 0 || second.whole !== first.whole;
    return prefersCommas && isTelling ? second : first;
  }
  const iso = fits.find(({ reading }) => reading.dateOrder === 'iso');
  return iso ?? null;
}

/** Null where the values are to stay text. */
function typeOf(
  { leadingZero, isCode }: Facts,
  { reading, read, whole, largest, trues }: Fit,
): RecognizedColumn['type'] | null {
  if (reading.step === 'boolean') return trues > 0 && trues < read ? 'boolean' : null;
  if (reading.step !== 'number') return reading.step;
  if (isCode || leadingZero !== null) return null;
  if (whole < read) return 'decimal';
  return largest <= LARGEST_COUNT ? 'integer' : null;
}

interface TextFacts {
  /** Null: many. */
  readonly distinct: number | null;
  /** Most values are pairs of capitals, as codes of countries are, of which NA is one. */
  readonly isNaCode: boolean;
}

const MANY = 5000;

async function textFacts(name: string, { connection, all }: Source): Promise<TextFacts> {
  const cell = trimmed(name);
  const values = isFilled(cell, MISSING);
  const reader = await connection.runAndReadAll(
    `SELECT approx_count_distinct(${cell}) FILTER (WHERE ${values}), count(*) FILTER (WHERE ${values} AND regexp_full_match(${cell}, '[A-Z]{2}')) * 10 >= 9 * count(*) FILTER (WHERE ${values}) AND count(*) FILTER (WHERE ${values}) > 0
     FROM ${all}`,
  );
  const [about, isNaCode] = reader.getRows()[0] ?? [];
  if (Number(about) > MANY) return { distinct: null, isNaCode: isNaCode === true };
  const exact = await connection.runAndReadAll(`SELECT count(DISTINCT ${cell}) FROM ${all} WHERE ${values}`);
  return { distinct: Number(exact.getRows()[0]?.[0]), isNaCode: isNaCode === true };
}

/** Finds the first value that a reading does not fit. */
function exampleIn({ connection, all }: Source) {
  return async (reading: ColumnReading): Promise<string | null> => {
    const cell = trimmed(reading.name);
    const reader = await connection.runAndReadAll(
      `SELECT ${quoteName(reading.name)} FROM ${all} WHERE ${isFilled(cell, NONE)} AND (${typedCell(reading)}) IS NULL LIMIT 1`,
    );
    const value = reader.getRows()[0]?.[0];
    return value == null ? null : String(value);
  };
}
