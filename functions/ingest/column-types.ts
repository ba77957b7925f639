import type { DuckDBConnection } from '@duckdb/node-api';
import type { RejectedRow } from '../contract/receipt.ts';
import { quoteText } from '../engine/engine.ts';
import type { InspectedCsv } from './inspect-csv.ts';
import type { ColumnPlaces } from './match-columns.ts';

export const LARGEST_COUNT = Number.MAX_SAFE_INTEGER;
const MAX_VALUE_LENGTH = 80;

/** The first cells of a file that should hold a count and do not, one per row. */
export async function wrongCells(
  connection: DuckDBConnection,
  file: number,
  first: number,
  headers: readonly string[],
  places: ColumnPlaces,
  lines: readonly number[] | undefined,
): Promise<RejectedRow[]> {
  const counts = [...places].flatMap(([column, place]) => (column.type === 'count' && place !== null ? [place] : []));
  const reader = await connection.runAndReadAll(
    `SELECT (rowid - ${first})::INT, ${counts.map(place => `w${place}`).join(', ')}
     FROM raw WHERE file = ${file} AND NOT ${fitsTest(places)} ORDER BY rowid LIMIT ${MAX_SAMPLES}`,
  );
  return reader.getRows().map(([index, ...cells]) => {
    const at = cells.findIndex(cell => cell !== null);
    const text = String(cells[at] ?? '');
    const column = headers[counts[at] ?? 0] ?? '';
    return {
      line: lines?.[Number(index)] ?? Number(index) + 2,
      column,
      value: shortened(text),
      reason: wrongCellReason(column, text),
    };
  });
}

export function shortened(value: string): string {
  return value.length > MAX_VALUE_LENGTH ? `${value.slice(0, MAX_VALUE_LENGTH - 1)}…` : value;
}

/** What the cell must be, as part of a message. */
function wanted(cell: string): string {
  const value = Number(cell);
  if (!Number.isNaN(value) && /e/i.test(cell)) return 'a whole number in digits';
  return value > LARGEST_COUNT ? `at most ${LARGEST_COUNT}` : 'a whole number';
}

/** SQL for the cells of a row that should hold a count and do not, each with its column, header and text; null if there are none. */
export function wrongCellList(places: ColumnPlaces, headers: readonly string[]): string {
  const cells = [...places].flatMap(([column, place]) =>
    column.type !== 'count' || place === null
      ? []
      : [
          `CASE WHEN w${place} IS NOT NULL THEN {'name': ${quoteText(column.name)}, 'heading': ${quoteText(headers[place] ?? '')},
             'text': left(w${place}, ${MAX_VALUE_LENGTH + 1})} END`,
        ],
  );
  const type = 'STRUCT("name" VARCHAR, "heading" VARCHAR, "text" VARCHAR)[]';
  return cells.length === 0
    ? `NULL::${type}`
    : `CASE WHEN NOT ${fitsTest(places)} THEN list_filter([${cells.join(', ')}], cell -> cell IS NOT NULL) END`;
}

/** A message with the expected and the found value. */
export function wrongCellReason(header: string, text: string): string {
  return `column "${header}" must be ${wanted(text)}; found "${shortened(text)}"`;
}

/** How many rejected rows of a file are shown. */
export const MAX_SAMPLES = 20;

/** One upload of a batch; `sha256` identifies its rows. */
export interface BatchFile {
  readonly sha256: string;
  readonly csv: InspectedCsv;
}

/** SQL that is true for a row whose counts are all whole numbers or blank. */
export function fitsTest(places: ColumnPlaces): string {
  const counts = [...places].flatMap(([column, place]) => (column.type === 'count' && place !== null ? [place] : []));
  return counts.length === 0 ? 'true' : `(${counts.map(place => `w${place} IS NULL`).join(' AND ')})`;
}
