import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PALETTES } from '../../site/color/palette.ts';
import { innerPoint, openMap, paintedColors } from './painted-colors.ts';
import { siteAddress } from './site-address.ts';
import { findChromium, launchChromium, withPage } from './with-browser.ts';

const BOROUGHS = ['36005', '36047', '36061', '36081', '36085'];
/** After so long, a map that was repainted in parts is painted as a whole. */
const REST_MS = 600;
const WIDE = { viewport: { width: 1280, height: 900 } };

const chromiumPath = findChromium();
const address = siteAddress();
const missing = [
  ...(chromiumPath === null ? ['no Chromium was found: install one or set CHROMIUM_PATH'] : []),
  ...(address === null ? ['no site runs: set SITE_ADDRESS or start one in a global setup'] : []),
];

const title = ['the map page in a browser', ...missing.map(reason => `[skipped: ${reason}]`)].join(' ');

describe.skipIf(missing.length > 0)(title, { timeout: 60_000 }, () => {
  let browser: Browser;
  const site = address ?? '';

  beforeAll(async () => {
    browser = await launchChromium(chromiumPath ?? '');
  }, 60_000);
  afterAll(() => browser?.close());

  it('says what, where, when and how many, and asks no function for it', async () => {
    await withPage(browser, WIDE, async page => {
      const asked: string[] = [];
      page.on('request', request => asked.push(new URL(request.url()).pathname));
      await openMap(page, site);
      await page.waitForLoadState('networkidle');
      expect(await page.locator('h1:visible').textContent()).toMatch(
        /^[\d,]+\s+confirmed cases in US counties by \w+ \d+, \d{4}$/,
      );
      expect(asked.filter(path => path.startsWith('/api'))).toEqual([]);
      expect(await page.locator('#map-areas').getAttribute('aria-label')).toContain('confirmed cases in US counties');
    });
  });

  it('paints New York City over its five boroughs, in the colour of the largest', async () => {
    await withPage(browser, { ...WIDE, deviceScaleFactor: 4 }, async page => {
      const drawing = await openMap(page, site);
      const largest = PALETTES.light.ramp.at(-1);
      expect(await paintedColors(page, drawing, BOROUGHS)).toEqual(BOROUGHS.map(() => largest));
    });
  });

  it('ranks ten places, New York City first on the newest day', async () => {
    await withPage(browser, WIDE, async page => {
      await openMap(page, site);
      const ranked = await page.locator('#ranking-list li').allTextContents();
      expect(ranked).toHaveLength(10);
      expect(ranked[0]).toMatch(/^New York City, New York: [\d,]+$/);
    });
  });

  it('moves by keyboard: a day, a week, to the ends; numbers, address and map follow', async () => {
    await withPage(browser, WIDE, async page => {
      await openMap(page, site);
      const newest = await dayShown(page);
      const figure = await page.locator('#headline-figure').textContent();
      await page.locator('#date').focus();
      await press(page, 'ArrowLeft');
      const dayBefore = await dayShown(page);
      expect(await page.locator('#headline-figure').textContent()).not.toBe(figure);
      await expect.poll(() => new URL(page.url()).searchParams.get('date')).toBe(dayBefore);
      await press(page, 'PageDown');
      const weekBefore = await dayShown(page);
      expect([newest, dayBefore, weekBefore].map(dayNumber)).toEqual([8, 7, 0].map(day => dayNumber(weekBefore) + day));
      await press(page, 'Home');
      expect((await dayShown(page)) < weekBefore).toBe(true);
      await press(page, 'End');
      expect(await dayShown(page)).toBe(newest);
      await expect.poll(() => new URL(page.url()).search).toBe('');
    });
  });

  it('paints a day that is gone to just as one that is opened', async () => {
    const paintOf = (page: Page) =>
      page.locator('#map-areas').evaluate(canvas => {
        return canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : '';
      });
    const there = await withPage(browser, WIDE, async page => {
      await openMap(page, site);
      await page.locator('#date').focus();
      for (const key of ['ArrowLeft', 'PageDown', 'ArrowLeft']) await press(page, key);
      await page.waitForTimeout(REST_MS);
      return { url: page.url(), paint: await paintOf(page) };
    });
    const opened = await withPage(browser, WIDE, async page => {
      await openMap(page, there.url);
      await page.waitForTimeout(REST_MS);
      return paintOf(page);
    });
    expect(there.paint === opened).toBe(true);
  });

  it('names the places that have figures and no shape', async () => {
    await withPage(browser, WIDE, async page => {
      await openMap(page, site);
      expect(await page.locator('#without-shape').textContent()).toMatch(/^Counted, but not on the map: .*\d/);
    });
  });

  it('says so when there is no such day', async () => {
    await withPage(browser, WIDE, async page => {
      await openMap(page, `${site}/?date=1999-12-31`);
      expect(await page.locator('#notes').textContent()).toContain('This map has no day December 31, 1999');
    });
  });

  it('says how to publish where nothing is published', async () => {
    await withPage(browser, WIDE, async page => {
      await page.route('**/data/index.json', route =>
        route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
      );
      await page.goto(site);
      await page.locator('#message').waitFor();
      expect(await page.locator('#message').textContent()).toContain('Drop a CSV into the uploads folder');
    });
  });

  it('says what happened and offers to try again where the data is broken', async () => {
    await withPage(browser, WIDE, async page => {
      await page.route('**/data/index.json', route => route.fulfill({ json: { schema: 'index/9' } }));
      await page.goto(site);
      await page.locator('#message').waitFor();
      expect(await page.locator('#message-text').textContent()).toContain('"schema" must be "index/1"');
      expect(await page.locator('#message-action').textContent()).toBe('Try again');
    });
  });

  it('tells the place under the pointer', async () => {
    await withPage(browser, WIDE, async page => {
      const drawing = await openMap(page, site);
      const box = await page.locator('#map-areas').boundingBox();
      if (!box) throw new Error('the map must be on the page');
      const [x, y] = innerPoint(drawing, '06037');
      await page.mouse.move(box.x + (x / drawing.width) * box.width, box.y + (y / drawing.height) * box.height);
      await page.locator('#tooltip').waitFor();
      const [place, figure, rate] = await page.locator('#tooltip p').allTextContents();
      expect(place).toBe('Los Angeles, California');
      expect(figure).toMatch(/^[\d,]+ confirmed cases$/);
      expect(rate).toMatch(/^[\d,.]+ per 100,000 people$/);
    });
  });

  it.each([390, 820, 1440])('has no horizontal scroll at %i px', async width => {
    await withPage(browser, { viewport: { width, height: 844 } }, async page => {
      await openMap(page, site);
      await page.waitForLoadState('networkidle');
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    });
  });

  it.each(['light', 'dark'] as const)('has nothing for axe to find, %s', async colorScheme => {
    await withPage(browser, { ...WIDE, colorScheme }, async page => {
      await openMap(page, site);
      await page.evaluate(axe.source);
      const found = await page.evaluate(async () => {
        const { violations } = await window.axe.run();
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      });
      expect(found).toEqual([]);
    });
  });
});

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

/** Presses a key that moves the slider, and waits until the page shows the day it has moved to. */
async function press(page: Page, key: string): Promise<void> {
  const before = await page.locator('#date').getAttribute('aria-valuetext');
  await page.keyboard.press(key);
  await page.waitForFunction(from => {
    const words = document.getElementById('date')?.getAttribute('aria-valuetext') ?? from;
    const headline = document.getElementById('headline-words')?.textContent ?? '';
    return words !== from && headline.endsWith(words ?? '');
  }, before);
}

async function dayShown(page: Page): Promise<string> {
  return (await page.locator('#map-areas').getAttribute('data-date')) ?? '';
}

function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000;
}
