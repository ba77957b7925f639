import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { RecognizedColumn } from '../../functions/contract/recognized.ts';
import type { TableFile } from '../../functions/contract/table.ts';
import { type Engine, openEngine, quoteName, quoteText } from '../../functions/engine/engine.ts';
import { profileTable } from '../../functions/profile/profile-table.ts';
import { writePart } from '../../functions/profile/write-part.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

export interface Workbench extends Engine {
  readonly folder: string;
}

/** An engine and the folder that it may touch. */
export async function openWorkbench(lanes = 1): Promise<Workbench> {
  const folder = await temporaryFolder();
  const engine = await openEngine(folder, { memoryMb: 400, lanes });
  onTestFinished(() => engine.close());
  return { ...engine, folder };
}

/** How a column is described where a test does not care. */
export function column(
  name: string,
  type: RecognizedColumn['type'],
  more: Partial<RecognizedColumn> = {},
): RecognizedColumn {
  const decimals = type === 'decimal' ? 1 : 0;
  return {
    name,
    publishedAs: null,
    type,
    unit: null,
    decimalMark: 'point',
    dateOrder: 'iso',
    missing: [],
    decimals,
    category: false,

    why: 'Why.',
    ...more,
  };
}

export type Row = readonly (string | null)[];

/** A table of texts, as uploads are read into. */
export async function writeText(
  names: readonly string[],
  rows: readonly Row[],
  { folder, connection }: Workbench,
  name = 'text',
): Promise<{ path: string }> {
  const json = join(folder, `${name}.json`);
  const path = join(folder, `${name}.parquet`);
  await writeFile(json, rows.map(row => JSON.stringify(row)).join('\n') || '[]');
  const cells = names.map((name, index) => `cells[${index + 1}] AS ${quoteName(name)}`);
  await connection.run(
    `COPY (SELECT row_number() OVER () - 1 AS _row, ${cells.join(', ')} FROM read_json(${quoteText(json)}, format = 'newline_delimited', records = false, columns = {cells: 'VARCHAR[]'})
      ${rows.length === 0 ? 'WHERE false' : ''}) TO ${quoteText(path)} (FORMAT parquet)`,
  );
  return { path };
}

/** Writes rows as a part, and profiles it. */
export async function profileRows(
  columns: readonly RecognizedColumn[],
  rows: readonly Row[],
  bench: Workbench,
): Promise<TableFile> {
  const part = join(bench.folder, 'part.parquet');
  const text = await writeText(
    columns.map(({ name }) => name),
    rows,
    bench,
  );
  await writePart(text, columns, part, bench.connection);
  return profileTable({ id: 'table', title: 'Table' }, [part], columns, bench.lanes);
}
