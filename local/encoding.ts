import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants, gzip } from 'node:zlib';
import type { ContentEncoding } from '../functions/query/http/choose-encoding.ts';

/** A content encoding, or null for the bytes as they are. */
export type Encoding = ContentEncoding | null;

/** What a content network takes for text that it compresses on the way; at 11 a large file would take seconds. */
const BROTLI_QUALITY = 5;

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
