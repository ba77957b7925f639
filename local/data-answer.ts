import { isDatasetId } from '../functions/contract/expect.ts';
import { headersOf, type ObjectHeaders } from '../functions/contract/headers.ts';
import { INDEX_KEY } from '../functions/contract/keys.ts';
import { Problem } from '../functions/contract/problem.ts';
import { COMPRESSED_FROM_BYTES } from '../functions/query/http/compress-response.ts';
import type { Store } from '../functions/store/store.ts';
import { decodeBrotli, encode } from './encoding.ts';
import type { Answer } from './respond.ts';

/** The published object at a decoded path, stored as its key says. Throws `unknown-path` or `not-published`. */
export async function dataAnswer(store: Store, path: string): Promise<Answer> {
  const key = path.slice(1);
  const { contentType, contentEncoding, cacheControl } = publishedHeaders(key);
  const found = await store.get(key);
  if (found === undefined) throw new Problem('not-published', `nothing is published at ${path}`);
  const { etag } = found;
  const bytes = async () => new Uint8Array(await found.bytes());
  const common = { etag, contentType, cacheControl, stored: contentEncoding };
  if (contentEncoding === 'br') {
    const body: Answer['body'] = async encoding => (encoding === 'br' ? bytes() : decodeBrotli(await bytes()));
    return { ...common, offered: ['br', null], body };
  }
  const offered: Answer['offered'] = found.size >= COMPRESSED_FROM_BYTES ? ['br', 'gzip', null] : [null];
  return { ...common, offered, body: async encoding => encode(await bytes(), encoding) };
}

function publishedHeaders(key: string): ObjectHeaders {
  const unknown = `/${key} is no path of the published format`;
  if (key !== INDEX_KEY && !isDatasetId(key.split('/')[1] ?? '')) throw new Problem('unknown-path', unknown);
  try {
    return headersOf(key);
  } catch (cause) {
    throw new Problem('unknown-path', unknown, { cause });
  }
}
