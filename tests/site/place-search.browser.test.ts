import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { testFirst } from '../exhaustive.ts';
import { axeFindings, describeSite, PHONE } from './describe-site.ts';
import { openView, painted } from './map-view.ts';

describeSite('the search for a place', ({ address, visit }) => {
  const spoken = (page: Page) => page.locator('#map-spoken').textContent();
  const options = (page: Page) => page.locator('#place-search [role=option]');
  const find = async (page: Page, text: string) => {
    await page.getByRole('combobox', { name: 'Find a place on any map' }).focus();
    await page.keyboard.type(text);
    await options(page).first().waitFor();
  };

  it('goes to a place of another map, which switches by itself, and back', async () => {
    await visit(async page => {
      await openView(page, address);
      await find(page, 'germny');
      await expect.poll(() => options(page).allTextContents()).toEqual(['Germany Countries of the world']);
      expect(await page.locator('#place-search .place-search-note').isVisible()).toBe(false);
      await page.keyboard.press('Enter');
      await expect.poll(() => spoken(page)).toMatch(/^Germany: [\d,]+ confirmed cases, rank \d+ of \d+$/);
      expect(await page.locator('#map-areas').getAttribute('data-map')).toBe('world');
      await expect.poll(() => new URL(page.url()).search).toBe('?map=world&place=DEU');
      expect(await page.locator('#tooltip').textContent()).toContain('Germany');
      expect(await page.locator('#notes').textContent()).toBe('');
      await page.goBack();
      await painted(page);
      await expect.poll(() => page.locator('#map-areas').getAttribute('data-map')).toBe('us-counties');
    });
  });

  it('keeps what is shown on the other map: measure and day', async () => {
    await visit(async page => {
      await openView(page, address, '?measure=deaths&date=2020-05-01');
      await find(page, 'tx');
      await page.keyboard.press('Enter');
      await expect.poll(() => spoken(page)).toMatch(/^Texas: [\d,]+ deaths/);
      await expect
        .poll(() => new URL(page.url()).search)
        .toBe('?map=us-states&measure=deaths&date=2020-05-01&place=US-TX');
    });
  });

  it('takes by Enter what was typed, however fast', async () => {
    await visit(async page => {
      await openView(page, address);
      await find(page, 'chi');
      await page.keyboard.type('cago');
      await page.keyboard.press('Enter');
      await expect.poll(() => spoken(page)).toMatch(/^Cook, Illinois: /);
      expect(await page.locator('#map-areas').getAttribute('data-map')).toBe('us-counties');
    });
  });

  it('stays on the map of a place, and names the city it was found by', async () => {
    await visit(async page => {
      await openView(page, address);
      await find(page, 'brooklyn');
      await expect
        .poll(async () => (await options(page).allTextContents())[0])
        .toMatch(/^New York City, New York includes Brooklyn · [\d,]+ confirmed cases$/);
      await page.keyboard.press('Enter');
      await expect.poll(() => spoken(page)).toMatch(/^New York City, New York: /);
      await expect.poll(() => new URL(page.url()).search).toBe('?place=36061');
    });
  });

  it('says that five digits are a FIPS code and ZIP codes are not searched', async () => {
    await visit(async page => {
      await openView(page, address);
      await find(page, '10001');
      const note = '10001 was read as the FIPS code of Kent, Delaware. ZIP codes are not searched.';
      await expect.poll(() => page.locator('#place-search .place-search-note').textContent()).toBe(note);
      expect(await page.locator('#place-search [role=status]').textContent()).toBe(`1 place found. ${note}`);
      await page.getByRole('combobox', { name: 'Find a place on any map' }).fill('90210');
      const unknown = 'No place here has the FIPS code 90210. ZIP codes are not searched.';
      await page.locator('.place-search-note', { hasText: unknown }).waitFor();
      expect(await options(page).count()).toBe(0);
    }, PHONE);
  });

  it('loads the gazetteer when it is first used, and needs no API', async () => {
    await visit(async page => {
      const asked: string[] = [];
      page.on('request', request => asked.push(new URL(request.url()).pathname));
      await openView(page, address);
      expect(asked.filter(path => path.includes('open-search'))).toEqual([]);
      await find(page, 'chicago');
      expect(asked.filter(path => path.includes('open-search'))).toHaveLength(1);
      expect(asked.filter(path => path.startsWith('/api/'))).toEqual([]);
    });
  });

  it('adds to the curves what it finds on any map', async () => {
    await visit(async page => {
      await page.goto(`${address}/covid/curves?regions=`);
      await page.locator('.curves-empty:visible').waitFor();
      for (const [text, chip] of [
        ['chicago', 'Cook, Illinois'],
        ['britain', 'United Kingdom'],
        ['dc', 'District of Columbia'],
      ] as const) {
        await page.getByRole('combobox', { name: 'Add a place to the curves' }).fill(text);
        await page.getByRole('option').first().waitFor();
        await page.keyboard.press('Enter');
        await page.locator('.curves-chips li', { hasText: chip }).waitFor();
      }
      await expect.poll(() => new URL(page.url()).search).toBe('?regions=17031,GBR,US-DC');
    });
  });

  testFirst([['light'], ['dark']] as const)('has nothing for axe to find with its list open, %s', async colorScheme => {
    await visit(
      async page => {
        await openView(page, address);
        await find(page, 'washington');
        expect(await axeFindings(page)).toEqual([]);
      },
      { ...PHONE, colorScheme },
    );
  });
});
