import { setTimeout as sleep } from 'node:timers/promises';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { chooseEncoding, compressResponse } from '../../functions/query/http/compress-response.ts';
import { askOver } from './ask.ts';
import { LARGE } from './large-data.ts';
import { MemoryStore } from './memory-store.ts';
import { publishFixture } from './publish-fixture.ts';

const LONG = '/datasets/large/series?regions=ITA,FRA,USA';

async function asked(path: string, encodings: string, init: RequestInit = {}) {
  const store = new MemoryStore();
  await publishFixture(store, LARGE);
  const { ask } = askOver(store);
  const plain = await ask(path, init);
  const request = new Request('https://example.org/', { headers: { 'Accept-Encoding': encodings } });
  const response = compressResponse(request, await ask(path, init));
  const bytes = Buffer.from(await response.arrayBuffer());
  return { plain: await plain.text(), etag: plain.headers.get('ETag'), response, headers: response.headers, bytes };
}

test.each([
  [null, null],
  ['', null],
  ['identity', null],
  ['gzip', 'gzip'],
  ['gzip, deflate, br, zstd', 'br'],
  ['BR', 'br'],
  ['br;q=0, gzip;q=0.5', 'gzip'],
  ['*', 'br'],
  ['br;q=0, *', 'gzip'],
  ['*;q=0', null],
  ['br;q=x', null],
])('chooseEncoding(%j) is %j', (header, encoding) => {
  expect(chooseEncoding(header)).toBe(encoding);
});

test.each([
  ['br', brotliDecompressSync],
  ['gzip', gunzipSync],
] as const)('a long answer is sent as %s, JSON and CSV alike', async (encoding, decompress) => {
  for (const path of [LONG, `${LONG}&format=csv`]) {
    const { plain, etag, headers, bytes } = await asked(path, encoding);
    expect(headers.get('Content-Encoding')).toBe(encoding);
    expect(headers.get('Vary')).toBe('Accept-Encoding');
    expect(headers.get('ETag')).toBe(`W/${etag}`);
    expect(headers.get('Content-Length')).toBeNull();
    expect(decompress(bytes).toString()).toBe(plain);
    expect(bytes.length).toBeLessThan(plain.length / 2);
  }
});

test('a short answer, an error and what the caller does not take are sent as they are', async () => {
  for (const [path, encodings] of [
    ['/health', 'br'],
    ['/datasets/large/series?regions=XXX', 'br'],
    [LONG, 'identity'],
  ] as const) {
    const { plain, etag, headers, bytes } = await asked(path, encodings);
    expect(headers.get('Content-Encoding')).toBeNull();
    expect(headers.get('Vary')).toBe('Accept-Encoding');
    expect(headers.get('ETag')).toBe(etag);
    expect(bytes.toString()).toBe(plain);
  }
});

test('HEAD has the headers of GET, and 304 stays empty', async () => {
  const get = await asked(LONG, 'br');
  const head = await asked(LONG, 'br', { method: 'HEAD' });
  expect([...head.headers]).toEqual([...get.headers]);
  expect(head.bytes.length).toBe(0);
  const unchanged = await asked(LONG, 'br', { headers: { 'If-None-Match': get.headers.get('ETag') ?? '' } });
  expect(unchanged.response.status).toBe(304);
  expect(unchanged.headers.get('Content-Encoding')).toBeNull();
});

test('an answer whose reader goes away is made no further', async () => {
  const gone = Promise.withResolvers<void>();
  let made = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: controller => {
      made += 1;
      controller.enqueue(crypto.getRandomValues(new Uint8Array(10_000)));
    },
    cancel: () => gone.resolve(),
  });
  const request = new Request('https://example.org/', { headers: { 'Accept-Encoding': 'br' } });
  const reader = compressResponse(request, new Response(body)).body?.getReader();
  expect((await reader?.read())?.value?.length).toBeGreaterThan(0);
  await reader?.cancel();
  await gone.promise;
  const then = made;
  await sleep(20);
  expect(made).toBe(then);
});
