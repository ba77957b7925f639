import type { DuckDBConnection } from '@duckdb/node-api';
import type { Column } from '../contract/dataset.ts';
import type { RejectedRow } from '../contract/receipt.ts';
import { isOneOf, quoteText } from '../engine/engine.ts';
import type { InspectedCsv } from './inspect-csv.ts';
import type { LineRuns } from './line-runs.ts';
import type { ColumnPlaces } from './match-columns.ts';

export const LARGEST_COUNT = Number.MAX_SAFE_INTEGER;
const MAX_VALUE_LENGTH = 80;

/** The first cells of a file that should hold a number and do not, one per row. */
export async function wrongCells(
  connection: DuckDBConnection,
  file: number,
  first: number,
  headers: readonly string[],
  places: ColumnPlaces,
  lines: LineRuns | undefined,
): Promise<RejectedRow[]> {
  const numbers = numberPlaces(places);
  const counts = numbers.map(({ place }) => place);
  const reader = await connection.runAndReadAll(
    `SELECT (rowid - ${first})::INT, ${counts.map(place => `w${place}`).join(', ')}
     FROM raw WHERE file = ${file} AND NOT ${fitsTest(places)} ORDER BY rowid LIMIT ${MAX_SAMPLES}`,
  );
  return reader.getRows().map(([index, ...cells]) => {
    const at = cells.findIndex(cell => cell !== null);
    const text = String(cells[at] ?? '');
    const heading = headers[counts[at] ?? 0] ?? '';
    const reason = numbers[at] === undefined ? '' : wrongCellReason(numbers[at].column, heading, text);
    return { line: lines?.at(Number(index)) ?? Number(index) + 2, column: heading, value: shortened(text), reason };
  });
}

export function shortened(value: string): string {
  return value.length > MAX_VALUE_LENGTH ? `${value.slice(0, MAX_VALUE_LENGTH - 1)}…` : value;
}

/** What the cell must be, as part of a message. */
function wanted({ type, decimals }: Pick<Column, 'type' | 'decimals'>, cell: string): string {
  const value = Number(cell);
  if (type === 'number') {
    const most = largestNumber(decimals);
    if (Math.abs(value) > most) return `a number of at most ${most}`;
    if (Number.isNaN(value) || decimals === null) return 'a number';
    return decimals === 0 ? 'a whole number' : `a number with at most ${decimals} decimal${decimals === 1 ? '' : 's'}`;
  }
  if (!Number.isNaN(value) && /e/i.test(cell)) return 'a whole number in digits';
  return value > LARGEST_COUNT ? `at most ${LARGEST_COUNT}` : 'a whole number';
}

/** SQL for the cells of a row that should hold a number and do not, each with its column, header and text; null if there are none. */
export function wrongCellList(places: ColumnPlaces, headers: readonly string[]): string {
  const cells = numberPlaces(places).map(
    ({ column, place }) =>
      `CASE WHEN w${place} IS NOT NULL THEN {'name': ${quoteText(column.name)}, 'heading': ${quoteText(headers[place] ?? '')},
         'text': left(w${place}, ${MAX_VALUE_LENGTH + 1})} END`,
  );
  const type = 'STRUCT("name" VARCHAR, "heading" VARCHAR, "text" VARCHAR)[]';
  return cells.length === 0
    ? `NULL::${type}`
    : `CASE WHEN NOT ${fitsTest(places)} THEN list_filter([${cells.join(', ')}], cell -> cell IS NOT NULL) END`;
}

/** A message with the expected and the found value. */
export function wrongCellReason(column: Pick<Column, 'type' | 'decimals'>, heading: string, text: string): string {
  return `column "${heading}" must be ${wanted(column, text)}; found "${shortened(text)}"`;
}

/** How many rejected rows of a file are shown. */
export const MAX_SAMPLES = 20;

/** One upload of a batch; `sha256` identifies its rows. */
export interface BatchFile {
  readonly sha256: string;
  readonly csv: InspectedCsv;
}

/** SQL that is true for a row whose numbers can all be read, or are blank. */
export function fitsTest(places: ColumnPlaces): string {
  const tests = numberPlaces(places).map(({ place }) => `w${place} IS NULL`);
  return tests.length === 0 ? 'true' : `(${tests.join(' AND ')})`;
}

