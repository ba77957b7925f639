import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { describeSite } from './describe-site.ts';

/** Each of them makes a browser ask with a preflight first; libraries of requests and of tracing add them unasked. */
const HEADERS = {
  Authorization: 'Bearer none',
  'Cache-Control': 'no-cache',
  'Content-Type': 'application/json',
  'If-None-Match': '"none"',
  'sentry-trace': '00-1-1',
  'X-Requested-With': 'XMLHttpRequest',
};

describeSite('a page of another origin', ({ address, visit }) => {
  it.each(['/api/v1/datasets', '/data/index.json'])('reads %s, with any request header', async path => {
    const origin = await otherOrigin();
    await visit(async page => {
      await page.goto(origin);
      const read = async (headers: Record<string, string>) =>
        await page.evaluate(
          async ({ url, headers }) => {
            try {
              return (await fetch(url, { headers })).status;
            } catch (error) {
              return String(error);
            }
          },
          { url: address + path, headers },
        );
      const alone = Object.entries(HEADERS).map(async ([name, value]) => [name, await read({ [name]: value })]);
      expect(Object.fromEntries(await Promise.all(alone))).toEqual(
        Object.fromEntries(Object.keys(HEADERS).map(name => [name, 200])),
      );
      expect(await read(HEADERS)).toBe(200);
    });
  });
});

/** The address of a server whose pages are empty. */
async function otherOrigin(): Promise<string> {
  const server = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end('<link rel="icon" href="data:,">'),
  ).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const found = server.address();
  if (found === null || typeof found === 'string') throw new Error('the server has no port');
  return `http://127.0.0.1:${found.port}`;
}
