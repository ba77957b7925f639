import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { sha256 } from '../job/hash.ts';

/** Names and codes of places, by which rows are matched, and the land that is drawn behind points. */
const PLACES = ['../maps/gazetteer', '../maps/backdrops'];

/** The rooms that decide what a build publishes. */
const FOLDERS = 'contract measures engine shapes job ingest describe clean checks assemble publish build'.split(' ');

/**
 * The version of the code that turns uploads into snapshots: a hash of its sources and DuckDB's version, 32 hexadecimal
 * digits. A bundle has no sources, so it reads SEECOVID_CODE_VERSION.
 */
export async function codeVersion(): Promise<string> {
  const given = process.env.SEECOVID_CODE_VERSION;
  if (given !== undefined && /^[0-9a-f]{32}$/.test(given)) return given;
  const functions = join(import.meta.dirname, '..');
  const sources: string[] = [];
  for (const folder of [...FOLDERS, ...PLACES]) {
    const found = await readdir(join(functions, folder), { recursive: true });
    const names = found
      .filter(name => /\.(ts|json)$/.test(name))
      .map(name => name.replaceAll('\\', '/'))
      .sort();
    const texts = await Promise.all(names.map(name => readFile(join(functions, folder, name), 'utf8')));
    sources.push(...names.map((name, index) => `${folder}/${name}\n${texts[index]?.replaceAll('\r\n', '\n')}`));
  }
  const duckdb: unknown = createRequire(import.meta.url)('@duckdb/node-api/package.json').version;
  return sha256(JSON.stringify([String(duckdb), sources])).slice(0, 32);
}
