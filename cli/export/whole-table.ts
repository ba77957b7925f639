import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { blobKey } from '../../functions/contract/keys.ts';
import { Problem } from '../../functions/contract/problem.ts';
import { parseTableFile, type TableDescription } from '../../functions/contract/table.ts';
import { quoteName, quoteText, withEngine } from '../../functions/engine/engine.ts';
import { publishedCell } from '../../functions/engine/published-cell.ts';
import { inJobFolder } from '../../functions/job/job-folder.ts';
import { decodeBody } from '../../functions/publish/documents.ts';
import type { Store } from '../../functions/store/store.ts';

/** What a browser reads and searches without waiting. */
const MOST_CELLS = 1_000_000;
const MEMORY_MB = 400;

/** All rows of a table as one JSON document, a row a line; null for one that is too large to be searched in a browser. */
export async function wholeTable(dataset: string, table: TableDescription, site: Store): Promise<Uint8Array | null> {
  if (table.rows * table.columns > MOST_CELLS) return null;
  const about = blobKey(dataset, table.about);
  const { columns } = parseTableFile(JSON.parse(await decodeBody(about, await bytesOf(about, site))), about);
  const cells = columns.map(({ type, name }) => publishedCell(type, quoteName(name)));
  return await inJobFolder(folder =>
    withEngine(folder, { memoryMb: MEMORY_MB }, async connection => {
      const lines: string[] = [];
      for (const { id } of table.parts) {
        const path = join(folder, `${id}.parquet`);
        await writeFile(path, await bytesOf(blobKey(dataset, id, 'parquet'), site));
        const reader = await connection.runAndReadAll(
          `SELECT ${cells.join(', ')} FROM read_parquet(${quoteText(path)}) ORDER BY _row`,
        );
        for (const row of reader.getRowsJson()) lines.push(JSON.stringify(row));
      }
      return Buffer.from(`{"schema":"whole-table/1","rows":[\n${lines.join(',\n')}\n]}`);
    }),
  );
}

async function bytesOf(key: string, site: Store): Promise<Uint8Array> {
  const object = await site.get(key);
  if (object === undefined) throw new Problem('not-published', `"${key}" is not there`);
  return new Uint8Array(await object.bytes());
}
