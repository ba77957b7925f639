import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { publishedStack } from '../tests/site/published-stack.ts';
import { findChromium, launchChromium } from '../tests/site/with-browser.ts';

const ROOT = join(import.meta.dirname, '..');

interface Picture {
  readonly file: string;
  readonly path: string;
  readonly options: BrowserContextOptions;
  /** What is done on the page before the picture is taken. */
  readonly prepare?: (page: Page) => Promise<void>;
}

const PICTURES: readonly Picture[] = [
  {
    file: 'docs/images/map.png',
    path: '/covid/map',
    options: { viewport: { width: 1440, height: 1010 } },
  },
  {
    file: 'docs/images/world.png',
    path: '/covid/map?map=world&measure=deaths&per=1000000&change=total',
    options: { viewport: { width: 1440, height: 920 }, colorScheme: 'dark' },
  },
  {
    file: 'site/social-card.jpg',
    path: '/covid/map?embed=1',
    options: { viewport: { width: 1200, height: 630 } },
    prepare: async page => {
      await page.addStyleTag({
        content:
          '.player, .ranking, .zoom, .legend, .shape-credit, .credits, .summary { display: none } .panels { display: block } .stage { width: 850px; margin-top: -12px }',
      });
    },
  },
];

/** Takes the pictures of the README and the social card, from the reports in `--uploads DIR` (DIR/covid/…). */
async function takePictures(): Promise<void> {
  const { values } = parseArgs({ options: { uploads: { type: 'string' } } });
  const chromium = findChromium();
  if (values.uploads === undefined || chromium === null)
    throw new Error('give --uploads DIR, and have a Chromium installed');
  const out = await mkdtemp(join(tmpdir(), 'seecovid-pictures-'));
  const stack = await publishedStack(values.uploads, out);
  const browser = await launchChromium(chromium);
  try {
    for (const picture of PICTURES) await take(browser, stack.url, picture);
  } finally {
    await browser.close();
    await stack.close();
    await rm(out, { recursive: true, force: true });
  }
}

async function take(browser: Browser, url: string, { file, path, options, prepare }: Picture): Promise<void> {
  const page = await browser.newPage(options);
  // The policy of the site forbids styles from elsewhere, as it should.
  await page.route('**/covid/**', async route => {
    const answer = await route.fetch();
    const headers = { ...answer.headers() };
    delete headers['content-security-policy'];
    await route.fulfill({ response: answer, headers });
  });
  await page.goto(url + path);
  await page.waitForSelector('body[data-state="ready"] #map-areas[data-date]');
  await page.waitForLoadState('networkidle');
  await prepare?.(page);
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(ROOT, file), ...(file.endsWith('.jpg') ? { quality: 70 } : {}) });
  await page.close();
  console.log(file);
}

await takePictures();
