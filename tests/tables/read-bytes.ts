import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecognizedColumn } from '../../functions/contract/recognized.ts';
import { type Engine, openEngine, quoteName, quoteText } from '../../functions/engine/engine.ts';
import { readTable, type TextTable } from '../../functions/ingest/read-table.ts';
import { recognizeColumns, typedCell } from '../../functions/ingest/recognize-columns.ts';
import { inJobFolder } from '../../functions/job/job-folder.ts';

export interface Bench {
  readonly engine: Engine;
  read(name: string, bytes: string | Uint8Array): Promise<TextTable>;
  recognize(...tables: readonly TextTable[]): Promise<RecognizedColumn[]>;
  /** The rows of a table as their types, dates as ISO text. */
  typed(table: TextTable, columns: readonly RecognizedColumn[]): Promise<unknown[][]>;
}

/** Files on a disk, and the engine that reads them. */
export async function onBench<T>(work: (bench: Bench) => Promise<T>): Promise<T> {
  return inJobFolder(async folder => {
    const engine = await openEngine(folder, { memoryMb: 500 });
    let files = 0;
    const { connection } = engine;
    try {
      return await work({
        engine,
        async read(name, bytes) {
          files += 1;
          const path = join(folder, `${files}.upload`);
          await writeFile(path, bytes);
          return readTable({ name, path }, join(folder, `${files}.parquet`), connection);
        },
        recognize: (...tables) => recognizeColumns(tables, connection),
        async typed({ path }, columns) {
          const cells = columns.map(column => {
            const isTime = column.type === 'date' || column.type === 'timestamp';
            return `(${typedCell(column)})${isTime ? '::VARCHAR' : ''} AS ${quoteName(column.name)}`;
          });
          const from = `read_parquet(${quoteText(path)}) ORDER BY _row`;
          const rows = (await connection.runAndReadAll(`SELECT ${cells.join(', ')} FROM ${from}`)).getRows();
          return rows.map(row => row.map(value => (typeof value === 'bigint' ? Number(value) : value)));
        },
      });
    } finally {
      engine.close();
    }
  });
}
