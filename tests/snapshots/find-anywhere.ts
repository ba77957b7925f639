import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { quoteText } from '../../functions/engine/engine.ts';

/** The files below a folder, hidden ones too, that contain a text: as they are, decompressed, or among the rows of Parquet. */
export async function findAnywhere(text: string, folder: string): Promise<string[]> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(entry => entry.isFile());
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const found: string[] = [];
  for (const { parentPath, name } of files) {
    const path = join(parentPath, name);
    const bytes = await readFile(path);
    const contents = [bytes, ...[brotliDecompressSync, gunzipSync].flatMap(unpack => attempt(() => unpack(bytes)))];
    if (bytes.subarray(0, 4).toString() === 'PAR1') {
      const rows = await connection.runAndReadAll(
        `SELECT to_json(rows)::VARCHAR FROM read_parquet(${quoteText(path)}) rows`,
      );
      contents.push(Buffer.from(rows.getRows().flat().join('\n')));
    }
    if (path.includes(text) || contents.some(content => content.includes(text))) found.push(relative(folder, path));
  }
  connection.closeSync();
  instance.closeSync();
  return found.sort();
}

function attempt(unpack: () => Buffer): Buffer[] {
  try {
    return [unpack()];
  } catch {
    return [];
  }
}
