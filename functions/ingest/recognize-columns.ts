import type { DuckDBConnection } from '@duckdb/node-api';
import type { RecognizedColumn } from '../contract/recognized.ts';
import { quoteName, quoteText } from '../engine/engine.ts';
import { isCodeHeading } from './code-headings.ts';
import { NONE } from './column-candidates.ts';
import { type Facts, type Fit, factsOf, type Source, type TextFacts, textFactsOf, withCommas } from './column-facts.ts';
import { type ColumnReading, isFilled, typedCell } from './column-readings.ts';
import { LARGEST_COUNT, MAX_DECIMALS } from './column-types.ts';
import { DECLARED, type DeclaredColumns, declaredColumn } from './declared-columns.ts';
import { MISSING } from './marks.ts';
import type { TextTable } from './read-table.ts';
import { whyText, whyTyped } from './why-column.ts';

export { typedCell } from './column-readings.ts';

/**
 * Recognizes the type of each column of tables with the same columns, over all of their rows: the first reading that fits
 * every value, else text. A sample only rules readings out, so the order of the rows makes no difference. Columns that are
 * declared are what they are said to be, or left out. Throws `bad-input` for a value that they cannot have.
 */
export async function recognizeColumns(
  tables: readonly TextTable[],
  connection: DuckDBConnection,
  declared: DeclaredColumns = {},
): Promise<RecognizedColumn[]> {
  const given = new Map(Object.entries(declared));
  const names = [...new Set(tables.flatMap(({ names }) => names))].filter(name => given.get(name)?.isDropped !== true);
  const paths = tables.map(({ path }) => quoteText(path)).join(', ');
  const all = `read_parquet([${paths}], union_by_name = true)`;
  const delimiter = tables[0]?.reading.delimiter ?? '';
  const source: Source = { connection, all, sample: 'sampled', delimiter };
  await connection.run(`CREATE OR REPLACE TEMP TABLE sampled AS FROM ${all} WHERE ${sampleOf(tables)}`);
  try {
    const groups = Array.from({ length: Math.ceil(names.length / COLUMNS_AT_ONCE) }, (_, group) =>
      names.slice(group * COLUMNS_AT_ONCE, (group + 1) * COLUMNS_AT_ONCE),
    );
    const found: Facts[] = [];
    for (const group of groups) found.push(...(await factsOf(group, source)));
    const usesCommas = found.some(({ fits: [fit] }) => fit?.reading.step === 'comma');
    const all = usesCommas || delimiter === ';' ? await withCommas(found, source) : found;
    const typed: (RecognizedColumn | null)[] = [];
    for (const facts of all) {
      const { type = null, order = null } = given.get(facts.name) ?? {};
      if (type === null && order === null) typed.push(typedColumn(facts, usesCommas));
      else typed.push(await declaredColumn(facts, { type: type ?? 'date', order }, source));
    }
    const texts = all.filter((_, index) => typed[index] === null);
    const textFacts = new Map<string, TextFacts>();
    for (let from = 0; from < texts.length; from += COLUMNS_AT_ONCE) {
      const some = texts.slice(from, from + COLUMNS_AT_ONCE).map(({ name }) => name);
      for (const [index, facts] of (await textFactsOf(some, source)).entries()) textFacts.set(some[index] ?? '', facts);
    }
    const columns: RecognizedColumn[] = [];
    for (const [index, facts] of all.entries()) {
      const text = textFacts.get(facts.name);
      const column = typed[index] ?? (await textColumn(facts, text ?? NO_TEXT, source));
      const { name = null, type = null } = given.get(facts.name) ?? {};
      columns.push({ ...column, publishedAs: name, ...(type === 'text' ? { why: DECLARED } : {}) });
    }
    return columns;
  } finally {
    await connection.run('DROP TABLE IF EXISTS sampled');
  }
}

const NO_TEXT: TextFacts = { filled: 0, distinct: 0, isNaCode: false };
/** Of one statement, which the engine plans as a whole. */
const COLUMNS_AT_ONCE = 50;
const MAX_CATEGORIES = 50;
const SAMPLES = 4;
const SAMPLE_ROWS = 500;

/** A few stretches of rows, which the engine finds without reading the others. */
function sampleOf(tables: readonly TextTable[]): string {
  const most = tables.reduce((largest, { rows }) => Math.max(largest, rows), 0);
  const starts = Array.from({ length: SAMPLES }, (_, index) =>
    Math.floor((index * (most - SAMPLE_ROWS)) / (SAMPLES - 1)),
  );
  return starts.map(start => `_row BETWEEN ${start} AND ${start + SAMPLE_ROWS - 1}`).join(' OR ');
}

/** Null where the column stays text. */
function typedColumn(facts: Facts, usesCommas: boolean): RecognizedColumn | null {
  const fit = chosen(facts.fits, usesCommas);
  const type = fit === null ? null : typeOf(facts.name, fit);
  if (fit === null || type === null) return null;
  const { unit, decimalMark, dateOrder, missing } = fit.reading;
  const decimals = type === 'decimal' ? Math.min(MAX_DECIMALS, fit.decimals) : 0;
  const found = {
    name: facts.name,
    publishedAs: null,
    type,
    unit,
    decimalMark,
    dateOrder,
    decimals,
    category: false,
    missing: [...missing],
  };
  return { ...found, why: whyTyped(found, fit) };
}

/** Of readings that all fit. Null where nothing tells which is meant. */
function chosen(fits: readonly Fit[], usesCommas: boolean): Fit | null {
  const [first = null, second] = fits;
  if (first === null || second === undefined) return first;
  if (first.reading.step === 'date' || first.reading.step === 'timestamp') return null;
  const differs = second.decimals > 0 || first.decimals > 0 || second.largest !== first.largest;
  return differs && (usesCommas || second.commas > 0) ? second : first;
}

/** Null where the values are to stay text. */
function typeOf(
  name: string,
  { reading, read, whole, largest, trues, leadingZero }: Fit,
): RecognizedColumn['type'] | null {
  const { step } = reading;
  if (step === 'boolean') return trues > 0 && trues < read ? 'boolean' : null;
  if (step === 'date' || step === 'timestamp') return step;
  if (isCodeHeading(name) || leadingZero !== null) return null;
  if (whole < read) return 'decimal';
  return largest <= LARGEST_COUNT ? 'integer' : null;
}

async function textColumn(facts: Facts, text: TextFacts, source: Source): Promise<RecognizedColumn> {
  const { filled, distinct, isNaCode } = text;
  const base = {
    name: facts.name,
    publishedAs: null,
    type: 'text',
    unit: null,
    decimalMark: 'point',
    dateOrder: 'iso',
    decimals: 0,
  } as const;
  const category =
    distinct !== null && distinct > 0 && distinct <= MAX_CATEGORIES && (distinct * 2 <= filled || distinct <= 2);
  const missing = isNaCode ? MISSING.filter(mark => mark !== 'NA') : [...MISSING];
  return { ...base, category, missing, why: await whyText(facts, text, exampleIn(source)) };
}

/** Finds the first value that a reading does not fit. */
function exampleIn({ connection, all }: Source) {
  return async (reading: ColumnReading): Promise<string | null> => {
    const { name } = reading;
    const reader = await connection.runAndReadAll(
      `SELECT ${quoteName(name)} FROM ${all} WHERE ${isFilled(name, NONE)} AND (${typedCell(reading)}) IS NULL LIMIT 1`,
    );
    const value = reader.getRows()[0]?.[0];
    return value == null ? null : String(value);
  };
}
