import type { Cell, TableColumn } from '../../functions/contract/table.ts';
import { fixed } from './amounts.ts';
import { formatCount, formatTick, MINUS } from './numbers-and-dates.ts';

/** What cells of a column look like. */
export type CellForm = Pick<TableColumn, 'name' | 'type' | 'decimals' | 'profile'>;

/** What stands in place of a value that is missing. */
export const MISSING = '–';

/**
 * A cell as a reader sees it: `4,975` · `47.2` · `2020-06-30` · `yes` · `–`. Numbers of a column have the same number of
 * decimals, dates are ISO 8601, and years have no separators.
 */
export function formatCell(cell: Cell, column: CellForm): string {
  if (cell === null) return MISSING;
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  if (typeof cell === 'number') return formatNumber(cell, column);
  return column.type === 'timestamp' ? cell.replace('T', ' ') : cell;
}

/** A number between those of a column, such as a mean: with one digit more, unless they are large. */
export function formatMean(value: number, column: CellForm): string {
  const { min, max } = column.profile;
  const isLarge = Math.max(Math.abs(Number(min)), Math.abs(Number(max))) >= LARGE;
  return fixed(value, Math.min(column.decimals + (isLarge ? 0 : 1), MAX_DECIMALS));
}

const LARGE = 1000;

/** A cell where there is little room: millions in short. */
export function formatShort(cell: Cell, column: CellForm): string {
  if (typeof cell !== 'number' || Math.abs(cell) < MILLION) return formatCell(cell, column).slice(0, SHORT);
  return cell < 0 ? `${MINUS}${formatTick(-cell)}` : formatTick(cell);
}

const MILLION = 1_000_000;
/** A day fits in, the time of a day does not. */
const SHORT = 10;

/** The unit behind a number: `12 mm`, `5%`; currencies stand in front. */
export function withColumnUnit(words: string, unit: string | null): string {
  if (unit === null) return words;
  if (unit === '%') return `${words}%`;
  return CURRENCY.test(unit) ? `${unit}${words}` : `${words}\u00a0${unit}`;
}

/** Whether numbers are read from the right. */
export function isNumber({ type }: Pick<TableColumn, 'type'>): boolean {
  return type === 'integer' || type === 'decimal';
}

/** Whether values have an order that a histogram can show. */
export function isRange({ type }: Pick<TableColumn, 'type'>): boolean {
  return isNumber({ type }) || type === 'date' || type === 'timestamp';
}

/** What a column holds, in a word: `number, mm` · `category` · `date`. */
export function kindOfColumn({ type, category, unit }: Pick<TableColumn, 'type' | 'category' | 'unit'>): string {
  if (category && type === 'text') return 'category';
  const kind = KINDS[type];
  return unit === null ? kind : `${kind}, ${unit}`;
}

const KINDS: Readonly<Record<TableColumn['type'], string>> = {
  integer: 'number',
  decimal: 'number',
  boolean: 'yes or no',
  date: 'date',
  timestamp: 'time',
  text: 'text',
};

const MAX_DECIMALS = 6;
const CURRENCY = /^\p{Sc}$/u;

function formatNumber(value: number, column: CellForm): string {
  if (column.decimals > 0) return fixed(value, column.decimals);
  return isYears(column) ? String(value) : formatCount(value);
}

const YEARS = { first: 1400, last: 2200 };

/** Whole numbers that are years: 2020 is not 2,020. */
function isYears({ name, type, profile: { min, max } }: CellForm): boolean {
  if (type !== 'integer' || typeof min !== 'number' || typeof max !== 'number') return false;
  return /\byears?\b/i.test(name.replaceAll('_', ' ')) ? min >= 0 : min >= YEARS.first && max <= YEARS.last;
}
