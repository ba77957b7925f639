import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';
import { headersOf } from '../../contract/headers.ts';

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

/** For frames, 9 is within a sixth of the smallest (11) at a sixteenth of its time. */
const BROTLI_QUALITY = 9;

/** A JSON text as its key says that it is stored. */
export async function encodeBody(key: string, json: string): Promise<Uint8Array> {
  const bytes = Buffer.from(json);
  if (headersOf(key).contentEncoding === null) return bytes;
  return compress(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      [constants.BROTLI_PARAM_LGWIN]: windowBits(bytes.length),
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    },
  });
}

/** No larger than the text: most of them are small, and the encoder sets up tables by it. */
function windowBits(length: number): number {
  return Math.min(22, Math.max(16, Math.ceil(Math.log2(length + 1))));
}

/** The inverse of {@link encodeBody}. */
export async function decodeBody(key: string, bytes: Uint8Array): Promise<string> {
  const plain = headersOf(key).contentEncoding === null ? bytes : await decompress(bytes);
  return Buffer.from(plain).toString();
}
