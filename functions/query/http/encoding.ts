import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants, gzip } from 'node:zlib';
import { parseAccept } from 'hono/utils/accept';

/** A content encoding, or null for the bytes as they are. */
export type Encoding = 'br' | 'gzip' | null;

/** Text shorter than this is sent as it is. */
export const COMPRESSED_FROM_BYTES = 1024;

/** What a content network takes for text that it compresses on the way; at 11 a large file would take seconds. */
const BROTLI_QUALITY = 5;

/** The first of the encodings on offer that the `Accept-Encoding` header allows. */
export function chooseEncoding(offered: readonly Encoding[], header: string | null): Encoding {
  const accepted = parseAccept((header ?? '').toLowerCase());
  const allowed = (encoding: Encoding) => {
    const entry = accepted.find(({ type }) => type === encoding) ?? accepted.find(({ type }) => type === '*');
    return entry !== undefined && entry.q > 0;
  };
  return offered.find(encoding => encoding === null || allowed(encoding)) ?? null;
}

export async function encode(bytes: Uint8Array<ArrayBuffer>, encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> {
  switch (encoding) {
    case null:
      return bytes;
    case 'gzip':
      return await promisify(gzip)(bytes);
    case 'br':
      return await promisify(brotliCompress)(bytes, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        },
      });
  }
}

export async function decodeBrotli(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return await promisify(brotliDecompress)(bytes);
}
