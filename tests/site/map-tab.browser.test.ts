import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { PALETTES } from '../../site/color/palette.ts';
import { EXHAUSTIVE, testFirst } from '../exhaustive.ts';
import { axeFindings, describeSite, PHONE, WIDE } from './describe-site.ts';
import { dayShown, openView } from './map-view.ts';
import { innerPoint, openMap, paintedColors, paintOf } from './painted-colors.ts';

const BOROUGHS = ['36005', '36047', '36061', '36081', '36085'];
/** After so long, a map that was repainted in parts is painted as a whole. */
const REST_MS = 600;

describeSite('the map in a browser', ({ address: site, visit }) => {
  it('says what, where, when and how many, and asks no function for it', async () => {
    await visit(async page => {
      const asked: string[] = [];
      page.on('request', request => asked.push(new URL(request.url()).pathname));
      await openMap(page, site);
      await page.waitForLoadState('networkidle');
      expect(await page.locator('h1:visible').textContent()).toMatch(
        /^[\d,]+\s+confirmed cases in US counties by \w+ \d+, \d{4}$/,
      );
      expect(asked.filter(path => path.startsWith('/api'))).toEqual([]);
      expect(await page.locator('#map-areas').getAttribute('aria-label')).toContain('Confirmed cases in US counties');
    });
  });

  it('paints New York City over its five boroughs, in the color of the largest', async () => {
    await visit(
      async page => {
        const drawing = await openMap(page, site);
        const largest = PALETTES.light.ramp.at(-1);
        expect(await paintedColors(page, drawing, BOROUGHS)).toEqual(BOROUGHS.map(() => largest));
      },
      { ...WIDE, deviceScaleFactor: 4 },
    );
  });

  it('ranks ten places, New York City first on the newest day', async () => {
    await visit(async page => {
      await openMap(page, site);
      const ranked = await page.locator('#ranking-table tbody tr').allTextContents();
      expect(ranked).toHaveLength(10);
      expect(ranked[0]).toMatch(/^1New York City, New York[\d,]+$/);
    });
  });

  it('moves by keyboard: a day, a week, to the ends; numbers, address and map follow', async () => {
    await visit(async page => {
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

  it('paints a day that is gone to just as one that is opened', EXHAUSTIVE, async () => {
    const there = await visit(async page => {
      await openMap(page, site);
      await page.locator('#date').focus();
      for (const key of ['ArrowLeft', 'PageDown', 'ArrowLeft']) await press(page, key);
      await page.waitForTimeout(REST_MS);
      return { url: page.url(), paint: await paintOf(page) };
    });
    const opened = await visit(async page => {
      await openMap(page, there.url);
      await page.waitForTimeout(REST_MS);
      return paintOf(page);
    });
    expect(there.paint === opened).toBe(true);
  });

  it('names the places that have figures and no shape', async () => {
    await visit(async page => {
      await openMap(page, site);
      expect(await page.locator('#without-shape').textContent()).toMatch(/^Not on the map: .*\d/);
    });
  });

  it('says so when there is no such day', async () => {
    await visit(async page => {
      await openMap(page, `${site}/?date=1999-12-31`);
      expect(await page.locator('#notes').textContent()).toContain('has no day December 31, 1999');
    });
  });

  it('says how to publish where nothing is published', async () => {
    await visit(async page => {
      await page.route('**/data/index.json', route =>
        route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
      );
      await page.goto(site);
      await page.locator('.empty-home').waitFor();
      expect(await page.locator('.empty-home h1').textContent()).toBe('No data sets yet');
    });
  });

  it('says what happened and offers to try again where the data is broken', async () => {
    await visit(async page => {
      await page.route('**/data/index.json', route => route.fulfill({ json: { schema: 'index/9' } }));
      await page.goto(site);
      await page.locator('#message').waitFor();
      expect(await page.locator('#message-text').textContent()).toContain('"schema" must be "index/1"');
      expect(await page.locator('#message-action').textContent()).toBe('Try again');
    });
  });

  it('tells the place under the pointer', async () => {
    await visit(async page => {
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

  testFirst([
    ['/', null, ['us-counties']],
    ['/covid/map', null, ['us-counties']],
    ['/?map=us-states', null, ['us-states']],
    ['/covid/map?map=world', null, ['world']],
    // Asked for before the snapshot is known, which has counties.
    ['/covid/map', ['us-states'], ['us-states', 'us-counties']],
    ['/covid/curves', null, []],
  ] as const)('asks for the shapes of %s alone, of the maps %o', async (path, maps, wanted) => {
    await visit(async page => {
      const asked: string[] = [];
      page.on('request', request =>
        asked.push(
          /assets\/((?:[a-z]+-)?(?:counties|states|provinces|world))-[^/]*\.json$/.exec(request.url())?.[1] ?? '',
        ),
      );
      if (maps !== null)
        await page.route('**/data/index.json', async route => {
          const index = await (await route.fetch()).json();
          await route.fulfill({
            json: { ...index, datasets: index.datasets.map((entry: object) => ({ ...entry, maps })) },
          });
        });
      await page.goto(`${site}${path}`);
      await page.waitForSelector('body[data-state="ready"]');
      await page.waitForLoadState('networkidle');
      expect(asked.filter(name => name !== '')).toEqual(wanted);
    });
  });

  it('opens a link to a place with its figures beside it, in words too, until it is let go of', async () => {
    await visit(async page => {
      await openView(page, site, '?map=us-states&measure=deaths&place=US-NY');
      const [place, figure] = await page.locator('#tooltip p').allTextContents();
      expect([place, figure]).toEqual(['New York', expect.stringMatching(/^[\d,]+ deaths$/)]);
      const spoken = await page.locator('#map-spoken').textContent();
      expect(spoken).toMatch(new RegExp(`^New York: ${figure}, rank \\d+ of \\d+$`));
      expect(await page.locator('#map-areas').getAttribute('aria-label')).toContain(` ${spoken}.`);
      await page.locator('#step-back').click();
      await expect.poll(() => page.locator('#tooltip p').nth(1).textContent()).not.toBe(figure);
      await page.mouse.move(5, 5);
      expect(await page.locator('#tooltip').isVisible()).toBe(true);
      await page.locator('#stage').focus();
      await page.keyboard.press('Escape');
      expect(await page.locator('#tooltip').isVisible()).toBe(false);
      await expect.poll(() => new URL(page.url()).searchParams.get('place')).toBe(null);
    });
  });

  it('opens a link to a place without a shape with its figures in a note', async () => {
    await visit(async page => {
      await openView(page, site, '?map=us-states&measure=deaths&place=US-PR');
      await expect
        .poll(() => page.locator('#notes').textContent())
        .toMatch(/^Puerto Rico has no shape on this map\. [\d,]+ deaths\.$/);
    });
  });

  testFirst([[WIDE], [PHONE]])('covers no place with its buttons, and cuts no choice off', async options => {
    await visit(async page => {
      await openView(page, site, '?per=1000000&map=us-states');
      const [stage, zoom] = await Promise.all(['#stage', '.zoom'].map(part => page.locator(part).boundingBox()));
      expect((stage?.y ?? 0) + (stage?.height ?? 0)).toBeLessThanOrEqual(zoom?.y ?? 0);
      const cut = await page.locator('select:visible').evaluateAll(selects =>
        selects.flatMap(select => {
          const { width } = select.getBoundingClientRect();
          const free = document.createElement('select');
          free.className = select.className;
          free.style.cssText = 'position: absolute; width: max-content; max-width: none';
          free.append(
            ...[...(select instanceof HTMLSelectElement ? select.selectedOptions : [])].map(o => o.cloneNode(true)),
          );
          select.after(free);
          const needed = free.getBoundingClientRect().width;
          free.remove();
          return width + 1 < needed ? [select.id] : [];
        }),
      );
      expect(cut).toEqual([]);
    }, options);
  });

  testFirst([[{ viewport: { width: 1440, height: 900 } }], [PHONE]])(
    'shows the number asked for in its table',
    async options => {
      await visit(async page => {
        for (const search of ['?map=us-states&measure=deaths&per=100000', '?change=new&smooth=7&per=1000000']) {
          await openView(page, site, search);
          await page.getByRole('button', { name: 'Table', exact: true }).click();
          const scroll = await page.locator('.table-scroll').boundingBox();
          const number = page.locator('.table-scroll tbody tr').first().locator('td').first();
          const box = await number.boundingBox();
          expect((box?.x ?? 0) + (box?.width ?? Infinity)).toBeLessThanOrEqual((scroll?.x ?? 0) + (scroll?.width ?? 0));
          expect(await page.locator('.table-scroll thead th').nth(1).textContent()).toMatch(
            / per 1(00|,000),000 people/,
          );
          await page.locator('.table-scroll').evaluate(element => element.scrollBy(400, 200));
          const place = await page.locator('.table-scroll tbody th').first().boundingBox();
          expect(place?.x).toBe(scroll?.x);
        }
      }, options);
    },
  );

  it.each([390, 820, 1440])('has no horizontal scroll at %i px', EXHAUSTIVE, async width => {
    await visit(
      async page => {
        await openMap(page, site);
        await page.waitForLoadState('networkidle');
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      },
      { viewport: { width, height: 844 } },
    );
  });

  testFirst([['light'], ['dark']] as const)('has nothing for axe to find, %s', async colorScheme => {
    await visit(
      async page => {
        await openMap(page, site);
        expect(await axeFindings(page)).toEqual([]);
      },
      { ...WIDE, colorScheme },
    );
  });
});

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

function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000;
}
