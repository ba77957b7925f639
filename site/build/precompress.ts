import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { Plugin } from 'vite';

const TEXT = /\.(?:css|html|js|json|mjs|svg|txt|webmanifest|xml)$/;
/** Shorter text gains nothing: the host sends it as it is. */
const FROM_BYTES = 1024;

/**
 * Writes `<file>.br` beside each text file of the site, as small as brotli makes it: a host that compresses on the
 * way has no time for that. Costs about a second and a half of processor time a megabyte.
 */
export function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        const files = Object.values(bundle).filter(({ fileName }) => TEXT.test(fileName));
        const compressed = files.map(async file => {
          const bytes = Buffer.from(file.type === 'chunk' ? file.code : file.source);
          if (bytes.length < FROM_BYTES) return;
          const source = await brotli(bytes);
          this.emitFile({ type: 'asset', fileName: `${file.fileName}.br`, source });
        });
        await Promise.all(compressed);
      },
    },
  };
}

async function brotli(bytes: Buffer): Promise<Buffer> {
  return await promisify(brotliCompress)(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}
