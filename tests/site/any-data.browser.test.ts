import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AnySite, anySite, MIGRATION, RAIN } from './any-data.ts';
import { axeFindings, describeSite, PHONE } from './describe-site.ts';
import { painted, searchAtRest } from './map-view.ts';

describeSite('data sets of other periods and measures, in a browser', ({ visit }) => {
  let site: AnySite;
  beforeAll(async () => {
    site = await anySite();
  }, 120_000);
  afterAll(() => site?.close());

  const text = async (page: Page, selector: string) => (await page.locator(selector).textContent())?.trim();
  const headline = async (page: Page) =>
    `${await text(page, '#headline-figure')} ${await text(page, '#headline-words')}`;
  const lines = (page: Page) => page.locator('#tooltip p').allTextContents();
  const offered = (page: Page, group: string) => page.locator(`#${group} label:visible`).allTextContents();
  const openMap = async (page: Page, path: string) => {
    await page.goto(`${site.address}${path}`);
    await painted(page);
  };
  const openCurves = async (page: Page, path: string) => {
    await page.goto(`${site.address}${path}`);
    await page.waitForSelector('.curves:not(.is-loading) .curves-legend-item');
  };

  it('weekly rates have a median, percentage points and weeks to step through', async () => {
    await visit(async page => {
      await openMap(page, '/jobs/map?place=US-NV&date=2025-06-02');
      expect(await headline(page)).toMatch(
        /^\d\.\d% median unemployment rate in US states in the week of June 2, 2025$/,
      );
      expect(await text(page, '#ranking-title')).toBe('Highest unemployment rate');
      const [place, value, change, ...rest] = await lines(page);
      expect(place).toBe('Nevada');
      expect(value).toMatch(/^\d\.\d% unemployment rate$/);
      expect(change).toMatch(/^(No change|[+−]\d\.\d percentage points) from the week before$/);
      expect(rest).toEqual([]);
      expect(await offered(page, 'change')).toEqual(['In the week', 'Change']);
      expect(await page.locator('#numbers').isVisible()).toBe(false);
      await page.locator('#step-forward').click();
      expect(await searchAtRest(page)).toContain('date=2025-06-09');
      await page.locator('#period').selectOption({ label: 'Week of December 29, 2025' });
      await painted(page);
      expect(await text(page, '#summary')).toMatch(/^Provisional: these numbers are not complete yet\. Highest in /);
      expect(await lines(page)).toContain('Provisional: may not be complete yet');
      expect(await axeFindings(page)).toEqual([]);
    });
  });

  it('monthly values have dimensions, and suppressed ones are named', async () => {
    await visit(async page => {
      // Suppressed in the newest month.
      const kept = RAIN.regions[15];
      await openMap(page, `/rain/map?place=${kept?.id}`);
      expect((await lines(page)).slice(0, 2)).toEqual([kept?.name, 'Suppressed by the source']);
      expect(await text(page, '.legend-swatches')).toContain('Suppressed by the source');
      expect(await text(page, '#ranking-notes')).toContain('Suppressed by the source, so without a rank: ');
      const before = await text(page, '#headline-figure');
      await page.getByRole('combobox', { name: 'Area', exact: true }).selectOption('coast');
      await page.getByRole('combobox', { name: 'Kind', exact: true }).selectOption('model: b');
      await painted(page);
      expect(await headline(page)).toMatch(
        /mm rainfall \(area: coast, kind: model: b\) in countries in November 2025$/,
      );
      expect(await text(page, '#headline-figure')).not.toBe(before);
      expect(new URLSearchParams(await searchAtRest(page)).get('dim.season:kind')).toBe('model: b');
      await openCurves(page, '/rain/curves?dim.area=coast&dim.season:kind=model: b');
      expect(await text(page, '.curves-what')).toBe('Rainfall (area: coast, kind: model: b) per month');
      expect(await text(page, '.curves-notes')).toContain('Suppressed by the source, so the line has a gap: ');
    });
  });

  it('values of both signs diverge around zero', async () => {
    await visit(async page => {
      const place = MIGRATION.regions[3];
      const value = Number(place?.values.net?.at(-1));
      await openMap(page, `/migration/map?place=${place?.id}`);
      expect(await lines(page)).toContain(`${value.toLocaleString('en-US').replace('-', '−')} net migrants`);
      expect(await offered(page, 'scale')).toEqual(['Linear']);
      expect(await page.locator('.legend-tick').allTextContents()).toEqual(['−200K', '−100K', '0', '100K', '200K']);
      expect(await offered(page, 'change')).toEqual(['Total so far', 'Per 5 years']);
      await page.locator('#step-back').click();
      await painted(page);
      expect(await headline(page)).toMatch(/net migrants in countries in 2020$/);
    });
  });

  it('data without places open on their curve, also on a phone', async () => {
    await visit(async page => {
      await openCurves(page, '/prices/map');
      expect(await page.locator('.tabs a:visible').allTextContents()).toEqual(['Curves', 'About']);
      expect(await text(page, '.curves-what')).toBe('Stock of grain');
      expect(await text(page, '.curves-where')).toBe('');
      expect(await text(page, '.curves-notes')).toContain('The last 2 months are provisional and may still change');
      await page.locator('.curves-stage').focus();
      await page.keyboard.press('End');
      await expect
        .poll(() => page.locator('.curves-spoken').textContent())
        .toMatch(/^November 2025\. .*: [\d.]+\u00a0kt stock of grain\. Provisional/);
      expect(await axeFindings(page)).toEqual([]);
    }, PHONE);
  });

  it('data of one moment have a ranking, even where a map has no shapes', async () => {
    await visit(async page => {
      await page.goto(`${site.address}/wards/map`);
      await page.waitForSelector('body[data-state="ready"] .shapeless:visible');
      expect(await headline(page)).toMatch(/^\d\d\.\d% median turnout in wards$/);
      expect(await page.locator('#player').isVisible()).toBe(false);
      expect(await text(page, '#without-shape summary')).toMatch(/^Not on the map: 24 places, the largest Ward \d+$/);
      expect(await page.locator('.tabs a:visible').allTextContents()).toEqual(['Map', 'About']);
    });
  });
});
