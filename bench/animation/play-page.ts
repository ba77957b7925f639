import type { Browser } from 'playwright-core';
import { type WatchedFrames, watchFrames } from './watch-frames.ts';

export interface PageToPlay {
  readonly url: string;
  /** The element whose `data-date` is the day that is painted. */
  readonly map: string;
  /** So many are played. */
  readonly days: number;
}

const VIEWPORT = { width: 1440, height: 900 };
const PATIENCE_MS = 60_000;
const POLLING_MS = 250;
/** So many of the days that were painted must have been painted in frames, or their time says nothing. */
const LEAST_SHARE = 0.9;

export interface PlayedPage extends WatchedFrames {
  /** Of the map on the screen, in CSS pixels. */
  readonly size: { readonly width: number; readonly height: number };
}

/** Opens a page, presses its play button and watches so many days of its animation. Throws where it does not play. */
export async function playPage(browser: Browser, { url, map, days }: PageToPlay): Promise<PlayedPage> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  try {
    await page.addInitScript(watchFrames, map);
    await page.goto(url, { waitUntil: 'networkidle' });
    await page.locator(`${map}[data-date]`).waitFor();
    await page.locator('#play').click();
    const rarely = { timeout: PATIENCE_MS, polling: POLLING_MS };
    await page.waitForFunction(days => window.watchedFrames().changes >= days, days, rarely);
    const watched = await page.evaluate(() => window.watchedFrames());
    if (watched.frames.length < LEAST_SHARE * watched.changes) {
      throw new Error(`${url} painted ${watched.changes} days, but only ${watched.frames.length} of them in a frame`);
    }
    const { width, height } = (await page.locator(map).boundingBox()) ?? { width: 0, height: 0 };
    return { ...watched, size: { width, height } };
  } finally {
    await page.close();
  }
}
