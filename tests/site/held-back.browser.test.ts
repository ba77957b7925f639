import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PALETTES } from '../../site/color/palette.ts';
import { EXHAUSTIVE, testFirst } from '../exhaustive.ts';
import { axeFindings, describeSite, PHONE, WIDE } from './describe-site.ts';
import { type HeldSite, heldSite, LAST } from './held-site.ts';
import { openView, painted, savedNumbers } from './map-view.ts';
import { innerPoint, openMap, paintedColors } from './painted-colors.ts';

const SHARP = { ...WIDE, deviceScaleFactor: 4 };
/** A county of which a zero was reported on the first day, and nothing since. */
const QUIET = '06025';

describeSite('values that checks held back, in a browser', ({ visit }) => {
  let site: HeldSite;
  beforeAll(async () => {
    site = await heldSite();
  }, 120_000);
  afterAll(() => site?.close());

  const lines = (page: Page) => page.locator('#tooltip p').allTextContents();
  const hover = async (page: Page, drawing: Awaited<ReturnType<typeof openMap>>, id: string) => {
    const box = await page.locator('#map-areas').boundingBox();
    const [x, y] = innerPoint(drawing, id);
    const scale = (box?.width ?? 0) / drawing.width;
    await page.mouse.move((box?.x ?? 0) + x * scale, (box?.y ?? 0) + y * scale);
  };

  it('a county that was split shows its successors together, and its own zero only before', async () => {
    await visit(async page => {
      const drawing = await openMap(page, `${site.address}/covid/map`);
      await hover(page, drawing, '02261');
      expect(await lines(page)).toEqual([
        'Chugach and Copper River, Alaska',
        '646 confirmed cases',
        'Chugach: 403',
        'Copper River: 243',
        '6,836 per 100,000 people',
        '+2 from the day before',
        'They replaced Valdez-Cordova, Alaska',
      ]);
      const [split] = await paintedColors(page, drawing, ['02261']);
      expect(PALETTES.light.ramp).toContain(split);
      await page.goto(`${site.address}/covid/map?date=2021-04-02`);
      await painted(page);
      expect(await paintedColors(page, drawing, ['02261'])).toEqual([PALETTES.light.zero]);
      await hover(page, drawing, '02261');
      expect((await lines(page)).slice(0, 2)).toEqual(['Valdez-Cordova, Alaska', '0 confirmed cases']);
    }, SHARP);
  });

  it('one region that two shapes show is named over both', EXHAUSTIVE, async () => {
    await visit(async page => {
      const drawing = await openMap(page, `${site.address}/covid/map`);
      for (const id of ['02060', '02164']) {
        await hover(page, drawing, id);
        expect((await lines(page)).slice(0, 2)).toEqual([
          'Bristol Bay plus Lake and Peninsula, Alaska',
          '196 confirmed cases',
        ]);
      }
    }, SHARP);
  });

  it('a click on a shape of two places takes both to the curves', EXHAUSTIVE, async () => {
    await visit(async page => {
      const drawing = await openMap(page, `${site.address}/covid/map`);
      await hover(page, drawing, '02261');
      await page.mouse.down();
      await page.mouse.up();
      await expect.poll(() => page.locator('#chosen-list .chip').allTextContents()).toHaveLength(2);
      expect(await page.locator('#chosen-list').textContent()).toContain('Copper River');
    }, SHARP);
  });

  it('a missing day says when the last report was, and the legend says that it is not zero', async () => {
    await visit(async page => {
      const drawing = await openMap(page, `${site.address}/covid/map`);
      await hover(page, drawing, QUIET);
      await expect.poll(() => lines(page)).toEqual(['Imperial', 'No report', 'Last reported: 0 on March 28, 2021']);
      expect(await page.locator('.legend-swatches').textContent()).toContain('No report, not zero');
      await page.goto(`${site.address}/covid/map?date=2021-03-28`);
      await painted(page);
      expect(await page.locator('.legend-swatches').textContent()).toBe('Reported: 0');
      expect(await paintedColors(page, drawing, [QUIET])).toEqual([PALETTES.light.zero]);
    }, SHARP);
  });

  it('a link to a place tells when it last reported, and what replaced it', EXHAUSTIVE, async () => {
    await visit(async page => {
      await openView(page, site.address, `?place=${QUIET}`);
      await expect.poll(() => lines(page)).toEqual(['Imperial', 'No report', 'Last reported: 0 on March 28, 2021']);
      const spoken = () => page.locator('#map-spoken').textContent();
      await expect.poll(spoken).toBe('Imperial: No report. Last reported: 0 on March 28, 2021');
      await openView(page, site.address, '?place=02261');
      await expect.poll(() => lines(page)).toContain('They replaced Valdez-Cordova, Alaska');
      await openView(page, site.address, '?place=02063');
      await expect.poll(() => lines(page)).toContain('Chugach: 403');
      expect(await lines(page)).not.toContain('They replaced Valdez-Cordova, Alaska');
    });
  });

  it('a map offers the measures that it has, and says so where an address asks for another', EXHAUSTIVE, async () => {
    await visit(async page => {
      const offered = () => page.locator('#measure label:visible').allTextContents();
      await openView(page, site.address, '?measure=recovered');
      expect(await offered()).toEqual(['Confirmed']);
      expect(await page.locator('#notes').textContent()).toContain('has no data for “Recovered”');
      await page.locator('#map').selectOption('world');
      await painted(page);
      expect(await offered()).toEqual(['Confirmed', 'Recovered', 'Active']);
      await page.locator('#measure label', { hasText: 'Active' }).click();
      await painted(page);
      expect(await page.locator('#change label:visible').allTextContents()).toEqual(['On the day', 'Net change']);
      await page.locator('#map').selectOption('us-states');
      await painted(page);
      expect(await page.locator('#notes').textContent()).toContain('has no data for “Active”');
    });
  });

  testFirst([
    ['wide', WIDE],
    ['on a phone', PHONE],
  ] as const)('the held state is named in summary, ranking, speech and table, %s', async (_, device) => {
    await visit(async page => {
      await openView(page, site.address, '?map=us-states&place=US-NY');
      expect(await page.locator('#summary').textContent()).toContain('Held back and not counted: New York.');
      expect(await page.locator('#ranking-notes').textContent()).toBe('Held back, so without a rank: New York.');
      await page.locator('#stage').focus();
      await page.keyboard.press('ArrowRight');
      await expect
        .poll(() => page.locator('#map-spoken').textContent())
        .toBe('New York: Held back. New York on April 20, 2021: 190 confirmed after 1,900 on April 19, 2021');
      const { columns, rows } = await savedNumbers(page);
      expect(rows.get('US-NY')?.[columns.indexOf('Confirmed')]).toBe('');
      await page.getByRole('button', { name: 'Table', exact: true }).click();
      const row = page.locator('.data-table tr', { hasText: 'New York' });
      expect(await row.textContent()).toContain('held back');
      expect(await axeFindings(page)).toEqual([]);
    }, device);
  });

  it('a sum that lacks it is marked in ranking and table, by name', async () => {
    await visit(async page => {
      await openView(page, site.address, '?map=world');
      await expect
        .poll(() => page.locator('#ranking-notes').textContent())
        .toContain('* Counts the last accepted value of New York.');
      expect(await page.locator('#ranking-table tbody tr').first().textContent()).toBe('1United States18,200 *');
    });
  });

  it('curves say why a line ends, and what no place reports', async () => {
    await visit(async page => {
      const query = 'regions=US-NY,USA&measures=confirmed&change=total&smooth=1';
      await page.goto(`${site.address}/covid/curves?${query}`);
      await page.waitForSelector('.curves:not(.is-loading) .curves-figure:not([aria-busy])');
      await page.locator('.curves-stage').focus();
      await page.keyboard.press('End');
      const readout = page.locator('.curves-readout');
      await expect.poll(() => readout.textContent()).toContain('held back');
      expect(await readout.textContent()).toContain('* Counts the last accepted value of New York.');
      expect(await page.locator('.curves-notes').textContent()).toContain('190 confirmed after 1,900');
      await page.goto(`${site.address}/covid/curves?regions=US-NY&measures=recovered`);
      await expect
        .poll(() => page.locator('.curves-empty').textContent())
        .toBe('Recoveries are not reported for New York.');
    });
  });

  it('About lists what is held back, ended and gone', async () => {
    await visit(async page => {
      await page.goto(`${site.address}/covid/about`);
      const part = page.locator('.about-part', { hasText: 'Held back and ended' });
      await part.waitFor();
      const text = await part.textContent();
      expect(text).toContain('Gone from world: Kalawao.');
      expect(text).toContain('Recovered: not reported after April 10, 2021.');
      expect(text).toContain('Kosovo on April 20, 2021: 1,578 confirmed after 15,705');
      expect(await axeFindings(page)).toEqual([]);
    });
  });

  it('the API answers the same', async () => {
    const answer = await fetch(`${site.address}/api/v1/datasets/covid/ranking?map=us-states&date=${LAST}`);
    expect((await answer.json()).held.map(({ region }: { region: string }) => region)).toEqual(['US-NY']);
  });
});
