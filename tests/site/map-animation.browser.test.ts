import { expect, it } from 'vitest';
import { EXHAUSTIVE } from '../exhaustive.ts';
import { describeSite } from './describe-site.ts';
import { dayShown, openView, painted, searchAtRest } from './map-view.ts';

describeSite('the animation of the map', ({ address, visit }) => {
  it('H17: plays from the first day to the last; map, ranking, numbers and slider move together', async () => {
    await visit(async page => {
      await openView(page, address, '?speed=60');
      const newest = await dayShown(page);
      await page.evaluate(() => {
        const seen: (string | undefined)[][] = [];
        Object.assign(window, { seen });
        new MutationObserver(() => {
          const text = (id: string) => document.getElementById(id)?.textContent ?? '';
          const date = document.getElementById('date');
          seen.push([
            document.getElementById('map-areas')?.dataset.date,
            text('headline-words').split(' by ')[1],
            text('date-words'),
            date?.ariaValueText ?? '',
          ]);
        }).observe(document.getElementById('map-areas') ?? document.body, { attributeFilter: ['data-date'] });
      });
      await page.locator('#play').click();
      await page.waitForFunction(
        ([id, last]) =>
          document.getElementById(id ?? '')?.dataset.date === last &&
          document.getElementById('play')?.dataset.state === 'resting',
        ['map-areas', newest],
        { timeout: 50_000, polling: 100 },
      );
      const seen = await page.evaluate(() => (window as unknown as { seen: string[][] }).seen);
      expect(seen.length).toBeGreaterThan(15);
      expect(seen.map(([day]) => day)).toEqual(seen.map(([day]) => day).toSorted());
      for (const [, headline, words, slider] of seen) expect([headline, slider]).toEqual([words, words]);
      expect(await searchAtRest(page)).toBe('?speed=60');
    });
  });

  it('pauses where it is, with exact numbers, and the address of the day', async () => {
    await visit(async page => {
      await openView(page, address, '?speed=5&date=2020-04-01');
      await page.locator('#play').click();
      await page.waitForFunction(() => (document.getElementById('map-areas')?.dataset.date ?? '') > '2020-04-03');
      await page.getByRole('button', { name: 'Pause' }).click();
      const day = await dayShown(page);
      await page.waitForTimeout(600);
      expect(await dayShown(page)).toBe(day);
      expect(new URL(page.url()).searchParams.get('date')).toBe(day);
      expect(await page.getByRole('button', { name: 'Play' }).count()).toBe(1);
    });
  });

  it('begins before all months are there, and waits where one is late', EXHAUSTIVE, async () => {
    await visit(async page => {
      let release = () => {};
      const held = new Promise<void>(resolve => {
        release = resolve;
      });
      await openView(page, address, '?speed=60');
      let blobs = 0;
      await page.route('**/data/covid/blobs/**', async route => {
        blobs += 1;
        // The index and the first two months pass; the rest is late.
        if (blobs > 3) await held;
        await route.continue();
      });
      await page.locator('#play').click();
      await page.waitForSelector('#play[data-state="waiting"]');
      await page.waitForTimeout(500);
      const waiting = await dayShown(page);
      expect(waiting < ((await page.locator('#day').getAttribute('max')) ?? '')).toBe(true);
      release();
      await page.waitForFunction(day => (document.getElementById('map-areas')?.dataset.date ?? '') > day, waiting);
    });
  });

  it('goes round in a loop, and moving by hand ends it', EXHAUSTIVE, async () => {
    await visit(async page => {
      await openView(page, address, '?speed=5&loop=on');
      const newest = await dayShown(page);
      await page.locator('#step-back').click();
      await painted(page);
      await page.locator('#play').click();
      await page.waitForFunction(day => document.getElementById('map-areas')?.dataset.date === day, newest, {
        polling: 5,
      });
      await page.waitForFunction(day => (document.getElementById('map-areas')?.dataset.date ?? '') < day, newest, {
        timeout: 20_000,
      });
      await page.locator('#date').focus();
      await page.keyboard.press('ArrowRight');
      expect(await page.locator('#play').getAttribute('data-state')).toBe('resting');
    });
  });

  it('smooths: the mean of 7 days is shown, by slider and in the address', async () => {
    await visit(async page => {
      await openView(page, address, '?change=new');
      await page.locator('#smooth').fill('7');
      await painted(page);
      expect(await page.locator('#headline-words').textContent()).toContain('7-day average');
      expect(await searchAtRest(page)).toBe('?change=new&smooth=7');
    });
  });
});
