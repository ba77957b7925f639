import { stat } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { RecognizedColumn } from '../contract/recognized.ts';
import { quoteName, quoteText } from '../engine/engine.ts';
import { typedCell } from '../ingest/recognize-columns.ts';

/** 25 vectors of the engine: row groups that it does not cut differently on more threads. */
const ROW_GROUP_ROWS = 51_200;

/**
 * Writes the rows of a text table as a Parquet file that is published: each column by its name with its type, in the
 * order of the file, and `_row`. In upload order, so that the first rows are those of the file, and the same rows always
 * give the same bytes.
 * @param text a Parquet file with `_row` and all columns as text @param into the path of the new file
 */
export async function writePart(
  text: { readonly path: string },
  columns: readonly RecognizedColumn[],
  into: string,
  connection: DuckDBConnection,
): Promise<{ rows: number; bytes: number }> {
  const typed = columns.map(column => `${typedCell(column)} AS ${quoteName(column.name)}`);
  const reader = await connection.runAndReadAll(
    `COPY (SELECT ${['_row', ...typed].join(', ')} FROM read_parquet(${quoteText(text.path)}))
     TO ${quoteText(into)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${ROW_GROUP_ROWS})`,
  );
  return { rows: Number(reader.getRows()[0]?.[0]), bytes: (await stat(into)).size };
}
