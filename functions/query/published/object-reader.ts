import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { headersOf } from '../../contract/headers.ts';
import { Problem } from '../../contract/problem.ts';
import { createLimiter } from '../../store/in-parallel.ts';
import type { Store } from '../../store/store.ts';

export interface ReadObject {
  readonly etag: string;
  /** How many characters its JSON has. */
  readonly length: number;
  readonly value: unknown;
}

export type ObjectReader = (key: string) => Promise<ReadObject | undefined>;

const MAX_READS_AT_ONCE = 50;
const decompress = promisify(brotliDecompress);

/** Reads published JSON by key, as it is encoded; undefined where there is none. */
export function createObjectReader(store: Store): ObjectReader {
  const limited = createLimiter(MAX_READS_AT_ONCE);
  return async key => {
    const stored = await limited(() => readBytes(store, key));
    return stored && { etag: stored.etag, ...(await decode(key, stored.bytes)) };
  };
}

async function readBytes(store: Store, key: string): Promise<{ etag: string; bytes: Uint8Array } | undefined> {
  try {
    const object = await store.get(key);
    return object && { etag: object.etag, bytes: await object.bytes() };
  } catch (cause) {
    throw new Problem('store-failed', `"${key}" could not be read`, { cause });
  }
}

async function decode(key: string, bytes: Uint8Array): Promise<{ length: number; value: unknown }> {
  try {
    const plain = headersOf(key).contentEncoding === 'br' ? await decompress(bytes) : bytes;
    const json = new TextDecoder().decode(plain);
    return { length: json.length, value: JSON.parse(json) };
  } catch (cause) {
    throw new Problem('internal', `"${key}" is damaged`, { cause });
  }
}
