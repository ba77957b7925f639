// @module-tag exhaustive
import { mkdir, rename, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { release, rollback } from '../../functions/snapshots/rollback.ts';
import { formatDate } from '../../site/format/numbers-and-dates.ts';
import { axeFindings, describeSite, PHONE, WIDE } from './describe-site.ts';
import { choose, dayShown, painted, searchAtRest } from './map-view.ts';
import { type TwoVersions, twoVersions } from './two-versions.ts';

describeSite('versions of a data set', ({ visit }) => {
  let versions: TwoVersions;
  beforeAll(async () => {
    versions = await twoVersions();
  }, 120_000);
  afterAll(() => versions?.close());

  const look = (page: Page) => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  const open = async (page: Page, path: string) => {
    await page.goto(`${versions.address}${path}`);
    await painted(page);
  };

  it('an older one is shown as it was, says so, and leads to the same view of the newest', async () => {
    const { older, newer } = versions;
    for (const device of [WIDE, PHONE]) {
      await visit(async page => {
        await open(page, `/covid@${older.id}/map?measure=deaths`);
        expect(await dayShown(page)).toBe(older.lastDate);
        await page.locator('#version').waitFor();
        expect(await page.locator('#version').textContent()).toBe(
          `This is an older version of this data, up to ${formatDate(older.lastDate)}. ` +
            `Newer data goes up to ${formatDate(newer.lastDate)}. See the newest`,
        );
        expect(await axeFindings(page)).toEqual([]);
        await page.locator('#map').selectOption('us-states');
        await painted(page);
        await page.locator('#version-link').click();
        await page.waitForURL(`**/covid/map?map=us-states&measure=deaths`);
        await painted(page);
        expect(await dayShown(page)).toBe(newer.lastDate);
        expect(await page.locator('#version').isHidden()).toBe(true);
      }, device);
    }
  });

  it('its links and calls of the API keep to it', async () => {
    const { older } = versions;
    await visit(async page => {
      const asked: string[] = [];
      page.on('request', request => request.url().includes('/api/') && asked.push(request.url()));
      await open(page, `/covid@${older.id}/map`);
      await choose(page, 'measure', 'Deaths');
      expect(new URL(page.url()).pathname).toBe(`/covid@${older.id}/map`);
      await page.locator('#stage').focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('Enter');
      for (const name of ['Curves', 'Sandbox', 'About', 'Map']) {
        await page.getByRole('link', { name, exact: true }).first().click();
        await page.waitForURL(`**/covid@${older.id}/${name.toLowerCase()}*`);
        await page.waitForSelector(`#tab-${name.toLowerCase()}:not([hidden])`);
        if (name === 'Curves') await expect.poll(() => asked.some(url => url.includes('/series?'))).toBe(true);
        expect(await page.locator('#version').isVisible()).toBe(true);
        const strays = await page
          .locator('a[href^="/covid"]:visible')
          .evaluateAll(
            (links, id) =>
              links
                .map(link => ({ href: link.getAttribute('href') ?? '', words: link.textContent ?? '' }))
                .filter(({ href, words }) => !href.startsWith(`/covid@${id}/`) && !words.startsWith('See the newest')),
            older.id,
          );
        expect(strays).toEqual([]);
      }
      for (const url of asked.filter(url => url.includes('/datasets/'))) {
        expect(new URL(url).searchParams.get('snapshot'), url).toBe(older.id);
      }
      await page.reload();
      await painted(page);
      expect(await dayShown(page)).toBe(older.lastDate);
    });
  });

  it('the newest by its own address says nothing, until the publisher goes back', async () => {
    const { older, newer, site } = versions;
    await visit(async page => {
      await open(page, `/covid@${newer.id}/map`);
      await page.waitForLoadState('networkidle');
      expect(await page.locator('#version').isHidden()).toBe(true);
      await rollback('covid', older.id, site);
      try {
        await look(page);
        await page.locator('#version').waitFor();
        expect(await page.locator('#version').textContent()).toBe(
          `This version, up to ${formatDate(newer.lastDate)}, is not the published one: the publisher has gone back to an ` +
            `earlier version, up to ${formatDate(older.lastDate)}. See the published version`,
        );
      } finally {
        await release('covid', site);
      }
      await look(page);
      await page.locator('#version').waitFor({ state: 'hidden' });
    });
  });

  it('an open page tells that the publisher has gone back, keeps what it shows until then, and hears of the release', async () => {
    const { older, newer, site } = versions;
    await visit(async page => {
      await open(page, '/covid/map');
      await rollback('covid', null, site);
      try {
        await look(page);
        await page.locator('#newer').waitFor();
        expect(await page.locator('#newer').textContent()).toBe(
          'The publisher has gone back to an earlier version of this data. Show it',
        );
        expect(await dayShown(page)).toBe(newer.lastDate);
        await page.locator('#newer-show').click();
        await painted(page);
        await expect.poll(() => dayShown(page)).toBe(older.lastDate);
        await page.getByRole('link', { name: 'About', exact: true }).click();
        await page.getByText('An earlier version is shown on purpose; a newer one is kept ready.').waitFor();
      } finally {
        await release('covid', site);
      }
      await look(page);
      await page.locator('#newer').waitFor();
      expect(await page.locator('#newer').textContent()).toBe('Newer data is available. Show it');
    });
  });

  it('a rollback that is taken back at once leaves nothing to offer', async () => {
    const { site } = versions;
    await visit(async page => {
      await open(page, '/covid/map');
      await rollback('covid', null, site);
      await look(page);
      await page.locator('#newer').waitFor();
      await release('covid', site);
      await look(page);
      await page.locator('#newer').waitFor({ state: 'hidden' });
    });
  });

  it('one that is not kept says so and leads to the newest', async () => {
    for (const id of ['f'.repeat(32), 'yesterday']) {
      const complaints = await complaintsOf(async page => {
        await page.goto(`${versions.address}/covid@${id}/map?measure=deaths`);
        await page.getByRole('heading', { name: 'This version no longer exists' }).waitFor();
        expect(await page.locator('#message-text').textContent()).toContain(
          `The version “${id}” of “covid” does not exist here.`,
        );
        expect(await axeFindings(page)).toEqual([]);
        await page.getByRole('link', { name: 'See the newest version' }).click();
        await page.waitForURL('**/covid/map?measure=deaths');
        await painted(page);
        expect(await searchAtRest(page)).toBe('?measure=deaths');
      });
      expect(complaints).toMatch(/404/);
    }
  });

  it('one that is there in part says so and leads to the newest', async () => {
    const { older, out } = versions;
    const blobs = join(out, 'data', 'covid', 'blobs');
    await rename(blobs, `${blobs}-aside`);
    await mkdir(blobs);
    try {
      const complaints = await complaintsOf(async page => {
        await page.goto(`${versions.address}/covid@${older.id}/map`);
        await page.getByRole('heading', { name: 'This version cannot be shown' }).waitFor();
        expect(await page.locator('#message-action').getAttribute('href')).toBe('/covid/map');
      });
      expect(complaints).toMatch(/404/);
    } finally {
      await rmdir(blobs);
      await rename(`${blobs}-aside`, blobs);
    }
  });

  /** What the page complained of: that something was not found belongs to these. */
  async function complaintsOf(use: (page: Page) => Promise<void>): Promise<string> {
    try {
      await visit(use);
      return '';
    } catch (error) {
      if (error instanceof Error && error.message.startsWith('the page complained')) return error.message;
      throw error;
    }
  }
});
