import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';
import type { Store } from '../store/store.ts';

const compress = promisify(brotliCompress);

const decompress = promisify(brotliDecompress);

export async function pack(content: object): Promise<Uint8Array> {
  return compress(JSON.stringify(content), { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
}

/** The work store is a cache written by this code, so an unreadable object counts as missing: the result is then `{}`. */
export async function readJson(key: string, work: Store) {
  const object = await work.get(key);
  if (object === undefined) return {};
  try {
    return JSON.parse((await decompress(await object.bytes())).toString());
  } catch {
    return {};
  }
}

export function entriesOf<T = never>(value: unknown): [string, T][] {
  return typeof value === 'object' && value !== null ? (Object.entries(value) as [string, T][]) : [];
}
