import type { Row } from './sort-rows.ts';

/** Whether a column holds numbers and nothing else but gaps. */
export function isNumeric(rows: readonly Row[], column: number): boolean {
  const cells = rows.map(row => row[column] ?? null).filter(cell => cell !== null);
  return cells.length > 0 && cells.every(cell => typeof cell === 'number');
}
