import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { sha256 } from '../job/hash.ts';

/** Names and codes of places, by which rows are matched, and the land that is drawn behind points. */
const PLACES = ['../maps/gazetteer', '../maps/backdrops'];

/** The rooms that decide what a build publishes. */
const FOLDERS = 'contract measures engine shapes job ingest describe clean checks assemble publish build'.split(' ');

const FUNCTIONS = join(import.meta.dirname, '..');

/** The files that the version of the code depends on, below `functions`, in order. */
export async function codeFiles(): Promise<string[]> {
  const files = [...FOLDERS, ...PLACES].map(async folder => {
    const found = await readdir(join(FUNCTIONS, folder), { recursive: true });
    const names = found.filter(name => /\.(ts|json)$/.test(name)).map(name => name.replaceAll('\\', '/'));
    return names.sort().map(name => `${folder}/${name}`);
  });
  return (await Promise.all(files)).flat();
}

/**
 * The version of the code that turns uploads into snapshots: a hash of its sources and DuckDB's version, 32 hexadecimal
 * digits. A bundle has it as SEECOVID_CODE_VERSION.
 */
export async function codeVersion(): Promise<string> {
  const given = process.env.SEECOVID_CODE_VERSION;
  if (given !== undefined && /^[0-9a-f]{32}$/.test(given)) return given;
  const sources = (await codeFiles()).map(async file => {
    const text = await readFile(join(FUNCTIONS, file), 'utf8');
    return `${file}\n${text.replaceAll('\r\n', '\n')}`;
  });
  const duckdb: unknown = createRequire(import.meta.url)('@duckdb/node-api/package.json').version;
  return sha256(JSON.stringify([String(duckdb), await Promise.all(sources)])).slice(0, 32);
}
