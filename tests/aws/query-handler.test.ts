import { describe, expect, test } from 'vitest';
import { ROUTES } from '../../functions/query/routes/routes.ts';
import { eventOf, recordedEvent } from './event-of.ts';
import { BASE, responding, text, tinyApp } from './handlers.ts';
import { responseOf } from './response-of.ts';

const LONG = '/datasets/tiny/series?regions=ITA,USA,GEO,CIV&per=100000';

describe('the function responds like the app', () => {
  const QUERIES = [
    ...[
      '/datasets',
      '/datasets?format=csv',
      '/datasets/tiny',
      '/datasets/tiny/receipt',
      '/openapi.json',
      '/health',
      '',
    ],
    ...['/datasets/tiny/regions', '/datasets/tiny/regions?q=C%C3%B4te%20d%27I', '/datasets/tiny/regions?q=a+b&q=c'],
    ...['/datasets/tiny/ranking?limit=2', '/datasets/tiny/ranking?limit=2&limit=3', '/datasets/tiny/ranking?limit='],
    ...[LONG, `${LONG}&format=csv`, `${LONG}&regions=US-NY`, '/datasets/tiny/series?regions=nowhere'],
    ...['/datasets/nobody', '/datasets/t%2Fny', '/datasets/tiny/series/', '/datasets/%E0%A4%A/series', '?x=%ff&'],
    ...['/datasets/tiny/tables', '/datasets/tiny/tables/visits'],
    ...[
      `/datasets/tiny?snapshot=${'0'.repeat(32)}`,
      '//datasets',
      '/datasets/tiny/../tiny',
      '?',
      '??x',
      '/datasets?%26=1',
    ],
  ];

  test('the queries cover every route', () => {
    for (const { path } of ROUTES) {
      expect(QUERIES.map(query => query.split('?')[0])).toContain(
        path.replace('{dataset}', 'tiny').replace('{table}', 'visits'),
      );
    }
  });

  test.each(QUERIES.flatMap(query => ['GET', 'HEAD', 'OPTIONS', 'POST'].map(method => [method, query])))(
    '%s %s',
    async (method, query) => {
      const { app, handle } = await tinyApp();
      const expected = await app.fetch(new Request(BASE + query, { method }));
      for (const encoding of ['', 'identity', 'gzip', 'gzip, deflate, br, zstd', 'br;q=0, *']) {
        const event = eventOf(BASE + query, {
          method,
          headers: encoding === '' ? {} : { 'Accept-Encoding': encoding },
        });
        const response = responseOf(await handle(event));
        expect(response.status).toBe(expected.status);
        expect(response.text).toBe(await expected.clone().text());
        const left = new Headers(response.headers);
        const encoded = left.get('Content-Encoding');
        if (encoded !== null) expect(left.get('ETag') ?? 'W/').toMatch(/^W\//);
        if (encoded !== null) left.set('ETag', left.get('ETag')?.slice(2) ?? '');
        if (left.get('ETag') === '') left.delete('ETag');
        for (const name of ['Content-Encoding', 'Vary']) left.delete(name);
        const right = new Headers(expected.headers);
        // The length of a response compressed on the fly is not known yet.
        if (encoded !== null) right.delete('Content-Length');
        expect([...left]).toEqual([...right]);
        expect(response.headers.get('Vary')).toBe('Accept-Encoding');
      }
    },
  );
});

describe('compression', () => {
  const encodingOf = async (accept: string, query = LONG) => {
    const { handle } = await tinyApp();
    return responseOf(await handle(eventOf(BASE + query, { headers: { 'Accept-Encoding': accept } })));
  };

  test.each([
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['*', 'br'],
    ['identity', null],
    ['', null],
    ['zstd', null],
  ])('for "%s" is %s', async (accept, encoding) => {
    const response = await encodingOf(accept);
    expect(response.headers.get('Content-Encoding')).toBe(encoding);
    if (encoding !== null) expect(response.sentBytes).toBeLessThan(response.text.length);
    else expect(response.sentBytes).toBe(Buffer.byteLength(response.text));
  });

  test('starts at 1,024 bytes', async () => {
    for (const [size, encoding] of [
      [1023, null],
      [1024, 'br'],
    ] as const) {
      const { handle } = responding(() => text('é'.padEnd(size - 1, 'x'), { 'Content-Length': String(size) }));
      const { headers } = responseOf(await handle(eventOf(BASE, { headers: { 'Accept-Encoding': 'br' } })));
      expect(headers.get('Content-Encoding')).toBe(encoding);
    }
  });

  test('keeps an ETag that still matches If-None-Match', async () => {
    const { handle } = await tinyApp();
    const ask = async (headers: Record<string, string>) => responseOf(await handle(eventOf(BASE + LONG, { headers })));
    const first = await ask({ 'Accept-Encoding': 'br' });
    const etag = first.headers.get('ETag') ?? '';
    expect(etag).toMatch(/^W\/"[0-9a-f]{32}"$/);
    for (const accept of ['br', 'gzip', 'identity']) {
      const again = await ask({ 'Accept-Encoding': accept, 'If-None-Match': etag });
      expect([again.status, again.text, again.headers.get('Vary')]).toEqual([304, '', 'Accept-Encoding']);
    }
  });
});

describe('recorded events', () => {
  const statusOf = async (name: string) => {
    const { handle } = await tinyApp();
    return responseOf(await handle(recordedEvent(name)));
  };

  test('a query, plain and through a CDN', async () => {
    const plain = await statusOf('get');
    expect(plain.status).toBe(200);
    expect(JSON.parse(plain.text)).toMatchObject({ series: [{ region: 'ITA' }, { region: 'USA' }] });
    const compressed = await statusOf('through-cloudfront');
    expect([compressed.status, compressed.headers.get('Content-Encoding')]).toEqual([200, 'br']);
  });

  test('a repeated parameter reaches the API repeated', async () => {
    const response = await statusOf('repeated-parameter');
    expect(response.status).toBe(400);
    expect(JSON.parse(response.text)).toMatchObject({
      code: 'bad-parameter',
      detail: expect.stringContaining('regions'),
    });
  });

  test('a query with escapes and accents', async () => {
    expect(JSON.parse((await statusOf('encoded-query')).text)).toMatchObject({ regions: [{ id: 'CIV' }] });
  });

  test('HEAD, a preflight, and a method with a body', async () => {
    expect(await statusOf('head')).toMatchObject({ status: 200, text: '' });
    const preflight = await statusOf('preflight');
    expect(preflight).toMatchObject({ status: 204, text: '' });
    expect(preflight.headers.get('Access-Control-Allow-Methods')).toBe('GET, HEAD, OPTIONS');
    expect(preflight.headers.get('Access-Control-Allow-Headers')).toBe('*, Authorization');
    expect(await statusOf('post-with-body')).toMatchObject({ status: 405 });
  });

  test('a path decoded by the gateway is still one path', async () => {
    const { requests, handle } = responding(() => text('ok'));
    await handle(recordedEvent('odd-path'));
    expect(requests[0]?.url).toMatch(/\/datasets\/tiny\/what%3Fis%23this\/%C3%A9%20%C3%A0$/);
    expect((await statusOf('odd-path')).status).toBe(404);
  });

  test('headers and cookies arrive as they were sent', async () => {
    const { requests, handle } = responding(() => text('ok'));
    await handle({ ...recordedEvent('cookies'), headers: { 'accept-language': 'de', 'x-name': 'é 日' } });
    expect(requests[0]?.headers.get('cookie')).toBe('theme=dark; consent=a%3Db; c');
    expect(requests[0]?.headers.get('accept-language')).toBe('de');
    expect(Buffer.from(requests[0]?.headers.get('x-name') ?? '', 'latin1').toString()).toBe('é 日');
  });
});

test('cookies of a response are separate from its headers', async () => {
  const { handle } = responding(
    () =>
      new Response('', {
        headers: [
          ['Set-Cookie', 'a=1'],
          ['Set-Cookie', 'b=2'],
        ],
      }),
  );
  const { headers, cookies } = await handle(eventOf(BASE));
  expect(cookies).toEqual(['a=1', 'b=2']);
  expect(headers).not.toHaveProperty('set-cookie');
});
