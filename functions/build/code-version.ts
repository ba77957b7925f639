import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { sha256 } from '../job/hash.ts';

/** The rooms that decide what a build publishes. */
const FOLDERS = 'contract measures engine job ingest describe clean checks assemble publish build'.split(' ');

/**
 * Names the code that turns uploads into snapshots: the sources of every room of a build, and DuckDB's
 * version, 32 hexadecimal digits. A bundle, which has no sources beside it, is told by SEECOVID_CODE_VERSION.
 */
export async function codeVersion(): Promise<string> {
  const told = process.env.SEECOVID_CODE_VERSION;
  if (told !== undefined && /^[0-9a-f]{32}$/.test(told)) return told;
  const functions = join(import.meta.dirname, '..');
  const sources: string[] = [];
  for (const folder of FOLDERS) {
    const found = await readdir(join(functions, folder), { recursive: true });
    const names = found
      .filter(name => name.endsWith('.ts'))
      .map(name => name.replaceAll('\\', '/'))
      .sort();
    const texts = await Promise.all(names.map(name => readFile(join(functions, folder, name), 'utf8')));
    sources.push(...names.map((name, index) => `${folder}/${name}\n${texts[index]?.replaceAll('\r\n', '\n')}`));
  }
  const duckdb: unknown = createRequire(import.meta.url)('@duckdb/node-api/package.json').version;
  return sha256(JSON.stringify([String(duckdb), sources])).slice(0, 32);
}
