import type { Browser } from 'playwright-core';

export interface PageToPlay {
  readonly url: string;
  /** The element whose `data-date` is the painted day. */
  readonly map: string;
  /** The number of days to play. */
  readonly days: number;
}

const VIEWPORT = { width: 1440, height: 900 };
const TIMEOUT_MS = 60_000;
const POLLING_MS = 250;
/** The share of painted days that must be painted in a frame, or the frame times mean nothing. */
const MIN_SHARE = 0.9;

export interface PlayedPage extends WatchedFrames {
  /** Of the map on the screen, in CSS pixels. */
  readonly size: { readonly width: number; readonly height: number };
}

/** Opens a page, presses its play button and watches its animation for so many days. Throws if it does not play. */
export async function playPage(browser: Browser, { url, map, days }: PageToPlay): Promise<PlayedPage> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  try {
    await page.addInitScript(watchFrames, map);
    await page.goto(url, { waitUntil: 'networkidle' });
    await page.locator(`${map}[data-date]`).waitFor();
    await page.locator('#play').click();
    const waiting = { timeout: TIMEOUT_MS, polling: POLLING_MS };
    await page.waitForFunction(days => window.watchedFrames().changes >= days, days, waiting);
    const watched = await page.evaluate(() => window.watchedFrames());
    if (watched.frames.length < MIN_SHARE * watched.changes) {
      throw new Error(`${url} painted ${watched.changes} days, but only ${watched.frames.length} of them in a frame`);
    }
    const { width, height } = (await page.locator(map).boundingBox()) ?? { width: 0, height: 0 };
    return { ...watched, size: { width, height } };
  } finally {
    await page.close();
  }
}

/** The frame times of an animation over days. */
export interface WatchedFrames {
  /** Milliseconds of each frame in which the day changed: callbacks, style, layout and deferred canvas drawing. */
  readonly frames: readonly number[];
  /** How often the day changed, in a frame or outside of one. */
  readonly changes: number;
  /** Milliseconds of the longest task since the day first changed; 0 if none took 50 or more. */
  readonly longestTask: number;
}

declare global {
  interface Window {
    watchedFrames(): WatchedFrames;
  }
}

/**
 * Runs in the page before its own scripts. A frame's time is that of its `requestAnimationFrame` callbacks. If one changes
 * the element's `data-date`, pending layout and canvas drawing are forced and included.
 */
export function watchFrames(selector: string): void {
  const frames: number[] = [];
  const tasks: number[] = [];
  let changes = 0;
  let playingSince = Number.POSITIVE_INFINITY;
  let frame = { time: -1, ms: 0, changed: false };

  const dateShown = () => document.querySelector(selector)?.getAttribute('data-date') ?? null;
  const flush = () => {
    document.documentElement.getBoundingClientRect();
    // Reading a pixel flushes the deferred drawing of a canvas.
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
    // The next callback of the same frame, after the microtasks of the first.
    request(() => {
      if (started === null) return;
      frame.changed ||= before !== null && dateShown() !== before;
      if (frame.changed) flush();
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
      playingSince = Math.min(playingSince, performance.now());
    }
  }).observe(document, { subtree: true, attributeFilter: ['data-date'], attributeOldValue: true });
  new PerformanceObserver(list => {
    for (const { startTime, duration } of list.getEntries()) if (startTime >= playingSince) tasks.push(duration);
  }).observe({ type: 'longtask' });

  window.watchedFrames = () => {
    endFrame();
    frame = { ...frame, changed: false };
    return { frames, changes, longestTask: Math.max(0, ...tasks) };
  };
}
