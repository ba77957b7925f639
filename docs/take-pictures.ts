import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { publishedStack } from '../tests/site/published-stack.ts';
import { findChromium, launchChromium } from '../tests/site/with-browser.ts';

const ROOT = join(import.meta.dirname, '..');

interface Picture {
  readonly file: string;
  readonly path: string;
  readonly options: BrowserContextOptions;
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
];

/** Takes the pictures of the README from the reports in `--uploads DIR` (DIR/covid/…). */
async function takePictures(): Promise<void> {
  const { values } = parseArgs({ options: { uploads: { type: 'string' } } });
  const chromium = findChromium();
  if (values.uploads === undefined || chromium === null)
    throw new Error('--uploads DIR and an installed Chromium are required');
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

async function take(browser: Browser, url: string, { file, path, options }: Picture): Promise<void> {
  const page = await browser.newPage(options);
  await page.goto(url + path);
  await page.waitForSelector('body[data-state="ready"] #map-areas[data-date]');
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(ROOT, file) });
  await page.close();
  console.log(file);
}

await takePictures();
