// @module-tag exhaustive
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { parseRegionsAnswer, parseSeriesAnswer } from '../../functions/contract/answers.ts';
import { CATEGORICAL } from '../../site/charts/ink.ts';
import { chips, choose, focused, painted, search } from './curves-page.ts';
import { axeFindings, describeSite, PHONE } from './describe-site.ts';

describeSite('the curves at their edges', ({ address, visit }) => {
  const open = async (page: Page, search = '') => {
    await page.goto(`${address}/covid/curves${search}`);
    await page.locator('.curves:not(.is-loading) .curves-figure:not([aria-busy])').waitFor({ state: 'attached' });
  };
  const answer = async (query: Readonly<Record<string, string>>) => {
    const response = await fetch(`${address}/api/v1/datasets/covid/series?${new URLSearchParams(query)}`);
    return parseSeriesAnswer(await response.json(), '');
  };

  it('keeps the other curves when one is switched off and the pointer stays', async () => {
    await visit(async page => {
      await open(page, '?regions=US-NY,US-MA');
      const [, massachusetts = ''] = CATEGORICAL.light;
      const before = await painted(page, massachusetts);
      expect(before).toBeGreaterThan(0);
      await page.locator('.curves-legend-item').first().click();
      await page.waitForTimeout(300);
      await page.mouse.move(...(await pointIn(page, '.curves-legend-item')));
      await page.waitForTimeout(100);
      expect(await painted(page, massachusetts)).toBeGreaterThan(before / 2);
    });
  });

  it('says that the service does not answer, keeps what was shown, and tries again', async () => {
    const failing = visit(async page => {
      let reachable = false;
      for (const needed of ['**/api/v1/**', '**/assets/open-search-*'])
        await page.route(needed, route => (reachable ? route.continue() : route.abort()));
      await open(page);
      const failure = page.locator('.curves-failure');
      expect(await failure.textContent()).toContain('The curves of New York, Massachusetts and Indiana did not load');
      expect(await page.locator('.curves-figure').isVisible()).toBe(false);
      reachable = true;
      await failure.getByRole('button', { name: 'Try again' }).click();
      await page.locator('.curves-legend-item').first().waitFor();
      expect(await failure.isVisible()).toBe(false);
      await expect.poll(() => focused(page)).toContain('curves-stage');

      const box = page.getByRole('combobox', { name: 'Add a place to the curves' });
      reachable = false;
      await box.fill('ohio');
      await page.locator('.place-search-note', { hasText: 'The search did not answer.' }).waitFor();
      reachable = true;
      await page.locator('.place-search-note button').click();
      await page.getByRole('option', { name: 'Ohio US states' }).waitFor();
      reachable = false;
      await page.getByRole('option', { name: 'Ohio US states' }).click();
      await page.locator('.curves-failure', { hasText: 'The curves of Ohio did not load' }).waitFor();
      expect(await painted(page, CATEGORICAL.light[0] ?? '')).toBeGreaterThan(200);
      reachable = true;
      await failure.getByRole('button', { name: 'Try again' }).click();
      await expect.poll(() => painted(page, CATEGORICAL.light[3] ?? '')).toBeGreaterThan(200);
    });
    // All that the page may complain of is what was aborted here.
    await expect(failing).rejects.toThrow(
      /^the page complained: Failed to load resource: net::ERR_FAILED( · Failed to load resource: net::ERR_FAILED)*$/,
    );
  });

  it('takes fifty places and no more', async () => {
    const response = await fetch(`${address}/api/v1/datasets/covid/regions?map=us-counties&limit=51`);
    const ids = parseRegionsAnswer(await response.json(), '').regions.map(({ id }) => id);
    await visit(async page => {
      await open(page, `?regions=${ids.join(',')}`);
      expect(await page.locator('#notes').textContent()).toContain('No more than 50 places fit. The address has 51');
      expect(await chips(page)).toHaveLength(50);
      const box = page.getByRole('combobox', { name: 'Add a place to the curves' });
      await box.fill('italy');
      await page.getByRole('option', { name: 'Italy' }).click();
      expect(await page.locator('.curves-message').textContent()).toBe(
        'No more than 50 places fit. Remove one to add Italy.',
      );
      expect(await chips(page)).toHaveLength(50);
    });
  });

  it('folds many chips, and lists the nearest of many curves under the chart of a phone', async () => {
    const response = await fetch(`${address}/api/v1/datasets/covid/regions?map=us-counties&limit=30`);
    const ids = parseRegionsAnswer(await response.json(), '').regions.map(({ id }) => id);
    await visit(async page => {
      await open(page, `?regions=${ids.join(',')}`);
      const visible = page.locator('.curves-chips li:visible');
      expect(await visible.count()).toBe(6);
      await page.getByRole('button', { name: 'and 24 more' }).click();
      expect(await visible.count()).toBe(30);
      await page.getByRole('button', { name: 'Show fewer' }).click();
      expect(await visible.count()).toBe(6);
      const canvas = page.locator('.curves-canvas');
      await canvas.scrollIntoViewIfNeeded();
      const box = await canvas.boundingBox();
      if (!box) throw new Error('the chart must be on the page');
      await page.touchscreen.tap(box.x + box.width * 0.7, box.y + box.height * 0.5);
      const readout = page.locator('.curves-readout');
      await readout.getByRole('link').first().waitFor();
      expect(await readout.locator('.curves-readout-row').count()).toBe(8);
      expect(await readout.locator('.curves-readout-row').first().getAttribute('class')).toContain('is-nearest');
      expect(await readout.textContent()).toMatch(/and \d+ more; the table has all/);
      const below = await readout.boundingBox();
      const chart = await canvas.boundingBox();
      expect(below?.y).toBeGreaterThanOrEqual((chart?.y ?? 0) + (chart?.height ?? 0));
    }, PHONE);
  });

  it('tells those who hear the page what came, went and was hidden', async () => {
    await visit(async page => {
      await open(page);
      const said = page.locator('.curves-announced');
      await page.getByRole('combobox', { name: 'Add a place to the curves' }).fill('italy');
      await page.getByRole('option', { name: 'Italy' }).click();
      await expect.poll(() => said.textContent()).toBe('Italy was added: 4 places.');
      await page.getByRole('button', { name: 'Remove Massachusetts' }).click();
      await expect.poll(() => said.textContent()).toBe('Massachusetts was removed: 3 places.');
      await page.locator('.curves-legend-item', { hasText: 'Deaths' }).click();
      await expect.poll(() => said.textContent()).toBe('Deaths is hidden.');
      await page.locator('.curves-legend-item', { hasText: 'Deaths' }).click();
      await expect.poll(() => said.textContent()).toBe('Deaths is shown again.');
      await page.getByRole('button', { name: 'Clear all' }).click();
      await expect.poll(() => said.textContent()).toBe('Every place was removed.');
    });
  });

  it('says why a number of cases is refused, and where no curve begins', async () => {
    await visit(async page => {
      await open(page, '?align=total:9999999');
      expect(await page.locator('.curves-empty').textContent()).toContain('No curve begins: the 9,999,999th');
      expect(await page.locator('.curves-figure').isVisible()).toBe(false);
      const number = page.getByLabel('Number of confirmed cases on the first day');
      await number.fill('0.5');
      await number.press('Enter');
      expect(await page.locator('.curves-error').textContent()).toBe('Enter a whole number from 1 to 9,999,999,999.');
      await number.fill('100');
      await number.press('Enter');
      await page.locator('.curves-stage:visible').waitFor();
      expect(await page.locator('.curves-error').isVisible()).toBe(false);
    });
  });

  it('shows the legend alone where every curve is switched off', async () => {
    await visit(async page => {
      await open(page, '?hide=US-NY,US-MA,US-IN');
      expect(await page.locator('.curves-empty').textContent()).toContain('Every curve is switched off');
      expect(await page.locator('.curves-stage').isVisible()).toBe(false);
      await page.locator('.curves-legend-item', { hasText: 'Indiana' }).click();
      await page.locator('.curves-stage:visible').waitFor();
    });
  });

  it('takes small letters and spaces, and puts the true ids into the address', async () => {
    await visit(async page => {
      await open(page, '?regions=us-ny,%20ita&hide=ita');
      expect(await chips(page)).toEqual(['New York', 'Italy']);
      await expect.poll(() => search(page)).toBe('?regions=US-NY,ITA&hide=ITA');
      expect(await page.locator('#notes').isVisible()).toBe(false);
    });
  });

  it('has controls in a line, letters that grow with the page’s, and a frame that is filled', async () => {
    await visit(async page => {
      await open(page);
      const middles = await page
        .locator('.curves-types label, #curves-change label, .curves-search input')
        .evaluateAll(parts =>
          parts.map(part => part.getBoundingClientRect()).map(({ top, height }) => top + height / 2),
        );
      for (const middle of middles) expect(Math.abs(middle - (middles[0] ?? 0))).toBeLessThanOrEqual(1);
      const labelPixels = () => painted(page, '#5d594f');
      const usual = await labelPixels();
      await page.evaluate(() => {
        document.documentElement.style.fontSize = '30px';
      });
      await choose(page, 'Linear');
      await choose(page, 'Log');
      await expect.poll(labelPixels).toBeGreaterThan(usual * 2);
    });
    await visit(
      async page => {
        await open(page, '?embed=1&view=apart');
        await expect
          .poll(() =>
            page
              .locator('.curves-canvas canvas')
              .first()
              .evaluate(canvas => canvas.clientHeight),
          )
          .toBeGreaterThan(200);
        expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(700);
      },
      { viewport: { width: 1440, height: 600 } },
    );
  });

  it('marks corrections, and names them', async () => {
    const { periods: dates, series } = await answer({ regions: 'ESP', measures: 'confirmed', change: 'new' });
    const corrected = dates?.some((_, index) => (series[0]?.values[index] ?? 0) < 0) ?? false;
    await visit(async page => {
      await open(page, '?regions=ESP');
      expect(await page.locator('.curves-legend-cross').count()).toBe(corrected ? 1 : 0);
      await choose(page, 'Total');
      await expect.poll(() => page.locator('.curves-legend-cross').count()).toBe(0);
    });
  });

  it.each([390, 820, 1440])('has no horizontal scroll at %i px', async width => {
    await visit(
      async page => {
        for (const query of ['', '?view=apart&per=100000&regions=36061,ship:diamond-princess,US-NY']) {
          await open(page, query);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        }
      },
      width === 390 ? PHONE : { viewport: { width, height: 900 } },
    );
  });

  it.each(['light', 'dark'] as const)('has nothing for axe to find, %s', async colorScheme => {
    await visit(
      async page => {
        await open(page);
        await page.locator('.curves-stage').focus();
        await page.keyboard.press('End');
        await page.keyboard.press('Enter');
        expect(await axeFindings(page)).toEqual([]);
        await open(page, '?view=apart&per=100000&align=total:100');
        await page.getByRole('combobox', { name: 'Add a place to the curves' }).fill('ohio');
        await page.getByRole('option').first().waitFor();
        expect(await axeFindings(page)).toEqual([]);
      },
      { viewport: { width: 1280, height: 900 }, colorScheme },
    );
  });
});

/** The middle of the first such part, a pixel aside: the pointer moves within it. */
async function pointIn(page: Page, part: string): Promise<[number, number]> {
  const box = await page.locator(part).first().boundingBox();
  if (box === null) throw new Error(`${part} must be on the page`);
  return [box.x + box.width / 2 + 1, box.y + box.height / 2];
}