/** The columns of a file that hold numbers. */
export function numberPlaces(places: ColumnPlaces): { readonly column: Column; readonly place: number }[] {
  return [...places].flatMap(([column, place]) =>
    (column.type === 'count' || column.type === 'number') && place !== null ? [{ column, place }] : [],
  );
}

/**
 * SQL for what a cell holds: `v<place>`, the value; of a column of numbers also `w<place>`, the text where it is none; of
 * one with decimals also `s<place>`, whether the source keeps the value back, and `g<place>`, its decimal digits.
 * @param cell the text, `c<place>`; `d<place>` is the same as a DOUBLE
 */
export function cellColumns({ type, decimals, missing, suppressed }: Column, place: number): string[] {
  const [cell, value] = [`c${place}`, `d${place}`];
  if (type === 'number') {
    const bare = `trim(${cell})`;
    const isBlank = isOneOf(bare, ['', ...missing]);
    const isSuppressed = `(regexp_full_match(${bare}, '[<≤] ?[0-9.]+') OR ${isOneOf(bare, ['', ...suppressed])})`;
    const digits = `CASE WHEN ${value} = floor(${value}) THEN 0 WHEN contains(lower(${cell}), 'e') THEN ${MAX_DECIMALS}
      ELSE length(rtrim(regexp_extract(${cell}, '[.]([0-9]+)', 1), '0')) END`;
    const fits = decimals === null ? '' : ` AND ${digits} <= ${decimals}`;
    const most = largestNumber(decimals);
    const isNumber = `coalesce(${value} BETWEEN ${-most} AND ${most} AND NOT contains(${cell}, '_')${fits}, false)`;
    return [
      `CASE WHEN ${isNumber} THEN ${value} END AS v${place}`,
      `CASE WHEN NOT ${isNumber} AND NOT ${isBlank} AND NOT ${isSuppressed} THEN ${cell} END AS w${place}`,
      `coalesce(NOT ${isBlank} AND ${isSuppressed}, false) AS s${place}`,
      `(CASE WHEN ${isNumber} THEN ${digits} END)::TINYINT AS g${place}`,
    ];
  }
  if (type !== 'count') return [`nullif(trim(${cell}), '') AS v${place}`];
  // The engine also accepts 1e3 and 1_000; a count has digits only, and a point only before zeros.
  const isCount = `coalesce(${value} BETWEEN ${-LARGEST_COUNT} AND ${LARGEST_COUNT} AND floor(${value}) = ${value}
    AND NOT contains(${cell}, '_') AND NOT contains(lower(${cell}), 'e'), false)`;
  return [
    `CASE WHEN ${isCount} THEN ${value}::BIGINT END AS v${place}`,
    `CASE WHEN NOT ${isCount} AND trim(${cell}) <> '' THEN ${cell} END AS w${place}`,
  ];
}

/** SQL that reads the text of a number column as a DOUBLE; `1,234.5`, `$12` and `7%` are numbers with decimals too. */
export function asDouble({ type }: Column, place: number): string {
  const cell = `c${place}`;
  if (type !== 'number') return `TRY_CAST(${cell} AS DOUBLE)`;
  const plain = `TRY_CAST(${cell} AS DOUBLE)`;
  const styled = `regexp_extract(trim(${cell}), '^([-+]?)[$€£¥]? ?((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:[.][0-9]*)?|[.][0-9]+) ?%?$', ['sign', 'digits'])`;
  return `CASE WHEN isfinite(${plain}) THEN ${plain}
    WHEN ${plain} IS NULL THEN TRY_CAST(${styled}.sign || replace(${styled}.digits, ',', '') AS DOUBLE) END`;
}

/** The largest number that stays exact as a whole one, times ten to the power of its decimals. */
function largestNumber(decimals: number | null): number {
  return decimals === null || decimals === 0 ? LARGEST_COUNT : EXACT_DIGITS / 10 ** decimals;
}

/** Numbers of 15 digits are the same in binary and back. */
export const EXACT_DIGITS = 1e15;

/** Of published values. */
export const MAX_DECIMALS = 6;
