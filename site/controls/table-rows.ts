import type { Cell } from '../../functions/contract/csv.ts';
import { formatCount, formatDate, formatRate } from '../format/numbers-and-dates.ts';

export type SortDirection = 'ascending' | 'descending';
export type TableRow = readonly Cell[];

/** What a table says besides its numbers. */
export interface TableRemarks {
  /** How a cell is written if its number alone would mislead: `held back`, `1,234 *`; else null. */
  readonly cell: (row: TableRow, column: number) => string | null;
  /** What the marks mean, in sentences. */
  readonly sentences: readonly string[];
}

const text = new Intl.Collator('en-US', { numeric: true });

/** Rows by one column: numbers by size and before text, text in natural order, ties in their order, null always last. */
export function sortRows(rows: readonly TableRow[], column: number, direction: SortDirection): TableRow[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return [...rows].sort((one, other) => {
    const a = one[column] ?? null;
    const b = other[column] ?? null;
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return sign * compare(a, b);
  });
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number') return typeof b === 'number' ? a - b : -1;
  return typeof b === 'number' ? 1 : text.compare(a, b);
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** A month or a quarter. */
const LONGER = /^\d{4}-(\d{2}|Q\d)$/;

/** A cell as a reader sees it: `2,635,417` · `0.042` · `June 30, 2020` · `no data`. */
export function formatCell(cell: Cell): string {
  if (cell === null) return 'no data';
  if (typeof cell === 'number') return Number.isInteger(cell) ? formatCount(cell) : formatRate(cell);
  return isDay(cell) || LONGER.test(cell) ? formatDate(cell) : cell;
}

/** A column header of a file as a reader sees it, with counts in the visitor's format: `per 100,000 people`. */
export function formatHeader(header: string): string {
  return header.replace(/\b\d{4,}(?= people\b|(?:st|nd|rd|th)\b)/g, count => formatCount(Number(count)));
}

export function isDay(cell: Cell): boolean {
  return typeof cell === 'string' && DAY.test(cell) && !Number.isNaN(Date.parse(cell));
}

/** The rows whose text contains every word of the query, in any order, without regard to case and accents. Numbers are not searched. */
export function filterRows(rows: readonly TableRow[], query: string): readonly TableRow[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter(row => {
    const text = plain(
      row
        .filter(cell => typeof cell === 'string')
        .map(formatCell)
        .join(' '),
    );
    return words.every(word => text.includes(word));
  });
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();
}

/** Whether a column has numbers and gaps only. */
export function isNumeric(rows: readonly TableRow[], column: number): boolean {
  const cells = rows.map(row => row[column] ?? null).filter(cell => cell !== null);
  return cells.length > 0 && cells.every(cell => typeof cell === 'number');
}
