import type { Browser } from 'playwright-core';
import { type WatchedPaint, watchPaint } from './watch-paint.ts';

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
