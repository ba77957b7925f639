import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeSite } from './describe-site.ts';
import { add, headline, readAt, rowsOf } from './sandbox-page.ts';

const WIDE = { viewport: { width: 1280, height: 1000 } };
const CHANGE = '?view=change';

describeSite('the sandbox in a browser', ({ address, visit }) => {
  const open = (search: string, use: (page: Page) => Promise<void>, options = {}) =>
    visit(
      async page => {
        await page.goto(`${address}/covid/sandbox${search}`);
        await page.locator('.sandbox h1').waitFor();
        await use(page);
      },
      { ...WIDE, ...options },
    );

  it('opens with two scenarios, d 14 and 14, r 1.5 and 3, and says what comes of them', async () => {
    await open('', async page => {
      const sliders = page.locator('.sandbox-scenario input');
      const form = ['min', 'max', 'step', 'value'] as const;
      const read = await sliders.evaluateAll(
        (inputs, names) =>
          inputs.map(input => (input instanceof HTMLInputElement ? names.map(name => Number(input[name])) : [])),
        form,
      );
      expect(read).toEqual([
        [1, 28, 1, 14],
        [0, 8, 0.1, 1.5],
        [1, 28, 1, 14],
        [0, 8, 0.1, 3],
      ]);
      expect(await page.locator('.slider-value').allTextContents()).toEqual(['14 days', '1.5', '14 days', '3.0']);
      expect(await headline(page)).toBe('3,005 infected at once on day 70 in scenario 2, 631 on day 225 in scenario 1');
      expect(await page.locator('.sandbox-result > p:last-child').allTextContents()).toEqual([
        'At the peak, on day 225, 631 of 10,000 people are infected at once. 4,171 are never infected.',
        'At the peak, on day 70, 3,005 of 10,000 people are infected at once. 595 are never infected.',
      ]);
    });
  });

  it.each([
    ['sandbox-d1', 'ArrowLeft', '13 days', '?d1=13'],
    ['sandbox-r1', 'ArrowRight', '1.6', '?r1=1.6'],
    ['sandbox-d2', 'Home', '1 day', '?d2=1'],
    ['sandbox-r2', 'End', '8.0', '?r2=8'],
  ])(
    'moves slider %s by keyboard: value, result and address follow, and Ctrl+Z takes it back',
    async (id, key, value, search) => {
      await open('', async page => {
        const before = await headline(page);
        const slider = page.locator(`#${id}`);
        await slider.focus();
        await page.keyboard.press(key);
        expect(await slider.getAttribute('aria-valuetext')).toBe(value);
        await expect.poll(() => headline(page)).not.toBe(before);
        await expect.poll(() => new URL(page.url()).search).toBe(search);
        await page.keyboard.press('Control+z');
        await expect.poll(() => headline(page)).toBe(before);
        await expect.poll(() => new URL(page.url()).search).toBe('');
      });
    },
  );

  it('ends at the corners of the sliders', async () => {
    await open('?d1=1&r1=0&d2=1&r2=8', async page => {
      expect(await headline(page)).toMatch(/^5,\d{3} infected at once on day 2 in scenario 2, no wave in scenario 1$/);
    });
    await open('?d1=28&r1=1.1&d2=28&r2=1', async page => {
      expect(await headline(page)).toBe('No wave in scenario 2, 44 infected at once on day 1,438 in scenario 1');
    });
  });

  it('tells each group on the day under the pointer, and both scenarios to the same last day', async () => {
    await open('', async page => {
      const [first, second] = [page.locator('.sandbox-groups').nth(0), page.locator('.sandbox-groups').nth(1)];
      expect(await readAt(page, first, 0.5)).toMatch(
        /^Day 2\d\d · [\d,]+ susceptible · [\d,]+ infected · [\d,]+ removed$/,
      );
      const ends = [await readAt(page, first, 0.97), await readAt(page, second, 0.97)];
      const days = ends.map(text => /^Day (\d+)/.exec(text)?.[1]);
      expect(days[0]).toBe(days[1]);
      expect(Number(days[0])).toBeGreaterThan(490);
      const compared = await readAt(page, page.locator('.sandbox-compare'), 0.5);
      expect(compared).toMatch(/^Day 2\d\d · Scenario 1: [\d,]+ infected · Scenario 2: [\d,]+ infected$/);
    });
  });

  it('opens the changes with the rows of day 0 and day 50', async () => {
    await open('', async page => {
      await page.getByText('A change on the way', { exact: true }).click();
      await expect.poll(() => new URL(page.url()).search).toBe(CHANGE);
      expect(await rowsOf(page)).toEqual(['0 14 3 Yes Yes', '50 14 1.5 No Yes']);
      expect(await headline(page)).toBe(
        '1,120 infected at once on day 72 with the last change, 3,005 on day 70 without it',
      );
      await page.goBack();
      await expect.poll(() => page.locator('.sandbox-scenarios').isVisible()).toBe(true);
    });
  });

  it('adds, replaces, sorts, drops and clears changes, and takes each back', async () => {
    await open(CHANGE, async page => {
      await add(page, 20, 7, 2);
      expect(await rowsOf(page)).toEqual(['0 14 3 Yes Yes', '20 7 2 Yes Yes', '50 14 1.5 No Yes']);
      await add(page, 20, 5, 0.5);
      expect(await rowsOf(page)).toEqual(['0 14 3 Yes Yes', '20 5 0.5 Yes Yes', '50 14 1.5 No Yes']);
      await expect.poll(() => new URL(page.url()).search).toBe('?view=change&changes=0:14:3,20:5:0.5,50:14:1.5');
      await page.getByLabel('Drop the change on day 50').click();
      expect(await rowsOf(page)).toEqual(['0 14 3 Yes Yes', '20 5 0.5 No Yes']);
      await page.getByText('Clear all').click();
      expect(await rowsOf(page)).toEqual(['0 14 3 Yes Yes']);
      const undo = page.getByRole('button', { name: 'Undo' });
      for (const rows of [2, 3, 3, 2]) {
        await undo.click();
        expect(await rowsOf(page)).toHaveLength(rows);
      }
      expect(await undo.getAttribute('aria-disabled')).toBe('true');
      expect(await rowsOf(page)).toEqual(['0 14 3 Yes Yes', '50 14 1.5 No Yes']);
    });
  });

  it('takes numbers that are typed over in the table, and says which it cannot take', async () => {
    await open(CHANGE, async page => {
      const r = page.getByLabel('r from day 50');
      await r.fill('2.2');
      await r.press('Enter');
      expect(await rowsOf(page)).toEqual(['0 14 3 Yes Yes', '50 14 2.2 No Yes']);
      await r.fill('9');
      await r.press('Enter');
      expect(await rowsOf(page)).toEqual(['0 14 3 Yes Yes', '50 14 2.2 No Yes']);
      expect(await page.locator('.sandbox-status').textContent()).toBe('r is a number from 0 to 8, in steps of 0.1.');
      const day = page.getByLabel('Day of change 1');
      await day.fill('30');
      await day.press('Enter');
      expect(await rowsOf(page)).toEqual(['0 14 3 Yes Yes', '30 14 2.2 No Yes']);
    });
  });

  it('moves a change by keyboard alone: day, height, undo', async () => {
    await open(CHANGE, async page => {
      const before = await headline(page);
      const handle = page.getByRole('slider', { name: 'Change 1' });
      await handle.focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Shift+ArrowLeft');
      await page.keyboard.press('ArrowDown');
      expect(await rowsOf(page)).toEqual(['0 14 3 Yes Yes', '41 14 1.4 No Yes']);
      expect(await handle.getAttribute('aria-valuetext')).toBe('From day 41: r 1.4, d 14');
      await expect.poll(() => new URL(page.url()).search).toBe('?view=change&changes=0:14:3,41:14:1.4');
      for (let step = 0; step < 3; step += 1) await page.keyboard.press('Control+z');
      await expect.poll(() => headline(page)).toBe(before);
      await page.keyboard.press('Delete');
      expect(await rowsOf(page)).toEqual(['0 14 3 Yes Yes']);
    });
  });

  it('moves a change under the pointer, as one step', async () => {
    await open(CHANGE, async page => {
      const handle = page.getByRole('slider', { name: 'Change 1' });
      const box = await handle.boundingBox();
      if (box === null) throw new Error('the handle must be on the page');
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      await page.mouse.move(x, y);
      await page.mouse.down();
      for (let step = 1; step <= 10; step += 1) await page.mouse.move(x + step * 12, y - step * 4);
      await page.mouse.up();
      const [, moved = ''] = await rowsOf(page);
      const [day = 0, , r = 0] = moved.split(' ').map(Number);
      expect(day).toBeGreaterThan(70);
      expect(r).toBeGreaterThan(3);
      await expect.poll(() => new URL(page.url()).search).toContain(`,${day}:14:${r}`);
      await page.getByRole('button', { name: 'Undo' }).click();
      expect(await rowsOf(page)).toEqual(['0 14 3 Yes Yes', '50 14 1.5 No Yes']);
    });
  });

  it('shows what an address asks for', async () => {
    await open('?view=change&d1=3&r2=7.9&changes=0:9:2.2,30:9:0.3,90:2:8', async page => {
      expect(await rowsOf(page)).toEqual(['0 9 2.2 Yes Yes', '30 9 0.3 Yes Yes', '90 2 8 No Yes']);
      await page.getByText('Two scenarios', { exact: true }).click();
      expect(await page.locator('.slider-value').allTextContents()).toEqual(['3 days', '1.5', '14 days', '7.9']);
    });
  });

  it('says what an address asks for in vain', async () => {
    await open('?d1=99', async page => {
      await expect
        .poll(() => page.locator('#notes').textContent())
        .toContain('The days infectious, d, of scenario 1 must be');
      expect(await page.locator('.slider-value').first().textContent()).toBe('14 days');
    });
  });
});
