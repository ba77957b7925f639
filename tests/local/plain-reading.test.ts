import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { headersOf } from '../../functions/contract/headers.ts';
import { createQueryApp } from '../../functions/query/query-app.ts';
import { serve } from '../../local/serve.ts';
import { COVID } from '../query/covid-data.ts';
import { MemoryStore } from '../query/memory-store.ts';
import { publishFixture } from '../query/publish-fixture.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { sendRaw } from './serving.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const PAGES = ['README.md', 'CONTRIBUTING.md', ...readdirSync(join(ROOT, 'docs')).map(name => join('docs', name))];
const TEXT = PAGES.filter(page => page.endsWith('.md'))
  .map(page => readFileSync(join(ROOT, page), 'utf8'))
  .join('\n');
/** What the docs say to run or to fetch, as it is written there. */
const FETCHES = [
  ...[...TEXT.matchAll(/^curl (--compressed )?https:\/\/<site>(\S+)$/gm)].map(([, flag, path = '']) => {
    return { path, compressed: flag !== undefined };
  }),
  // The guide's own data sets are asked in tests/build/publish-page-examples.test.ts.
  ...[...TEXT.matchAll(/^GET (\S+)$/gm)]
    .map(([, path = '']) => ({ path, compressed: false }))
    .filter(({ path }) => !/\/datasets\/(?!covid\b)\w/.test(path)),
];

test('the docs say how to read the API, a receipt and every kind of file that is stored plain', () => {
  const paths = FETCHES.map(({ path }) => path);
  expect(paths.length).toBeGreaterThan(10);
  for (const end of ['/receipt', 'index.json', 'latest.json', 'snapshots/<id>.json'])
    expect(paths.filter(path => path.endsWith(end))).toHaveLength(1);
});

test('the docs do not call a published folder a site for any static host', () => {
  expect(TEXT).not.toMatch(/any static host/);
});

test.each(FETCHES)('$path is readable as the docs fetch it, compressed: $compressed', async ({ path, compressed }) => {
  const store = new MemoryStore();
  const { id, maps } = await publishFixture(store, COVID);
  const ids: Readonly<Record<string, string | undefined>> = { snapshots: id, blobs: maps[0]?.latest };
  const asked = path.replaceAll('<dataset>', 'covid').replace(/(\w+)\/<id>/, (_, of) => `${of}/${ids[of]}`);
  const server = await serve({
    api: createQueryApp({ store }).fetch,
    data: store,
    site: await temporaryFolder(),
    port: 0,
  });
  onTestFinished(() => server.close());

  // The local server, to a client that accepts no encoding.
  const local = await sendRaw(server.port, 'GET', asked, {});
  expect(local.status).toBe(200);
  expect(local.headers['content-encoding']).toBeUndefined();
  expectNumbers(local.bytes, asked);

  // A bucket, which sends what is stored to everyone.
  if (asked.startsWith('/data/')) {
    expect(headersOf(asked.slice(1)).contentEncoding).toBe(compressed ? 'br' : null);
    const stored = Buffer.from((await (await store.get(asked.slice(1)))?.bytes()) ?? []);
    expectNumbers(compressed ? brotliDecompressSync(stored) : stored, asked);
  }
});

function expectNumbers(bytes: Buffer, asked: string): void {
  if (asked.includes('format=csv')) expect(bytes.toString()).toMatch(/^\w+(,\w+)+\r\n/);
  else expect(JSON.parse(bytes.toString())).toHaveProperty('schema');
}
