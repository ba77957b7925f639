import { expect, it } from 'vitest';
import { parseSeriesAnswer } from '../../functions/contract/answers.ts';
import { addressId } from '../../functions/query/pages/place-page.ts';
import { axeFindings, describeSite, PHONE, WIDE } from './describe-site.ts';

const SHOWN = [
  ['a county', '36061'],
  ['a state', 'US-NY'],
  ['a country', 'USA'],
] as const;

describeSite('the page of a place', ({ address, visit }) => {
  it.each(SHOWN)('shows the figures of %s as the API has them, its curve, rank and places', async (_, id) => {
    await visit(async page => {
      await page.goto(`${address}/covid/place/${addressId(id)}`);
      await page.waitForSelector('.place-main .place-number:not(:text("…"))');
      await page.waitForSelector('.place-table tbody tr');
      const answer = await fetch(
        `${address}/api/v1/datasets/covid/series?regions=${id}&measures=confirmed&change=new&smooth=7&per=100000`,
      );
      const { series } = parseSeriesAnswer(await answer.json(), '');
      const shown = Number(await page.locator('.place-main .place-number').textContent());
      const value = series[0]?.values.at(-1) ?? Number.NaN;
      expect(Math.abs(shown - value)).toBeLessThanOrEqual(value * 0.05);
      expect(await page.title()).toContain((await page.locator('h1:visible').textContent()) ?? '?');
      expect(await page.locator('.place-canvas canvas').getAttribute('aria-label')).toContain('New');
    }, WIDE);
  });

  it('sorts its table by keyboard, and leads on to another place and back', async () => {
    await visit(async page => {
      await page.goto(`${address}/covid/place/US-NY`);
      const name = page.locator('.place-sort').first();
      await name.focus();
      await page.keyboard.press('Enter');
      const names = await page.locator('.place-table tbody th').allTextContents();
      expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'en-US')));
      const before = await page.title();
      await page.locator('.place-table tbody a').first().click();
      await page.waitForFunction(title => document.title !== title, before);
      expect(new URL(page.url()).pathname).toMatch(/^\/covid\/place\/\d+$/);
      await page.goBack();
      await page.waitForFunction(title => document.title === title, before);
    }, WIDE);
  });

  it.each(['light', 'dark'] as const)('fits a phone and is accessible in %s colors', async colorScheme => {
    await visit(
      async page => {
        await page.goto(`${address}/covid/place/US-NY`);
        await page.waitForSelector('.place-table tbody tr');
        await page.waitForSelector('.place-dots');
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
        expect(await axeFindings(page)).toEqual([]);
      },
      { ...PHONE, colorScheme },
    );
  });
});
