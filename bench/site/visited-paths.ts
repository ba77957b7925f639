import { launchChromium } from '../../tests/site/with-browser.ts';

/** The paths that a browser asks for until the network rests. */
export async function visitedPaths(chromium: string, url: string): Promise<readonly string[]> {
  const browser = await launchChromium(chromium);
  try {
    const page = await browser.newPage();
    const paths = new Set<string>();
    page.on('request', request => {
      const { origin, pathname, search } = new URL(request.url());
      if (origin === new URL(url).origin) paths.add(pathname + search);
    });
    await page.goto(url, { waitUntil: 'networkidle' });
    return [...paths];
  } finally {
    await browser.close();
  }
}
