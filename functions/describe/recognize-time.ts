import type { DateOrder } from '../contract/dataset.ts';
import type { RecognizedColumn } from '../contract/recognized.ts';
import { quoteName } from '../engine/engine.ts';
import { typedCell } from '../ingest/column-readings.ts';
import { parsePeriod } from '../ingest/parse-period.ts';
import type { TableSource } from './table-source.ts';

/** A column that may hold the period of each row. */
export interface TableTime {
  readonly column: string;
  readonly order: DateOrder;
  /** SQL for the period of a row, as finely as the column gives it. */
  readonly period: string;
  /** One sentence: what it is, and why. */
  readonly why: string;
}

const MAX_PERIODS = 5000;
/** Share of the rows that may lack a period. */
const MOST_LACKING = 0.05;
const YEAR_WORD =
  /^(year|years|yr|jahr|année|annee|año|ano|anno|rok|år|vuosi|jaar|god|年|年份|budget ?year|fiscal ?year)$/;
const TIME_WORD =
  /\b(dates?|time|day|week|month|quarter|year|yr|period|datum|fecha|data|jour|jahr|monat|woche|timestamp|as of|observation|ts|ds)\b/;
const [FIRST_YEAR, LAST_YEAR] = [1000, 2200];

/** Columns that may hold the time of a series, those whose header says so first. */
export async function recognizeTimes(source: TableSource): Promise<TableTime[]> {
  const times: TableTime[] = [];
  for (const column of source.columns) {
    const time = await timeOf(column, source);
    if (time !== null && (await lacking(time, source)) <= MOST_LACKING * source.rows) times.push(time);
  }
  const rank = ({ column }: TableTime) => Number(TIME_WORD.test(wordsOf(column)));
  return times.sort((a, b) => rank(b) - rank(a));
}

async function timeOf(column: RecognizedColumn, source: TableSource): Promise<TableTime | null> {
  const { name, type, dateOrder } = column;
  if (type === 'date' || type === 'timestamp') {
    return {
      column: name,
      order: dateOrder,
      period: `(${typedCell(column)})::DATE`,
      why: `"${name}" is the time: ${what(column)}.`,
    };
  }
  const cell = typedCell(column);
  if (type === 'integer') {
    if (column.unit !== null || !YEAR_WORD.test(wordsOf(name))) return null;
    const [[least, most] = []] = await source.ask(`min(${cell}), max(${cell})`);
    if (Number(least) < FIRST_YEAR || Number(most) > LAST_YEAR) return null;
    return { column: name, order: 'iso', period: cell, why: `"${name}" is the time: years.` };
  }
  if (type !== 'text') return null;
  const values = await source.valuesOf(column, MAX_PERIODS);
  if (values === null || values.length === 0) return null;
  const units = new Set(values.map(value => parsePeriod(value, 'iso')?.unit ?? null));
  const [unit = null] = units;
  if (units.size > 1 || unit === null || unit === 'day' || unit === 'year') return null;
  return { column: name, order: 'iso', period: cell, why: `"${name}" is the time: ${unit}s.` };
}

function what({ type }: RecognizedColumn): string {
  return type === 'date' ? 'dates' : 'dates with times, of which the date counts';
}

async function lacking({ column, period }: TableTime, source: TableSource): Promise<number> {
  const [[count] = []] = await source.ask('count(*)', `WHERE ${quoteName(column)} IS NULL OR (${period}) IS NULL`);
  return Number(count);
}

/** `budgetYear` as `budget year`. */
export function wordsOf(heading: string): string {
  return heading
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
