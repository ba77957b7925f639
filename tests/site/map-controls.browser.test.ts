import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeSite, PHONE } from './describe-site.ts';
import { choose, chosen, dayShown, openView, painted, searchAtRest } from './map-view.ts';
import { paintOf } from './painted-colors.ts';

const MAPS = ['au-states', 'ca-provinces', 'cn-provinces', 'us-counties', 'us-states', 'world'];

describeSite('the controls of the map', ({ address, visit }) => {
  it('H1: begins with US counties and shows each of the six maps, with its own days', async () => {
    await visit(async page => {
      await openView(page, address);
      const offered = await page
        .locator('#map option')
        .evaluateAll(options => options.map(option => option.getAttribute('value')));
      expect(offered.toSorted()).toEqual(MAPS);
      expect(await page.locator('#map').inputValue()).toBe('us-counties');
      for (const map of MAPS) {
        await page.locator('#map').selectOption(map);
        await page.waitForSelector(`#map-areas[data-map="${map}"]`);
        await painted(page);
        expect(await page.locator('#headline-figure').textContent()).toMatch(/^[\d,]+$/);
        expect(await page.locator('#shape-credit').textContent()).toMatch(/^Shapes: ./);
        const [first, last] = await page
          .locator('#day')
          .evaluate(day => [day.getAttribute('min'), day.getAttribute('max')]);
        const day = await dayShown(page);
        expect(first != null && last != null && first <= day && day <= last).toBe(true);
      }
    });
  });

  it('H1: keeps the day where the other map has it, and says so where it does not', async () => {
    await visit(async page => {
      await openView(page, address, '?map=world');
      const first = (await page.locator('#day').getAttribute('min')) ?? '';
      await openView(page, address, `?map=world&date=${first}`);
      await page.locator('#map').selectOption('us-counties');
      await page.waitForSelector('#map-areas[data-map="us-counties"]');
      expect(await page.locator('#notes').textContent()).toMatch(
        /^The map “US counties” has no day .* Shown instead: /,
      );
      const nearest = await dayShown(page);
      expect(nearest).toBe(await page.locator('#day').getAttribute('min'));
      await page.locator('#map').selectOption('world');
      await page.waitForSelector('#map-areas[data-map="world"]');
      expect(await dayShown(page)).toBe(nearest);
      expect(await page.locator('#notes').isHidden()).toBe(true);
    });
  });

  it('H2, H3: begins with confirmed cases in total; every measure and change shows its own', async () => {
    await visit(async page => {
      await openView(page, address);
      expect([await chosen(page, 'measure'), await chosen(page, 'change')]).toEqual(['confirmed', 'total']);
      const before = await paintOf(page);
      await choose(page, 'measure', 'Deaths');
      expect(await page.locator('#headline-words').textContent()).toMatch(/^deaths in US counties by/);
      expect(await paintOf(page)).not.toBe(before);
      await choose(page, 'change', 'New per day');
      expect(await page.locator('#headline-words').textContent()).toMatch(/^new deaths in US counties on/);
      expect(await page.locator('#ranking-title').textContent()).toBe('Most new deaths');
      expect(await searchAtRest(page)).toBe('?measure=deaths&change=new');
    });
  });

  it('H4, H10: begins logarithmic; the linear scale has other colors and other ticks', async () => {
    await visit(async page => {
      await openView(page, address);
      expect(await chosen(page, 'scale')).toBe('log');
      const ticks = () => page.locator('.legend-tick').allTextContents();
      expect((await ticks()).slice(0, 3)).toEqual(['1', '10', '100']);
      const before = await paintOf(page);
      await choose(page, 'scale', 'Linear');
      expect((await ticks())[0]).toBe('0');
      expect(await paintOf(page)).not.toBe(before);
      expect(await searchAtRest(page)).toBe('?scale=linear');
    });
  });

  it('H5, H6: begins with counts; per capita with 100,000, and any N from 1 to 1 million', async () => {
    await visit(async page => {
      await openView(page, address);
      expect(await chosen(page, 'kind')).toBe('count');
      expect(await page.locator('#per').isDisabled()).toBe(true);
      await choose(page, 'kind', 'Per capita');
      expect(await page.locator('#headline-words').textContent()).toContain('per 100,000 people');
      const offered = await page
        .locator('#per option')
        .evaluateAll(options => options.map(option => Number(option.getAttribute('value'))));
      expect(offered).toEqual([1, 10, 100, 1_000, 10_000, 100_000, 1_000_000]);
      const rate = async () => Number((await page.locator('#headline-figure').textContent())?.replaceAll(',', ''));
      const per100k = await rate();
      await page.locator('#per').selectOption('1000000');
      await painted(page);
      expect((await rate()) / per100k).toBeCloseTo(10, 1);
      expect(await searchAtRest(page)).toBe('?per=1000000');
    });
  });

  it('H7: goes to a day by calendar, slider and buttons, never outside of the map', async () => {
    await visit(async page => {
      await openView(page, address);
      const newest = await dayShown(page);
      expect(await page.locator('#day').inputValue()).toBe(newest);
      expect(await page.locator('#step-forward').isDisabled()).toBe(true);
      await page.locator('#step-back').click();
      await page.waitForFunction(day => document.getElementById('map-areas')?.dataset.date !== day, newest);
      const before = await dayShown(page);
      expect(Date.parse(newest) - Date.parse(before)).toBe(86_400_000);
      const first = (await page.locator('#day').getAttribute('min')) ?? '';
      await page.locator('#day').fill(first);
      await page.waitForSelector(`#map-areas[data-date="${first}"]`);
      await page.locator('#day').fill('1999-01-01');
      await page.locator('#day').blur();
      expect(await dayShown(page)).toBe(first);
      expect(await page.locator('#day').inputValue()).toBe(first);
    });
  });

  it('H9: keeps one color for one number on every day', async () => {
    await visit(async page => {
      await openView(page, address);
      const legend = await page.locator('#legend .legend-ramp').innerHTML();
      await page.locator('#date').focus();
      await page.keyboard.press('Home');
      await page.waitForFunction(() => document.getElementById('date')?.ariaValueText !== null);
      await painted(page);
      expect(await page.locator('#legend .legend-ramp').innerHTML()).toBe(legend);
    });
  });

  it('H11: tells value and rate in plain notation under the pointer, and by tapping', async () => {
    const readPlace = async (page: Page) => {
      const box = await page.locator('#map-areas').boundingBox();
      if (!box) throw new Error('the map must be on the page');
      return { x: box.x + box.width * 0.5, y: box.y + box.height * 0.55 };
    };
    await visit(async page => {
      await openView(page, address, '?per=1');
      const { x, y } = await readPlace(page);
      await page.mouse.move(x, y);
      const text = (await page.locator('#tooltip').textContent()) ?? '';
      expect(text).toMatch(/confirmed cases per person/);
      expect(text).not.toMatch(/\de[+-]\d/);
    });
    await visit(async page => {
      await openView(page, address);
      const { x, y } = await readPlace(page);
      await page.touchscreen.tap(x, y);
      await page.locator('#tooltip').waitFor();
      expect(await page.locator('#chosen-add').textContent()).toMatch(/^Add .* to the curves$/);
      expect(await page.locator('#chosen-list li').count()).toBe(0);
    }, PHONE);
  });

  it('H12, H13: ranks as bars and as a table, with whole names and counts', async () => {
    await visit(async page => {
      await openView(page, address);
      expect(await chosen(page, 'ranking-form')).toBe('bars');
      await choose(page, 'ranking-form', 'Table');
      expect(await page.locator('#ranking-bars').isHidden()).toBe(true);
      const rows = await page
        .locator('#ranking-table tbody tr')
        .evaluateAll(rows => rows.map(row => [...row.children].map(cell => cell.textContent ?? '')));
      const values = rows.map(([, , value]) => Number(value?.replaceAll(',', '')));
      expect(values).toEqual(values.toSorted((a, b) => b - a));
      expect(rows[0]?.[1]).toBe('New York City, New York');
    });
  });

  it('H14: says so where nobody counts, or nobody knows', async () => {
    await visit(async page => {
      await openView(page, address, '?measure=recovered');
      expect(await page.locator('#notes').textContent()).toContain(
        'The map “US counties” has no data for “Recovered”: it is not reported there. Shown instead: Confirmed.',
      );
      expect(await chosen(page, 'measure')).toBe('confirmed');
      expect(await page.locator('#measure label:visible').allTextContents()).not.toContain('Recovered');
      const first = await page.locator('#day').getAttribute('min');
      await openView(page, address, `?change=new&date=${first}`);
      const none = await page.locator('#ranking-none').textContent();
      expect(none).toMatch(/^No new confirmed cases are known in US counties on/);
      expect(await page.locator('#summary').textContent()).toMatch(/^It takes the day before, and this map begins on/);
    });
  });

  it('H15: enlarges and moves the map, and shows all of it again', async () => {
    await visit(async page => {
      await openView(page, address);
      await page.waitForTimeout(300);
      const whole = await paintOf(page);
      await page.getByRole('button', { name: 'Zoom in' }).click();
      await page.waitForTimeout(100);
      const near = await paintOf(page);
      expect(near).not.toBe(whole);
      const box = await page.locator('#map-areas').boundingBox();
      if (!box) throw new Error('the map must be on the page');
      await page.mouse.move(box.x + 400, box.y + 200);
      await page.mouse.down();
      await page.mouse.move(box.x + 300, box.y + 150, { steps: 5 });
      await page.mouse.up();
      await page.waitForTimeout(100);
      expect(await paintOf(page)).not.toBe(near);
      expect(await page.locator('#chosen-list li').count()).toBe(0);
      await page.getByRole('button', { name: 'Show the whole map' }).click();
      await page.waitForTimeout(300);
      expect(await paintOf(page)).toBe(whole);
    });
  });

  it('adds a place to the curves by click, by Enter, and takes it off again', async () => {
    await visit(async page => {
      await openView(page, address);
      const box = await page.locator('#map-areas').boundingBox();
      if (!box) throw new Error('the map must be on the page');
      await page.mouse.click(box.x + box.width * 0.5, box.y + box.height * 0.55);
      await page.locator('#chosen-list li').waitFor();
      await page.locator('#stage').focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.querySelectorAll('#chosen-list li').length === 2);
      expect(await page.locator('#chosen-list').textContent()).toContain('New York City, New York');
      expect(await page.locator('#chosen-link').getAttribute('href')).toMatch(/\/covid\/curves\?regions=\d{5},36061$/);
      await page.getByRole('button', { name: 'Remove New York City, New York' }).click();
      expect(await page.locator('#chosen-list li').count()).toBe(1);
      expect(await searchAtRest(page)).toMatch(/regions=\d{5}$/);
    });
  });

  it('shows every choice that an address makes, and writes the same address', async () => {
    await visit(async page => {
      const search =
        '?map=us-states&measure=deaths&change=new&scale=linear&per=10000&smooth=7&date=2020-04-20&speed=30&loop=on&place=US-OH&regions=US-OH,36061';
      await openView(page, address, search);
      expect(await page.locator('#map').inputValue()).toBe('us-states');
      expect(await chosen(page, 'measure')).toBe('deaths');
      expect(await chosen(page, 'change')).toBe('new');
      expect(await chosen(page, 'scale')).toBe('linear');
      expect(await page.locator('#per').inputValue()).toBe('10000');
      expect(await page.locator('#smooth').inputValue()).toBe('7');
      expect(await dayShown(page)).toBe('2020-04-20');
      expect(await page.locator('#speed').inputValue()).toBe('30');
      expect(await page.locator('#loop').isChecked()).toBe(true);
      await page.waitForFunction(
        () => document.getElementById('chosen-list')?.textContent?.includes('New York City') === true,
      );
      expect(await page.locator('#chosen-list').textContent()).toContain('Ohio');
      await page.locator('#loop').uncheck();
      expect(await searchAtRest(page)).toBe(search.replace('&loop=on', ''));
    });
  });

  it('says so where an address names places that nobody knows', async () => {
    await visit(async page => {
      await openView(page, address, '?regions=99999');
      await page.locator('#notes').waitFor();
      expect(await page.locator('#notes').textContent()).toBe('There is no place “99999” here.');
    });
  });

  it('goes back and forward through what was chosen', async () => {
    await visit(async page => {
      await openView(page, address);
      await choose(page, 'measure', 'Deaths');
      await choose(page, 'change', 'New per day');
      await page.locator('#date').focus();
      for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowLeft');
      await searchAtRest(page);
      await page.goBack();
      await painted(page);
      expect(new URL(page.url()).search).toBe('?measure=deaths&change=new');
      await page.goBack();
      await page.waitForFunction(
        () => document.getElementById('headline-words')?.textContent?.startsWith('deaths') === true,
      );
      expect(await chosen(page, 'change')).toBe('total');
      await page.goForward();
      await page.goForward();
      await searchAtRest(page);
      expect(new URL(page.url()).searchParams.get('date')).not.toBeNull();
      expect(await dayShown(page)).toBe(new URL(page.url()).searchParams.get('date'));
    });
  });
});
