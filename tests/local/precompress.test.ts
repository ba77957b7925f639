import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { build } from 'vite';
import { expect, test } from 'vitest';
import { precompress } from '../../site/build/precompress.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

test('precompress() writes each text from 1 kB on beside itself, as small as brotli makes it', async () => {
  const root = await temporaryFolder();
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'format.md'), 'utf8');
  const script = `import picture from './picture.png?url';
    import short from './short.json?url';
    import long from './long.json?url';
    document.title = [picture, short, long, 'größer', ${JSON.stringify(text)}].join();`;
  writeFileSync(
    join(root, 'index.html'),
    '<!doctype html><title>x</title><script type="module" src="./main.js"></script>',
  );
  writeFileSync(join(root, 'main.js'), script);
  writeFileSync(join(root, 'picture.png'), Buffer.alloc(5000, 'picture'));
  writeFileSync(join(root, 'short.json'), '[1]');
  writeFileSync(join(root, 'long.json'), JSON.stringify([text]));
  const output = { assetFileNames: '[name][extname]', entryFileNames: '[name].js' };
  const options = { assetsInlineLimit: 0, rolldownOptions: { output } };
  await build({ root, configFile: false, logLevel: 'silent', plugins: [precompress()], build: options });

  const dist = join(root, 'dist');
  const names = readdirSync(dist).sort();
  expect(names).toEqual([
    'index.html',
    'index.js',
    'index.js.br',
    'long.json',
    'long.json.br',
    'picture.png',
    'short.json',
  ]);
  for (const name of ['index.js', 'long.json']) {
    const plain = readFileSync(join(dist, name));
    const compressed = readFileSync(join(dist, `${name}.br`));
    expect(brotliDecompressSync(compressed).equals(plain)).toBe(true);
    const quick = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
    expect(compressed.length).toBeLessThan(quick.length);
  }
});
