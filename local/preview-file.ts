import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { DroppedFile } from '../functions/contract/dropped.ts';
import { recognizeDataset } from '../functions/describe/recognize-dataset.ts';
import { openEngine, quoteText } from '../functions/engine/engine.ts';
import { readTable, type TextTable } from '../functions/ingest/read-table.ts';
import { recognizeColumns } from '../functions/ingest/recognize-columns.ts';

const MEMORY_MB = 400;
const FIRST_ROWS = 5;

/** What a file was taken for, as its first build would take it. @param folder the engine may touch no other */
export async function previewFile(
  { name, path, dataset }: { readonly name: string; readonly path: string; readonly dataset: string },
  folder: string,
): Promise<Pick<DroppedFile, 'rows' | 'columns' | 'firstRows' | 'remarks' | 'warnings'>> {
  const engine = await openEngine(folder, { memoryMb: MEMORY_MB });
  try {
    const { connection } = engine;
    const text = await readTable({ name, path }, join(folder, 'rows.parquet'), connection);
    const columns = await recognizeColumns([text], connection);
    const table = { id: dataset, files: [name], text: [text], columns };
    const { remarks } = await recognizeDataset([table], { connection });
    return {
      rows: text.rows,
      columns: columns.map(({ name, type, unit, why }) => ({ name, type, unit, why })),
      firstRows: await firstRows(text, connection),
      remarks: [...remarks],
      warnings: [...text.warnings],
    };
  } finally {
    engine.close();
  }
}

async function firstRows({ path, names }: TextTable, connection: DuckDBConnection): Promise<(string | null)[][]> {
  const reader = await connection.runAndReadAll(
    `SELECT * FROM read_parquet(${quoteText(path)}) ORDER BY _row LIMIT ${FIRST_ROWS}`,
  );
  const wanted = names.map(name => reader.columnNames().indexOf(name));
  return reader.getRows().map(row => wanted.map(at => (row[at] == null ? null : String(row[at]))));
}
