import { once } from 'node:events';
import { get, IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import { launchChromium } from '../../tests/site/with-browser.ts';

/**
 * The paths of the site at `url` that a browser requests during a visit, each once: later requests hit its cache.
 * By default the visit loads the site and waits until the network is idle.
 */
export async function requestedPaths(
  chromium: string,
  url: string,
  visit = async (page: Page): Promise<unknown> => page.goto(url, { waitUntil: 'networkidle' }),
): Promise<readonly string[]> {
  const browser = await launchChromium(chromium);
  try {
    const page = await browser.newPage();
    const paths = new Set<string>();
    page.on('request', request => {
      const { origin, pathname, search } = new URL(request.url());
      if (origin === new URL(url).origin) paths.add(pathname + search);
    });
    await visit(page);
    return [...paths];
  } finally {
    await browser.close();
  }
}

/** The size of a response body as sent to a browser that accepts brotli. Throws unless the status is 200. */
export async function transferredBytes(address: string): Promise<number> {
  const request = get(address, { headers: { 'accept-encoding': 'br' } });
  const [response]: unknown[] = await once(request, 'response');
  if (!(response instanceof IncomingMessage) || response.statusCode !== 200) {
    throw new Error(`${address} must answer 200`);
  }
  return (await buffer(response)).length;
}
