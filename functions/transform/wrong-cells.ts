import type { DuckDBConnection } from '@duckdb/node-api';
import type { RejectedRow } from '../contract/receipt.ts';
import type { ColumnPlaces } from './match-headings.ts';
import { MAX_SAMPLES } from './read-batch.ts';

export const LARGEST_COUNT = Number.MAX_SAFE_INTEGER;
const MAX_VALUE_LENGTH = 80;

/** The first rows of a file that hold something else than a count where one belongs. */
export async function wrongCells(
  connection: DuckDBConnection,
  file: number,
  first: number,
  headings: readonly string[],
  places: ColumnPlaces,
  lines: readonly number[] | undefined,
): Promise<RejectedRow[]> {
  const counts = [...places].flatMap(([column, place]) => (column.type === 'count' && place !== null ? [place] : []));
  const reader = await connection.runAndReadAll(
    `SELECT (rowid - ${first})::INT, ${counts.map(place => `c${place}`).join(', ')}
     FROM raw WHERE file = ${file} AND NOT fits ORDER BY rowid LIMIT ${MAX_SAMPLES}`,
  );
  return reader.getRows().map(([index, ...cells]) => {
    const at = cells.findIndex(cell => cell !== null && wanted(String(cell)) !== undefined);
    const value = shortened(String(cells[at] ?? ''));
    const column = headings[counts[at] ?? 0] ?? '';
    return {
      line: lines?.[Number(index)] ?? Number(index) + 2,
      column,
      value,
      reason: `column "${column}" must be ${wanted(String(cells[at] ?? ''))}; found "${value}"`,
    };
  });
}

export function shortened(value: string): string {
  return value.length > MAX_VALUE_LENGTH ? `${value.slice(0, MAX_VALUE_LENGTH - 1)}…` : value;
}

/** What a cell should have been, or undefined where it is a count or blank. */
function wanted(cell: string): string | undefined {
  if (cell.trim() === '') return undefined;
  const value = Number(cell);
  if (Number.isNaN(value)) return 'a whole number';
  if (value < 0) return 'zero or more';
  if (value > LARGEST_COUNT) return `at most ${LARGEST_COUNT}`;
  return Number.isInteger(value) ? undefined : 'a whole number';
}
