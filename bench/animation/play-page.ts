import type { Browser } from 'playwright-core';

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

/** What a page that paints one day after the other took for it. */
export interface WatchedFrames {
  /** Milliseconds of each frame in which the day changed: all its callbacks, style, layout, and what canvases had left to draw. */
  readonly frames: readonly number[];
  /** How often the day changed, in a frame or outside of one. */
  readonly changes: number;
  /** Milliseconds of the longest task since the first change of the day; 0 where none took 50 or more. */
  readonly longestTask: number;
}

declare global {
  interface Window {
    watchedFrames(): WatchedFrames;
  }
}

/**
 * Runs in the page before anything of its own. A frame's time is that of its `requestAnimationFrame` callbacks; where
 * one has changed `data-date` of the element, layout and canvases are made to finish, as they would after it.
 */
export function watchFrames(selector: string): void {
  const frames: number[] = [];
  const tasks: number[] = [];
  let changes = 0;
  let playedFrom = Number.POSITIVE_INFINITY;
  let frame = { time: -1, ms: 0, changed: false };

  const dateShown = () => document.querySelector(selector)?.getAttribute('data-date') ?? null;
  const finish = () => {
    document.documentElement.getBoundingClientRect();
    // Reading a pixel makes a canvas draw what it has only noted so far.
    for (const canvas of document.querySelectorAll('canvas')) {
      if (canvas.width > 0 && canvas.height > 0) canvas.getContext('2d')?.getImageData(0, 0, 1, 1);
    }
  };
  const endFrame = () => {
    if (frame.changed) frames.push(frame.ms);
  };

  const request = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = callback => {
    let started: number | null = null;
    let before: string | null = null;
    const handle = request(time => {
      if (time !== frame.time) {
        endFrame();
        frame = { time, ms: 0, changed: false };
      }
      before = dateShown();
      started = performance.now();
      callback(time);
    });
    // The next callback of the same frame: what the one before has promised is done by then.
    request(() => {
      if (started === null) return;
      frame.changed ||= before !== null && dateShown() !== before;
      if (frame.changed) finish();
      frame.ms += performance.now() - started;
    });
    return handle;
  };

  new MutationObserver(records => {
    const shown = dateShown();
    for (const { target, oldValue } of records) {
      const isMap = target instanceof Element && target.matches(selector);
      if (!isMap || oldValue === null || oldValue === shown) continue;
      changes += 1;
      playedFrom = Math.min(playedFrom, performance.now());
    }
  }).observe(document, { subtree: true, attributeFilter: ['data-date'], attributeOldValue: true });
  new PerformanceObserver(list => {
    for (const { startTime, duration } of list.getEntries()) if (startTime >= playedFrom) tasks.push(duration);
  }).observe({ type: 'longtask' });

  window.watchedFrames = () => {
    endFrame();
    frame = { ...frame, changed: false };
    return { frames, changes, longestTask: Math.max(0, ...tasks) };
  };
}
