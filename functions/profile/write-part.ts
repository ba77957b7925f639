import { stat } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { RecognizedColumn } from '../contract/recognized.ts';
import { quoteName, quoteText } from '../engine/engine.ts';
import { typedCell } from '../ingest/recognize-columns.ts';
import { rowGroupOf } from '../ingest/row-groups.ts';

const MOST_GROUP_ROWS = 51_200;

/** Rows of one part: of a file that grows at its end, only the last part is written anew. */
const PART_ROWS = 250_000;

/** The rows from one number up to, and without, another. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

/** Which rows of a table go into each of its parts. */
export function partsOf(rows: number): RowRange[] {
  const count = Math.max(1, Math.ceil(rows / PART_ROWS));
  return Array.from({ length: count }, (_, index) => ({ from: index * PART_ROWS, to: (index + 1) * PART_ROWS }));
}

/**
 * Writes rows of a text table as a Parquet file that is published: `_row`, and each column by its name with its type,
 * in the order of the file. Rows stay in upload order, so that the first ones are those of the file. The same rows give
 * the same bytes, as statements of the engine run on one thread each.
 * @param text a Parquet file with `_row` and all columns as text @param into the path of the new file
 * @param range which rows, all by default; their `_row` begins at 0
 */
export async function writePart(
  text: { readonly path: string },
  columns: readonly RecognizedColumn[],
  into: string,
  connection: DuckDBConnection,
  range: RowRange = { from: 0, to: Number.MAX_SAFE_INTEGER },
): Promise<{ rows: number; bytes: number }> {
  const cells = [
    `_row - ${range.from} AS _row`,
    ...columns.map(column => `${typedCell(column)} AS ${quoteName(column.publishedAs ?? column.name)}`),
  ];
  const sides: string[] = [];
  for (let from = 0; from < cells.length; from += CELLS_SIDE_BY_SIDE) {
    const some = cells.slice(from, from + CELLS_SIDE_BY_SIDE).join(', ');
    sides.push(
      `(SELECT ${some} FROM read_parquet(${quoteText(text.path)}) WHERE _row >= ${range.from} AND _row < ${range.to})`,
    );
  }
  const reader = await connection.runAndReadAll(
    `COPY (FROM ${sides.join(' POSITIONAL JOIN ')})
     TO ${quoteText(into)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${rowGroupOf(cells.length, MOST_GROUP_ROWS)})`,
  );
  return { rows: Number(reader.getRows()[0]?.[0]), bytes: (await stat(into)).size };
}

/** The time to plan them grows with their cube: 400 take 19 seconds, eight times 50 half of one. */
const CELLS_SIDE_BY_SIDE = 50;
