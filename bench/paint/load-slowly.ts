import type { Browser } from 'playwright-core';

/** A phone of some years ago on a middling connection. */
const SLOW = { bytesPerSecond: 10_000_000 / 8, latencyMs: 40, timesSlower: 4 };
const VIEWPORT = { width: 1440, height: 900 };
const PATIENCE_MS = 60_000;
/** The largest paint may still change for so long after the network rests. */
const REST_MS = 500;

/** Loads a page with nothing cached, over a slow network and with a slowed processor, until it rests. */
export async function loadSlowly(browser: Browser, url: string, map: string): Promise<WatchedPaint> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  try {
    const page = await context.newPage();
    await page.addInitScript(watchPaint, map);
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: SLOW.latencyMs,
      downloadThroughput: SLOW.bytesPerSecond,
      uploadThroughput: SLOW.bytesPerSecond,
    });
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOW.timesSlower });
    await page.goto(url, { waitUntil: 'networkidle', timeout: PATIENCE_MS });
    await page.waitForFunction(() => window.watchedPaint().map !== null, null, { timeout: PATIENCE_MS });
    await page.waitForTimeout(REST_MS);
    return await page.evaluate(() => window.watchedPaint());
  } finally {
    await context.close();
  }
}

/** When a page was to be seen, in milliseconds from the start of its loading; null where it was not yet. */
export interface WatchedPaint {
  readonly firstContentful: number | null;
  readonly largestContentful: number | null;
  /** What the largest paint was: an element's id, or its tag. */
  readonly largest: string;
  /** The frame in which the map had its day. A canvas is no contentful paint, so the browser's own figures leave it out. */
  readonly map: number | null;
}

declare global {
  interface Window {
    watchedPaint(): WatchedPaint;
  }
}

/** Runs in the page before anything of its own. */
export function watchPaint(selector: string): void {
  let firstContentful: number | null = null;
  let largestContentful: number | null = null;
  let largest = '';
  let map: number | null = null;
  new PerformanceObserver(list => {
    for (const { name, startTime } of list.getEntries()) {
      if (name === 'first-contentful-paint') firstContentful = startTime;
    }
  }).observe({ type: 'paint', buffered: true });
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) {
      largestContentful = entry.startTime;
      const element = 'element' in entry && entry.element instanceof Element ? entry.element : null;
      largest = element?.id || (element?.tagName.toLowerCase() ?? '');
    }
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  const observer = new MutationObserver(() => {
    if (document.querySelector(`${selector}[data-date]`) === null) return;
    observer.disconnect();
    // A task after the next frame's callbacks runs when that frame is drawn.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        map = performance.now();
      };
      port2.postMessage(null);
    });
  });
  observer.observe(document, { subtree: true, childList: true, attributeFilter: ['data-date'] });
  window.watchedPaint = () => ({ firstContentful, largestContentful, largest, map });
}
