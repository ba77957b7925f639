import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { blobKey, INDEX_KEY, pointerKey, receiptKey, snapshotKey } from '../../functions/contract/keys.ts';
import { BLOB, expectProblem, ID, LONG, serving } from './serving.ts';

describe('serve(…) at /data', () => {
  test.each([
    ['blob', blobKey],
    ['receipt', receiptKey],
  ])('a %s is sent as it is stored to who accepts br', async (_, keyOf) => {
    const { get } = await serving();
    const stored = brotliCompressSync(BLOB);
    const answer = await get(`/${keyOf('covid', ID)}`, { 'accept-encoding': 'gzip, br' });
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(stored.length),
      'cache-control': 'public, max-age=31536000, immutable',
      'access-control-allow-origin': '*',
      vary: 'Accept-Encoding',
    });
    expect(answer.headers.etag).toMatch(/^"[0-9a-f]{32}"$/);
    expect(Buffer.compare(answer.bytes, stored)).toBe(0);
  });

  test.each(['', 'identity', 'br;q=0, gzip'])('a blob is unpacked for who accepts %j', async accepted => {
    const { get } = await serving();
    const answer = await get(`/${blobKey('covid', ID)}`, { 'accept-encoding': accepted });
    expect(answer.headers['content-encoding']).toBeUndefined();
    expect(answer.bytes.toString()).toBe(BLOB);
    expect(answer.headers.etag).toMatch(/^W\/"/);
  });

  test('plain JSON is compressed from 1 kB on', async () => {
    const { get } = await serving();
    const path = `/${snapshotKey('covid', ID)}`;
    const br = await get(path, { 'accept-encoding': 'gzip, deflate, br, zstd' });
    expect(br.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(br.bytes).toString()).toBe(LONG);
    const gzip = await get(path, { 'accept-encoding': 'gzip' });
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(gzip.bytes).toString()).toBe(LONG);
    expect((await get(path, {})).bytes.toString()).toBe(LONG);

    const small = await get(`/${pointerKey('covid')}`, { 'accept-encoding': 'br' });
    expect(small.headers['content-encoding']).toBeUndefined();
    expect(small.headers['cache-control']).toBe('public, max-age=0, s-maxage=2');
  });

  test('If-None-Match is answered with 304, whatever the encoding', async () => {
    const { get } = await serving();
    for (const path of [`/${blobKey('covid', ID)}`, `/${INDEX_KEY}`, '/', '/assets/app-1a2b.js']) {
      for (const accepted of ['br', 'identity']) {
        const { headers } = await get(path, { 'accept-encoding': accepted });
        const again = await get(path, { 'accept-encoding': accepted, 'if-none-match': headers.etag ?? '' });
        expect([again.status, again.bytes.length]).toEqual([304, 0]);
        expect(again.headers.etag).toBe(headers.etag);
        const other = await get(path, { 'accept-encoding': accepted, 'if-none-match': '"other", W/"another"' });
        expect(other.status).toBe(200);
      }
    }
  });

  test('HEAD has the headers of GET and no body', async () => {
    const { get, head } = await serving();
    for (const path of [`/${blobKey('covid', ID)}`, '/assets/app-1a2b.js', '/covid/map']) {
      // Only an answer with a body has a transfer encoding.
      const { date: _, 'transfer-encoding': __, ...asked } = (await get(path, { 'accept-encoding': 'br' })).headers;
      const answer = await head(path, { 'accept-encoding': 'br' });
      expect(answer.status).toBe(200);
      expect(answer.headers).toMatchObject(asked);
      expect(answer.bytes.length).toBe(0);
    }
  });

  test.each([
    ['/data', 'unknown-path'],
    ['/data/covid/notes.txt', 'unknown-path'],
    ['/data/covid/blobs/short.json', 'unknown-path'],
    ['/data/..%2flatest.json', 'unknown-path'],
    ['/data/%2e%2e%2f%2e%2e/latest.json', 'unknown-path'],
    ['/data/.tmp/latest.json', 'unknown-path'],
    ['/data/covid/%00/latest.json', 'unknown-path'],
    ['/data/%E0%A4%A/latest.json', 'unknown-path'],
    ['/data/iris/latest.json', 'not-published'],
    [`/data/${'i'.repeat(400)}/latest.json`, 'not-published'],
  ])('%s is a problem: %s', async (path, code) => {
    const { get, log } = await serving();
    expectProblem(await get(path, {}), 404, code);
    expect((await get(path, {})).headers['access-control-allow-origin']).toBe('*');
    expect(log).not.toHaveBeenCalled();
  });

  test('a body that is not what its key says is a problem without detail, and is logged', async () => {
    const { get, log, data } = await serving();
    await data.put(blobKey('covid', ID), Buffer.from('not brotli'));
    const answer = await get(`/${blobKey('covid', ID)}`, {});
    expectProblem(answer, 500, 'internal');
    expect(answer.bytes.toString()).not.toContain('brotli');
    expect(log).toHaveBeenCalledOnce();
  });
});
