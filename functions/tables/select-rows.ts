import { type Cell as CsvCell, csvLine } from '../contract/csv.ts';
import { Problem } from '../contract/problem.ts';
import type { Cell, TableColumn } from '../contract/table.ts';
import { publishedCell } from '../engine/published-cell.ts';
import { MAX_ANSWER_BYTES } from '../query/table-queries/table-routes.ts';
import { bound, joined, nameOf, ROW_NUMBER, type Sql, sql, written } from './sql.ts';
import type { AskTable } from './table-engine.ts';

export interface Selection {
  readonly columns: readonly TableColumn[];
  /** Which rows match. */
  readonly holds: Sql;
  readonly order: Sql;
}

/** Rows with their numbers within the table. */
export interface NumberedRows {
  readonly numbers: readonly number[];
  readonly rows: readonly (readonly Cell[])[];
}

/** How many bytes a row takes in an answer. */
export type SizeOf = (row: readonly Cell[]) => number;

export const SIZES = {
  json: row => Buffer.byteLength(JSON.stringify(row)) + 1,
  csv: row => Buffer.byteLength(csvLine(csvCells(row))),
} as const satisfies Readonly<Record<string, SizeOf>>;

/** CSV has no type for true and false. */
export function csvCells(row: readonly Cell[]): readonly CsvCell[] {
  return row.map(cell => (typeof cell === 'boolean' ? String(cell) : cell));
}

export async function countRows(ask: AskTable, holds: Sql): Promise<number> {
  const [[total] = []] = await ask(sql`SELECT count(*)::DOUBLE FROM ${ask.rows} WHERE ${holds}`);
  return Number(total);
}

/**
 * At most `limit` rows after the first `start`, fewer where they have too many bytes. The first statement reads only what
 * filters and order need, so the second reads whole rows of one page alone.
 */
export async function readPage(
  ask: AskTable,
  { columns, holds, order }: Selection,
  { start, limit, sizeOf }: { readonly start: number; readonly limit: number; readonly sizeOf: SizeOf },
): Promise<NumberedRows> {
  const found = await ask(
    sql`SELECT ${ROW_NUMBER}::DOUBLE FROM ${ask.rows} WHERE ${holds}
      ORDER BY ${order} LIMIT ${bound(limit, 'integer')} OFFSET ${bound(start, 'integer')}`,
  );
  const numbers = found.map(([number]) => Number(number));
  if (numbers.length === 0) return { numbers, rows: [] };
  const [first, last] = [numbers.reduce((a, b) => Math.min(a, b)), numbers.reduce((a, b) => Math.max(a, b))];
  const listed = joined(
    numbers.map(number => bound(number, 'integer')),
    ', ',
  );
  // The bounds let the engine skip groups of rows; the list alone does not.
  const cells = await ask(
    sql`SELECT ${ROW_NUMBER}::DOUBLE, ${cellsOf(columns)} FROM ${ask.rows}
      WHERE ${ROW_NUMBER} BETWEEN ${bound(first, 'integer')} AND ${bound(last, 'integer')} AND ${ROW_NUMBER} IN (${listed})`,
  );
  const byNumber = new Map(cells.map(([number, ...row]) => [number, row]));
  const rows = withinBytes(
    numbers.map(number => byNumber.get(number) ?? []),
    sizeOf,
  );
  if (rows.length === 0) throw tooLarge('one row has more', 'name fewer "columns"');
  return { numbers: numbers.slice(0, rows.length), rows };
}

/** So many of the rows, chosen by their numbers alone: multiples of this one are spread evenly, whatever the order. */
const SPREAD = sql`(${ROW_NUMBER} * 2654435761) % 4294967296`;

export function readSample(
  ask: AskTable,
  { columns, holds }: Omit<Selection, 'order'>,
  count: number,
  sizeOf: SizeOf,
): Promise<NumberedRows> {
  const chosen = sql`SELECT ${ROW_NUMBER} FROM ${ask.rows} WHERE ${holds} ORDER BY ${SPREAD} LIMIT ${bound(count, 'integer')}`;
  const statement = sql`SELECT ${ROW_NUMBER}::DOUBLE, ${cellsOf(columns)} FROM ${ask.rows} WHERE ${ROW_NUMBER} IN (${chosen}) ORDER BY ${ROW_NUMBER}`;
  return readAll(ask, statement, { sizeOf, hint: 'sample fewer rows, or name fewer "columns"' });
}

/** All rows that match. @param hint what to do instead where they have too many bytes */
export function readWhole(
  ask: AskTable,
  { columns, holds, order }: Selection,
  { sizeOf, hint }: { readonly sizeOf: SizeOf; readonly hint: string },
): Promise<NumberedRows> {
  const statement = sql`SELECT ${ROW_NUMBER}::DOUBLE, ${cellsOf(columns)} FROM ${ask.rows} WHERE ${holds} ORDER BY ${order}`;
  return readAll(ask, statement, { sizeOf, hint });
}

async function readAll(
  ask: AskTable,
  statement: Sql,
  { sizeOf, hint }: { readonly sizeOf: SizeOf; readonly hint: string },
): Promise<NumberedRows> {
  const numbers: number[] = [];
  const rows: Cell[][] = [];
  let bytes = 0;
  for await (const [number, ...row] of ask.each(statement)) {
    bytes += sizeOf(row);
    if (bytes > MAX_ANSWER_BYTES) throw tooLarge('this one has more', hint);
    numbers.push(Number(number));
    rows.push(row);
  }
  return { numbers, rows };
}

function cellsOf(columns: readonly TableColumn[]): Sql {
  return joined(
    columns.map(({ type, name }) => written(publishedCell(type, nameOf(name).text))),
    ', ',
  );
}

function withinBytes(rows: readonly Cell[][], sizeOf: SizeOf): Cell[][] {
  let bytes = 0;
  const end = rows.findIndex(row => {
    bytes += sizeOf(row);
    return bytes > MAX_ANSWER_BYTES;
  });
  return end < 0 ? [...rows] : rows.slice(0, end);
}

function tooLarge(found: string, hint: string): Problem {
  return new Problem(
    'too-large',
    `an answer holds at most ${MAX_ANSWER_BYTES / 1_000_000} MB of rows; ${found}: ${hint}`,
  );
}
