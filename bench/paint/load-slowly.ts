import type { Browser } from 'playwright-core';

/** A phone a few years old, on a mediocre connection. */
const SLOW = { bytesPerSecond: 10_000_000 / 8, latencyMs: 40, timesSlower: 4 };
const VIEWPORT = { width: 1440, height: 900 };
const TIMEOUT_MS = 60_000;
/** The largest paint may still change for this long after the network is idle. */
const SETTLE_MS = 500;

/** Loads a page with an empty cache, a slow network and a slow CPU, until it is idle. */
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
    await page.goto(url, { waitUntil: 'networkidle', timeout: TIMEOUT_MS });
    await page.waitForFunction(() => window.watchedPaint().map !== null, null, { timeout: TIMEOUT_MS });
    await page.waitForTimeout(SETTLE_MS);
    return await page.evaluate(() => window.watchedPaint());
  } finally {
    await context.close();
  }
}

/** When a page became visible, in milliseconds since navigation; null if it has not yet. */
export interface WatchedPaint {
  readonly firstContentful: number | null;
  readonly largestContentful: number | null;
  /** The element of the largest paint: its id, or its tag. */
  readonly largest: string;
  /** The frame in which the map showed its day. The browser does not count a canvas as contentful. */
  readonly map: number | null;
}

declare global {
  interface Window {
    watchedPaint(): WatchedPaint;
  }
}

/** Runs in the page before its own scripts. */
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
    // A task queued in the next frame's callbacks runs once that frame is painted.
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
