import { expect, it } from 'vitest';
import { describeSite } from './describe-site.ts';
import { openView, savedNumbers } from './map-view.ts';

describeSite('the map by keyboard alone', ({ address, visit }) => {
  it('finds a county by its name and state', async () => {
    await visit(async page => {
      await openView(page, address);
      const focused = () =>
        page.evaluate(() => document.activeElement?.getAttribute('placeholder') ?? document.activeElement?.id ?? '');
      for (let tabs = 0; tabs < 60 && (await focused()) !== 'Find a place'; tabs += 1) await page.keyboard.press('Tab');
      expect(await focused()).toBe('Find a place');
      await page.keyboard.type('franklin ohio');
      await page.locator('[role="option"]').first().waitFor();
      const options = await page.locator('[role="option"]').allTextContents();
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.getElementById('map-spoken')?.textContent !== '');
      const spoken = (await page.locator('#map-spoken').textContent()) ?? '';
      expect(spoken).toMatch(/^Franklin, Ohio: [\d,]+ confirmed cases, rank [\d,]+ of [\d,]+$/);
      const figure = /[\d,]+ confirmed cases/.exec(spoken)?.[0] ?? '';
      expect(options[0]).toBe(`Franklin, Ohio ${figure}`);
      expect(await page.locator('#tooltip').textContent()).toContain('Franklin, Ohio');
      const { columns, rows } = await savedNumbers(page);
      expect(rows.get('39049')?.[columns.indexOf('Place')]).toBe('Franklin, Ohio');
    });
  });

  it('walks from place to place, speaks each, and enlarges', async () => {
    await visit(async page => {
      await openView(page, address);
      await page.locator('#stage').focus();
      await page.keyboard.press('Home');
      const spoken = async () => (await page.locator('#map-spoken').textContent()) ?? '';
      expect(await spoken()).toMatch(/^New York City, New York: [\d,]+ confirmed cases, rank 1 of [\d,]+$/);
      const seen = new Set([await spoken()]);
      for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowUp', 'ArrowRight', 'ArrowDown']) {
        await page.keyboard.press(key);
        seen.add(await spoken());
      }
      expect(seen.size).toBeGreaterThanOrEqual(4);
      await page.keyboard.press('+');
      await page.keyboard.press('Enter');
      expect(await page.locator('#chosen-list li').count()).toBe(1);
      await page.keyboard.press('Escape');
      expect(await page.locator('#tooltip').isHidden()).toBe(true);
    });
  });

  it('reaches every control of the tab', async () => {
    await visit(async page => {
      await openView(page, address, '?per=1000');
      await page.locator('#to-map').focus();
      const reached = new Set<string>();
      for (let tabs = 0; tabs < 60; tabs += 1) {
        await page.keyboard.press('Tab');
        reached.add(
          await page.evaluate(() => {
            const element = document.activeElement;
            return element?.getAttribute('name') ?? element?.id ?? '';
          }),
        );
      }
      const wanted = [
        ...[
          'theme',
          'map',
          'measure',
          'change',
          'kind',
          'per',
          'scale',
          'smooth',
          'step-back',
          'play',
          'date',
          'day',
          'speed',
        ],
        ...['loop', 'stage', 'zoom-in', 'zoom-out', 'zoom-all', 'ranking-form'],
      ];
      expect(wanted.filter(name => !reached.has(name))).toEqual([]);
    });
  });
});
