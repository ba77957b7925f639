import { readFile } from 'node:fs/promises';
import type { Page, Request } from 'playwright-core';
import { expect, it } from 'vitest';
import { parseSeriesAnswer } from '../../functions/contract/answers.ts';
import { CATEGORICAL } from '../../site/charts/ink.ts';
import { formatDate, formatValue } from '../../site/format/numbers-and-dates.ts';
import { testFirst } from '../exhaustive.ts';
import { parseCsv } from '../real/parse-csv.ts';
import { active, boxes, checked, chips, choose, painted, search, strokes } from './curves-page.ts';
import { describeSite } from './describe-site.ts';

const HEADING = 'New confirmed cases and deaths per day in New York, Massachusetts and Indiana';

describeSite('the curves in a browser', ({ address, visit }) => {
  const open = async (page: Page, search = '') => {
    await page.goto(`${address}/covid/curves${search}`);
    await page.locator('.curves:not(.is-loading) .curves-figure:not([aria-busy])').waitFor({ state: 'attached' });
  };
  const answer = async (query: Readonly<Record<string, string>>) => {
    const response = await fetch(`${address}/api/v1/datasets/covid/series?${new URLSearchParams(query)}`);
    return parseSeriesAnswer(await response.json(), '');
  };

  it('C2-C8: opens with the places and settings of the original', async () => {
    await visit(async page => {
      await open(page);
      expect(await page.locator('h1:visible').textContent()).toBe(HEADING);
      expect(await chips(page)).toEqual(['New York', 'Massachusetts', 'Indiana']);
      expect(await checked(page)).toEqual(['New per day', 'Log', 'Count', 'by date', 'One chart']);
      expect(await boxes(page)).toEqual({ Confirmed: true, Deaths: true, Recovered: false, Active: false });
      expect(await page.getByRole('slider', { name: 'Smoothing' }).inputValue()).toBe('14');
      const slider = page.getByRole('slider', { name: 'Smoothing' });
      expect([await slider.getAttribute('min'), await slider.getAttribute('max')]).toEqual(['1', '28']);
      expect(await page.locator('.curves-average-marks span').allTextContents()).toEqual(['1', '7', '14', '21', '28']);
      expect(new URL(page.url()).search).toBe('');
      expect(await page.title()).toContain(HEADING);
    });
  });

  it('asks the API once, of the snapshot that it shows, whatever is chosen', async () => {
    await visit(async page => {
      const asked: string[] = [];
      page.on('request', (request: Request) => {
        if (request.url().includes('/api/')) asked.push(request.url());
      });
      await open(page);
      await choose(page, 'Total');
      await choose(page, 'Linear');
      await choose(page, 'Per capita');
      await page.getByRole('checkbox', { name: 'Recovered' }).check();
      await page.getByLabel('at 1 confirmed case in 10,000 people').check();
      await page.getByRole('slider', { name: 'Smoothing' }).fill('3');
      await page.locator('.curves-day-axis', { hasText: '10,000' }).waitFor();
      expect(asked).toHaveLength(1);
      const { searchParams, pathname } = new URL(asked[0] ?? '');
      expect(pathname).toBe('/api/v1/datasets/covid/series');
      expect(searchParams.get('regions')).toBe('US-NY,US-MA,US-IN');
      expect(searchParams.get('snapshot')).toMatch(/^[0-9a-f]{32}$/);
    });
  });

  it('C1, C2: finds a county by keyboard, adds it, removes places, clears all, and goes back', async () => {
    await visit(async page => {
      await open(page);
      const box = page.getByRole('combobox', { name: 'Add a place to the curves' });
      await box.focus();
      await page.keyboard.type('cook');
      await page.getByRole('option').first().waitFor();
      expect(await box.getAttribute('aria-expanded')).toBe('true');
      expect(await active(page)).toBe('Cook, Illinois US counties');
      await page.keyboard.press('ArrowDown');
      expect(await active(page)).toMatch(/^Cook, \w+ US counties$/);
      await page.keyboard.press('End');
      const last = await page.getByRole('option').last().textContent();
      expect(await active(page)).toBe(last);
      await page.keyboard.press('Home');
      await page.keyboard.press('Enter');
      await page.locator('.curves-chips li', { hasText: 'Cook, Illinois' }).waitFor();
      expect(await box.inputValue()).toBe('');
      expect(await box.getAttribute('aria-expanded')).toBe('false');
      await expect.poll(() => search(page)).toBe('?regions=US-NY,US-MA,US-IN,17031');
      await page.locator('.curves-legend-item', { hasText: 'Cook, Illinois' }).waitFor();

      await page.getByRole('button', { name: 'Remove Massachusetts' }).press('Enter');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Remove Indiana');
      expect(await chips(page)).toEqual(['New York', 'Indiana', 'Cook, Illinois']);
      await page.getByRole('button', { name: 'Clear all' }).click();
      await page.locator('.curves-empty:visible').waitFor();
      expect(await page.locator('.curves-empty').textContent()).toContain('No place is chosen. Search for');
      expect(search(page)).toBe('?regions=');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('combobox');
      await page.goBack();
      await expect.poll(() => chips(page)).toEqual(['New York', 'Indiana', 'Cook, Illinois']);
      await page.goForward();
      await expect.poll(() => chips(page)).toEqual([]);
    });
  });

  it('C1: says what a search finds, closes and empties with Escape, takes a click', async () => {
    await visit(async page => {
      await open(page);
      const box = page.getByRole('combobox', { name: 'Add a place to the curves' });
      await box.fill('zzzz');
      await page.locator('.place-search-note', { hasText: 'No place here is called “zzzz”.' }).waitFor();
      await box.fill('doña');
      await page.getByRole('option').first().waitFor();
      expect(await page.locator('.place-search [role=status]').textContent()).toMatch(/^\d+ places? found\./);
      await page.keyboard.press('Escape');
      expect(await page.getByRole('option').count()).toBe(0);
      expect(await box.inputValue()).toBe('doña');
      await page.keyboard.press('Escape');
      expect(await box.inputValue()).toBe('');
      await box.fill('italy');
      await page.getByRole('option', { name: 'Italy' }).click();
      await page.locator('.curves-legend-item', { hasText: 'Italy' }).waitFor();
      await box.fill('italy');
      await page.getByRole('option', { name: 'Italy' }).click();
      expect(await page.locator('.curves-message').textContent()).toBe('Italy is already shown.');
    });
  });

  testFirst([
    ['C3', 'Total', '?change=total', 'Total, logarithmic scale', 'Date'],
    ['C6', 'Linear', '?scale=linear', 'New per day', 'Date'],
    ['C4', 'Per capita', '?per=100000', 'New per day, per 100,000 people, logarithmic scale', 'Date'],
    ['C5', 'at confirmed case number', '?align=total:1', undefined, 'Days since the first confirmed case'],
    [
      'C5',
      'at 1 confirmed case in 10,000 people',
      '?align=rate:1/10000',
      undefined,
      'Days since 1 confirmed case in 10,000 people',
    ],
    ['small multiples', 'One for each place', '?view=apart', undefined, 'Date'],
  ] as const)('%s: %s is in the address, on the axes, and back again', async (_, name, query, valueAxis, dayAxis) => {
    await visit(async page => {
      await open(page);
      const before = await checked(page);
      await choose(page, name);
      await expect.poll(() => search(page)).toBe(query);
      await expect.poll(() => page.locator('.curves-day-axis').textContent()).toBe(dayAxis);
      if (valueAxis !== undefined) expect(await page.locator('.curves-axis').first().textContent()).toBe(valueAxis);
      const after = await checked(page);
      expect(after).toContain(name);
      await open(page, query);
      expect(await checked(page)).toEqual(after);
      await page.getByRole('checkbox', { name: 'Active' }).check();
      await expect.poll(() => search(page)).not.toBe(query);
      await page.goBack();
      await expect.poll(() => search(page)).toBe(query);
      await open(page);
      expect(await checked(page)).toEqual(before);
    });
  });

  it('C4: has the original’s numbers of people', async () => {
    await visit(async page => {
      await open(page);
      await choose(page, 'Per capita');
      const select = page.getByLabel('Per how many people');
      expect(
        await select.locator('option').evaluateAll(options => options.map(option => option.getAttribute('value'))),
      ).toEqual([1, 10, 100, 1e3, 1e4, 1e5, 1e6].map(String));
      expect(await select.inputValue()).toBe('100000');
      await select.selectOption('1000000');
      await expect.poll(() => search(page)).toBe('?per=1000000');
      await choose(page, 'Count');
      await expect.poll(() => search(page)).toBe('');
    });
  });

  it('C5, C7, C8: types a number of cases, ticks case types, moves the average by keyboard', async () => {
    await visit(async page => {
      await open(page);
      await page.getByLabel('at confirmed case number').check();
      await page.getByLabel('Number of confirmed cases on the first day').fill('100');
      await page.keyboard.press('Enter');
      await expect.poll(() => search(page)).toBe('?align=total:100');
      await expect
        .poll(() => page.locator('.curves-day-axis').textContent())
        .toBe('Days since the 100th confirmed case');
      await page.getByRole('checkbox', { name: 'Deaths' }).uncheck();
      await page.getByRole('checkbox', { name: 'Active' }).check();
      await expect.poll(() => search(page)).toBe('?measures=confirmed,active&align=total:100');
      await page.getByRole('slider', { name: 'Smoothing' }).focus();
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('Home');
      await expect.poll(() => search(page)).toBe('?measures=confirmed,active&smooth=1&align=total:100');
      expect(await page.locator('.curves-hint').textContent()).toContain('as they were reported');
      for (const type of ['Confirmed', 'Active']) await page.getByRole('checkbox', { name: type }).uncheck();
      await page.locator('.curves-empty', { hasText: 'No measure is chosen' }).waitFor();
    });
  });

  it('a drag of the slider is one step to go back from', async () => {
    await visit(async page => {
      await open(page);
      await choose(page, 'Total');
      const box = await page.getByRole('slider', { name: 'Smoothing' }).boundingBox();
      if (!box) throw new Error('the slider must be on the page');
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await page.mouse.down();
      for (const part of [0.55, 0.7, 0.8, 0.9]) await page.mouse.move(box.x + box.width * part, box.y + box.height / 2);
      await page.mouse.up();
      await expect.poll(() => search(page)).toMatch(/^\?change=total&smooth=2\d$/);
      await page.goBack();
      await expect.poll(() => search(page)).toBe('?change=total');
      expect(await page.getByRole('slider', { name: 'Smoothing' }).inputValue()).toBe('14');
    });
  });

  it('says what an address asks for in vain', async () => {
    await visit(async page => {
      await open(page, '?regions=US-NY,ATLANTIS&smooth=99&scale=cubic');
      const notes = (await page.locator('#notes').textContent()) ?? '';
      expect(notes).toContain('There is no place “ATLANTIS” here.');
      expect(notes).toContain('There is no smoothing “99” here: it is over 1 to 28 days. Shown instead: 14 days.');
      expect(notes).toContain('There is no scale “cubic” here');
      expect(await chips(page)).toEqual(['New York']);
      await expect.poll(() => search(page)).toBe('?regions=US-NY');
    });
  });

  it('C11, C14: the legend’s samples are the colors that are drawn, and switch curves off', async () => {
    await visit(async page => {
      await open(page, '?smooth=7&regions=US-NY,US-MA,US-IN,US-CA');
      const { light } = CATEGORICAL;
      expect(await strokes(page)).toEqual([...light.slice(0, 4), 'ink', 'ink']);
      expect(await page.locator('.curves-legend-item path[stroke-dasharray]:not([stroke-dasharray=""])').count()).toBe(
        1,
      );
      for (const color of light.slice(0, 4)) expect(await painted(page, color), color).toBeGreaterThan(200);
      expect(await painted(page, light[4] ?? '')).toBe(0);

      const york = page.locator('.curves-legend-item', { hasText: 'New York' });
      await york.press('Enter');
      await expect.poll(() => painted(page, light[0] ?? '')).toBe(0);
      expect(await york.getAttribute('aria-pressed')).toBe('false');
      expect(search(page)).toContain('hide=US-NY');
      await york.click();
      await expect.poll(() => painted(page, light[0] ?? '')).toBeGreaterThan(200);

      await open(page, '?regions=US-NY');
      expect(await strokes(page)).toEqual(light.slice(0, 2));
      for (const color of light.slice(0, 2)) expect(await painted(page, color), color).toBeGreaterThan(200);
    });
  });

  it('C12: the pointer finds a day and lists all places; a click offers the map of that day', async () => {
    await visit(async page => {
      await open(page);
      const box = await page.locator('.curves-canvas').boundingBox();
      if (!box) throw new Error('the chart must be on the page');
      await page.mouse.move(box.x + box.width * 0.6, box.y + box.height / 2);
      const readout = page.locator('.curves-readout');
      expect(await readout.locator('.curves-readout-heading').textContent()).toMatch(/^\w+ \d+, 2020$/);
      expect(await readout.locator('.curves-readout-row').count()).toBe(6);
      expect(await page.locator('.curves-dots span').count()).toBeGreaterThan(3);
      expect(await page.locator('.curves-cross:visible').count()).toBe(2);
      expect(await page.locator('.curves-highlight').isVisible()).toBe(true);
      expect(await readout.locator('.is-nearest').count()).toBe(1);
      await page.mouse.click(box.x + box.width * 0.6, box.y + box.height / 2);
      const links = readout.getByRole('link');
      expect(await links.count()).toBe(3);
      const day = (await readout.locator('.curves-readout-heading').textContent()) ?? '';
      expect(await readout.getByRole('link', { name: `Show Indiana on the map on ${day}` }).count()).toBe(1);
      const target = new URL((await links.first().getAttribute('href')) ?? '', address);
      expect(target.pathname).toBe('/covid/map');
      expect(Object.fromEntries(target.searchParams)).toMatchObject({ map: 'us-states', change: 'new' });
      expect(formatDate(target.searchParams.get('date') ?? '')).toBe(day);
      await page.keyboard.press('Tab');
      await page.getByRole('button', { name: 'Close' }).click();
      expect(await readout.isVisible()).toBe(false);
    });
  });

  it('C12: arrow keys walk the days, a live region says the API’s values, Enter leads to the map', async () => {
    const regions = ['US-NY', '36061', 'ITA'];
    await visit(async page => {
      await open(page, `?regions=${regions.join(',')}&measures=confirmed&smooth=7`);
      await page.locator('.curves-stage').focus();
      const spoken = page.locator('.curves-spoken');
      await page.keyboard.press('End');
      for (const [key, back] of [
        ['ArrowLeft', 1],
        ['PageDown', 8],
        ['ArrowRight', 7],
      ] as const) {
        const before = await spoken.textContent();
        await page.keyboard.press(key);
        expect(await spoken.textContent()).toBe(before);
        await expect.poll(() => spoken.textContent()).not.toBe(before);
        const [raw, mean] = await Promise.all(
          ['1', '7'].map(smooth =>
            answer({ regions: regions.join(','), measures: 'confirmed', change: 'new', smooth }),
          ),
        );
        const at = (raw?.periods?.length ?? 0) - 1 - back;
        const text = (await spoken.textContent()) ?? '';
        expect(text).toContain(`${formatDate(raw?.periods?.[at] ?? '')}. `);
        for (const index of regions.keys()) {
          const value = raw?.series[index]?.values[at] ?? null;
          const average = mean?.series[index]?.values[at] ?? null;
          if (value === null || average === null) throw new Error('the last days must be known');
          expect(text).toContain(`: ${formatValue(value)} new confirmed cases, 7-day average ${formatValue(average)}`);
        }
      }
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await expect.poll(() => spoken.textContent()).not.toContain('Italy');
      expect(await spoken.textContent()).toContain('. New York City, New York: ');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Enter');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(
        /^Show New York \(state\) on the map on \w+ \d+, \d{4}$/,
      );
      await page.keyboard.press('Escape');
      expect(await page.locator('.curves-readout').isVisible()).toBe(false);
      expect(await page.evaluate(() => document.activeElement?.className)).toContain('curves-stage');
    });
  });

  const settings: Readonly<Record<string, string>>[] = [
    { change: 'new', smooth: '14' },
    { change: 'total', smooth: '3', per: '100000' },
    { change: 'new', smooth: '28', per: '1', align: 'total:100' },
    { change: 'new', smooth: '7', align: 'rate:1/10000' },
  ];
  testFirst(settings.map(setting => [setting] as const))(
    'the numbers to take along are the API’s: %o',
    async setting => {
      const regions = 'US-NY,36061,17031,ITA,CA-ON';
      const query = { regions, measures: 'confirmed,deaths', ...setting };
      await visit(async page => {
        await open(page, `?${new URLSearchParams(query)}`);
        const download = page.waitForEvent('download');
        await page.getByRole('button', { name: 'Numbers' }).click();
        const rows = parseCsv((await readFile(await (await download).path(), 'utf8')).replace('\uFEFF', ''));
        const [raw, mean] = await Promise.all([answer({ ...query, smooth: '1' }), answer(query)]);
        const columns = Object.keys(rows[0] ?? {});
        const others = columns.slice(2, -1);
        const when = (setting.align === undefined ? columns[1] : others.shift()) ?? '';
        const days = (raw.periods ?? raw.days ?? []).map(String);
        expect(rows.length).toBeGreaterThan(200);
        expect([...columns.slice(0, 2), columns.at(-1)]).toEqual(['Place', 'Date', 'Region']);
        expect(others.map(name => / (confirmed cases|deaths)/.exec(name)?.[1])).toEqual([
          'confirmed cases',
          'confirmed cases',
          'deaths',
          'deaths',
        ]);
        for (const row of rows) {
          const at = days.indexOf(row[when] ?? '');
          for (const [index, measure] of ['confirmed', 'deaths'].entries()) {
            const valueIn = ({ series }: typeof raw) =>
              series.find(entry => entry.region === row.Region && entry.measure === measure)?.values[at] ?? null;
            const shown = others.slice(2 * index, 2 * index + 2).map(name => row[name]);
            expect(shown, `${row.Region} ${row[when]}`).toEqual(
              [valueIn(raw), valueIn(mean)].map(value => `${value ?? ''}`),
            );
          }
        }
      });
    },
  );

  it('takes picture and table along, and embeds without its chrome', async () => {
    await visit(async page => {
      await open(page);
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Picture' }).click();
      const saved = await download;
      expect(saved.suggestedFilename()).toMatch(/^covid-curves-new-14-days-us-ny-us-ma-us-in-[\d-]+\.png$/i);
      expect((await readFile(await saved.path())).subarray(1, 4).toString()).toBe('PNG');
      await page.getByRole('button', { name: 'Table' }).click();
      expect(await page.getByRole('dialog').textContent()).toContain('Massachusetts');
      await open(page, '?embed=1');
      expect(await page.locator('.curves-stage').isVisible()).toBe(true);
      for (const part of ['.curves-search', '.curves-settings', '.curves-places', '.curves-export'])
        expect(await page.locator(part).isVisible(), part).toBe(false);
    });
  });
});
