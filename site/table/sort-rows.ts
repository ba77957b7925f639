import type { Cell } from '../../functions/contract/csv.ts';

export type Direction = 'ascending' | 'descending';
export type Row = readonly Cell[];

const text = new Intl.Collator('en-US', { numeric: true });

/** Rows by one column: numbers by size and before text, text as a reader sorts it, ties as they stood, null last in both directions. */
export function sortRows(rows: readonly Row[], column: number, direction: Direction): Row[] {
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
