import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { headersOf, type ObjectHeaders } from '../functions/contract/headers.ts';
import { INDEX_KEY, SITE_KEY } from '../functions/contract/keys.ts';
import { Problem } from '../functions/contract/problem.ts';
import { isDatasetId } from '../functions/contract/schema.ts';
import { chooseEncoding, compressResponse } from '../functions/query/http/compress-response.ts';
import type { Store } from '../functions/store/store.ts';

/**
 * The published object at a decoded path, as stored if the request accepts its encoding. Throws `unknown-path` or
 * `not-published`.
 */
export async function dataResponse(store: Store, path: string, request: Request): Promise<Response> {
  const key = path.slice(1);
  const { contentType, contentEncoding, cacheControl } = publishedHeaders(key);
  const found = await store.get(key);
  if (found === undefined) throw new Problem('not-published', `nothing is published at ${path}`);
  const { etag } = found;
  const stored = new Uint8Array(await found.bytes());
  const common = { 'content-type': contentType, 'cache-control': cacheControl };
  if (contentEncoding === null) return compressResponse(request, respond(stored, { ...common, etag }));
  const compressible = { ...common, vary: 'Accept-Encoding' };
  if (chooseEncoding(request.headers.get('accept-encoding'), [contentEncoding]) !== null)
    return respond(stored, { ...compressible, etag, 'content-encoding': contentEncoding });
  // Weak: the decompressed bytes are not the stored ones.
  return respond(await promisify(brotliDecompress)(stored), { ...compressible, etag: `W/${etag}` });
}

function respond(body: Uint8Array<ArrayBuffer>, headers: Readonly<Record<string, string>>): Response {
  return new Response(body, { headers: { ...headers, 'content-length': String(body.length) } });
}

function publishedHeaders(key: string): ObjectHeaders {
  const unknown = `/${key} is not a path of the published format`;
  if (key !== INDEX_KEY && key !== SITE_KEY && !isDatasetId(key.split('/')[1] ?? ''))
    throw new Problem('unknown-path', unknown);
  try {
    return headersOf(key);
  } catch (cause) {
    throw new Problem('unknown-path', unknown, { cause });
  }
}
