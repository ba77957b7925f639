import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { SITE_KEY } from '../../functions/contract/keys.ts';
import { NEUTRAL_SITE } from '../../functions/contract/site-file.ts';
import { TAB_IDS } from '../../site/address/path.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { expectProblem, serving } from './serving.ts';

describe('serve(…) elsewhere', () => {
  test.each(['/', '/covid/map', '/covid@0123/curves?regions=USA', '/assets', '/assets/x', '/covid/', '/etc/passwd'])(
    '%s is the page, always asked for anew',
    async path => {
      const { get } = await serving();
      const answer = await get(path, {});
      expect(answer.bytes.toString()).toContain('<!doctype html>');
      expect(answer.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
    },
  );

  test.each(TAB_IDS)('/covid/%s is the page of the tab', async tab => {
    const { get } = await serving();
    for (const path of [`/covid/${tab}`, `/covid@0123/${tab}/`, `/covid/${tab}?regions=USA`]) {
      const { bytes, headers } = await get(path, {});
      expect(bytes.toString()).toContain(`<title>${tab}</title>`);
      expect(headers['cache-control']).toBe('no-cache');
    }
    for (const path of [
      `/${tab}`,
      `/covid/${tab}s`,
      ...(tab === 'table' || tab === 'place' ? [] : [`/covid/${tab}/more`]),
    ])
      expect((await get(path, {})).bytes.toString()).toContain('<title>map</title>');
  });

  test('a page has the name that is published, and is another page once that changes', async () => {
    const { get, head, site, data } = await serving();
    writeFileSync(join(site, 'home.html'), `<!doctype html><title data-site="title">Data</title>${'<p>'.repeat(500)}`);
    const named = (title: string) => data.put(SITE_KEY, Buffer.from(JSON.stringify({ ...NEUTRAL_SITE, title })));
    const before = await get('/', {});
    expect(before.bytes.toString()).toContain('<title>Data</title>');
    await named('Elm & Oak');
    const page = await get('/', { 'accept-encoding': 'br', 'if-none-match': before.headers.etag ?? '' });
    expect(page.headers).toMatchObject({ 'cache-control': 'no-cache', 'content-type': 'text/html; charset=utf-8' });
    expect(brotliDecompressSync(page.bytes).toString()).toContain('<title>Elm &#38; Oak</title>');
    const again = { 'if-none-match': page.headers.etag ?? '' };
    expect((await get('/', again)).status).toBe(304);
    expect(await head('/', {})).toMatchObject({ status: 200, bytes: Buffer.alloc(0) });
    await named('Oak');
    expect((await get('/', again)).bytes.toString()).toContain('<title>Oak</title>');
  });

  test('assets are immutable and compressed, pictures are sent as they are', async () => {
    const { get } = await serving();
    const script = await get('/assets/app-1a2b.js', { 'accept-encoding': 'br' });
    expect(script.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'content-encoding': 'br',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(brotliDecompressSync(script.bytes).toString()).toContain('console.log');
    const picture = await get('/icon.png', { 'accept-encoding': 'br' });
    expect(picture.headers).toMatchObject({ 'content-type': 'image/png', 'cache-control': 'no-cache' });
    expect(picture.headers['content-encoding']).toBeUndefined();
  });

  test('what lies compressed beside a file is sent as it is to whoever takes brotli', async () => {
    const { get, site } = await serving();
    const file = join(site, 'assets/app-1a2b.js');
    const compressed = brotliCompressSync(readFileSync(file));
    // Nothing that the server itself would make: another window.
    const other = brotliCompressSync(readFileSync(file), { params: { [constants.BROTLI_PARAM_LGWIN]: 10 } });
    expect(other.equals(compressed)).toBe(false);
    writeFileSync(`${file}.br`, other);
    const script = await get('/assets/app-1a2b.js', { 'accept-encoding': 'gzip, br' });
    expect(script.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'content-encoding': 'br',
      'content-length': String(other.length),
    });
    expect(script.bytes.equals(other)).toBe(true);
    const zipped = await get('/assets/app-1a2b.js', { 'accept-encoding': 'gzip' });
    expect(zipped.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(zipped.bytes).toString()).toContain('console.log');
    const plain = await get('/assets/app-1a2b.js', {});
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.bytes.equals(readFileSync(file))).toBe(true);
  });

  test.each([
    ['of another file', brotliCompressSync('something else')],
    ['that is broken', Buffer.from('no brotli')],
  ])('something compressed %s is never sent', async (_, compressed) => {
    const { get, site } = await serving();
    writeFileSync(join(site, 'index.html.br'), compressed);
    const page = await get('/', { 'accept-encoding': 'br' });
    expect(page.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(page.bytes).toString()).toContain('<!doctype html>');
  });

  test.each(['/assets/app-1a2b.js.br', '/index.html.br'])('%s is no path of the site', async path => {
    const { get, site } = await serving();
    writeFileSync(join(site, path), brotliCompressSync('compressed'));
    expectProblem(await get(path, { 'accept-encoding': 'br' }), 404, 'unknown-path');
  });

  test('a file that changes is served anew', async () => {
    const { get, site } = await serving();
    const { headers } = await get('/icon.png', {});
    writeFileSync(join(site, 'icon.png'), 'a new picture');
    const answer = await get('/icon.png', { 'if-none-match': headers.etag ?? '' });
    expect([answer.status, answer.bytes.toString()]).toEqual([200, 'a new picture']);
  });

  test.each([
    '/missing.js',
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/..%5csecret.txt',
    '/linked.txt',
    '/.env.txt',
    '/folder.js',
    '/icon.png%00.js',
    '/..%2f..%2fetc%2fpasswd',
    '//secret.txt',
  ])('%s is not found', async path => {
    const { get } = await serving();
    expectProblem(await get(path, {}), 404, 'unknown-path');
  });

  test('a site that is not built says so', async () => {
    const { get } = await serving({ site: join(await temporaryFolder(), 'dist') });
    const answer = await get('/', {});
    expectProblem(answer, 404, 'unknown-path');
    expect(answer.bytes.toString()).toContain('the site is not built');
  });

  test('every answer carries the security headers, without unsafe-inline', async () => {
    const { get } = await serving();
    for (const path of ['/', '/missing.js', '/data/index.json', '/data/x', '/api/v1/health']) {
      const { headers } = await get(path, {});
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'strict-origin-when-cross-origin',
      });
      expect(headers['content-security-policy']).toContain("script-src 'self'; style-src 'self'");
      expect(headers['content-security-policy']).toContain('frame-ancestors *');
      expect(headers['content-security-policy']).not.toContain('unsafe');
    }
  });

  test('a frame without an origin may load the page and its parts', async () => {
    const { get } = await serving();
    for (const path of ['/', '/covid/map', '/assets/app-1a2b.js', '/icon.png'])
      expect((await get(path, { origin: 'null' })).headers['access-control-allow-origin']).toBe('*');
  });

  test('other methods are refused with what is allowed', async () => {
    const { send } = await serving();
    for (const path of ['/', '/data/index.json']) {
      const answer = await send('POST', path, {}, 'x');
      expectProblem(answer, 405, 'method-not-allowed');
      expect(answer.headers.allow).toBe('GET, HEAD');
    }
  });

  test('a request that is no HTTP is refused and the server lives', async () => {
    const { get, port } = await serving();
    const socket = connect(port, '127.0.0.1');
    socket.end('GET / HTTP/1.1\r\nhost: a b\r\nconnection: close\r\n\r\n');
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 [\s\S]*application\/problem\+json/);
    expect((await get('/', {})).status).toBe(200);
  });
});
