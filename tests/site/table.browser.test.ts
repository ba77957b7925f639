import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeFindings, describeSite, PHONE } from './describe-site.ts';
import { type TablesSite, tablesSite } from './tables-site.ts';

describeSite('the table view, in a browser', ({ visit, visitAlone }) => {
  let site: TablesSite;
  beforeAll(async () => {
    site = await tablesSite();
  }, 120_000);
  afterAll(() => site?.close());

  const open = async (page: Page, path: string) => {
    await page.goto(`${site.address}${path}`);
    await page.waitForSelector('.grid-table tbody th, .table-empty:visible');
  };
  const found = (page: Page) => page.locator('.table-found').textContent();
  const waitFound = (page: Page, words: string) =>
    page.waitForFunction(text => document.querySelector('.table-found')?.textContent === text, words);
  const firstCells = (page: Page, column: number, rows = 3) =>
    page.evaluate(
      ([at = 0, most = 0]) =>
        [...document.querySelectorAll('.grid-table tbody tr:not(.grid-space)')]
          .slice(0, most)
          .map(row => row.children[at + 1]?.textContent ?? ''),
      [column, rows],
    );
  const waitCells = (page: Page, column: number, cells: readonly string[]) =>
    expect.poll(() => firstCells(page, column, cells.length)).toEqual(cells);
  const search = (page: Page) => new URL(page.url()).searchParams;
  const download = async (page: Page, name: string) => {
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name, exact: true }).click();
    const path = await (await saving).path();
    return readFile(path, 'utf8');
  };

  it('shows its first view from published files alone', async () => {
    await visitAlone(async page => {
      await page.route('**/api/**', route => route.abort());
      await page.goto(`${site.address}/penguins`);
      await page.waitForSelector('.grid-table tbody th');
      expect(await found(page)).toBe('344 rows');
      expect(await firstCells(page, 0)).toEqual(['Adelie', 'Adelie', 'Adelie']);
      expect(await page.locator('.table-size').textContent()).toBe('344 rows, 7 columns');
      expect(await page.locator('.tabs a:visible').allTextContents()).toEqual(['Table', 'About']);
      expect(await page.locator('.filter-count').first().textContent()).toBe('152');
      expect(await page.locator('.head-profile').allTextContents()).toContain(
        'About the column Body mass: number, g2 missing2,7006,300',
      );
      // What the API draws is missed, and can be asked for again.
      await page.getByRole('alert').getByText('Part of this page did not load').waitFor();
    }).catch(error => {
      // The console tells of the requests that were cut off.
      if (!/ERR_FAILED/.test(String(error))) throw error;
    });
  });

  it('goes from a bare table to a filtered chart and its CSV', async () => {
    await visit(async page => {
      await open(page, '/penguins/table');
      await page.getByRole('checkbox', { name: /^Gentoo/ }).check();
      await waitFound(page, '124 of 344 rows');
      // The last of eight bins: 6,000 g and more.
      const stage = page.locator('.filter', { hasText: 'Body mass' }).locator('.range-stage');
      await stage.scrollIntoViewIfNeeded();
      const box = (await stage.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
      const at = (share: number) => [box.x + box.width * share, box.y + box.height / 2] as const;
      await page.mouse.move(...at(0.7));
      await page.mouse.down();
      await page.mouse.move(...at(0.95), { steps: 4 });
      await page.mouse.up();
      await page.waitForFunction(() => document.querySelectorAll('.filter-chip').length === 2);
      expect(search(page).getAll('where')[0]).toBe('Species:in:Gentoo');
      expect(search(page).getAll('where')[1]).toMatch(/^Body mass:ge:\d+$/);
      const from = Number(search(page).getAll('where')[1]?.split(':').at(-1));
      const chips = await page.locator('.filter-chip').allTextContents();
      expect(chips).toEqual(['Species: Gentoo×', `Body mass: from ${from.toLocaleString('en-US')}\u00a0g×`]);
      await page.getByRole('button', { name: 'Body mass', exact: true }).click();
      await page.waitForFunction(() => document.querySelector('th[aria-sort="ascending"]') !== null);
      await page.getByRole('button', { name: /^Distribution of/ }).click();
      await page.locator('.chart-panel .chart-figure canvas').waitFor();
      expect(search(page).get('chart')).toBe('histogram:Beak length');
      await page.locator('.chart-panel').getByText('Points', { exact: true }).click();
      await page.getByLabel('Color').selectOption('Island');
      expect(search(page).get('chart')).toMatch(/^scatter:Beak length:.+::Island$/);

      await page.getByRole('button', { name: 'Download', exact: true }).click();
      const csv = await download(page, 'CSV');
      const [header, ...lines] = csv.trimEnd().split('\r\n');
      expect(header).toBe('\uFEFFSpecies,Island,Beak length,Beak depth,Flipper length,Body mass,Sex');
      const masses = lines.map(line => Number(line.split(',')[5]));
      expect(await page.locator('.table-figure').textContent()).toBe(String(lines.length));
      expect(lines.length).toBeGreaterThan(10);
      expect(lines.every(line => line.startsWith('Gentoo,Biscoe,'))).toBe(true);
      expect(masses).toEqual(masses.toSorted((a, b) => a - b));
      expect(Math.min(...masses)).toBeGreaterThanOrEqual(from);
      const json: unknown = JSON.parse(await download(page, 'JSON'));
      expect(json).toHaveLength(lines.length);
      expect(json).toHaveProperty('0.Body mass', masses[0]);
      const parquet = await page.getByRole('link', { name: 'Parquet' }).getAttribute('href');
      const bytes = await (await fetch(`${site.address}${parquet}`)).arrayBuffer();
      expect(Buffer.from(bytes).subarray(0, 4).toString()).toBe('PAR1');

      // Another browser sees the same.
      const address = page.url();
      await page.goto('about:blank');
      await open(page, address.slice(site.address.length));
      await page.locator('.chart-panel .chart-figure canvas').waitFor();
      await waitFound(page, `${lines.length} of 344 rows`);
      expect(await page.getByLabel('Color').inputValue()).toBe('Island');
      await page.getByRole('button', { name: /^Remove the filter Species/ }).click();
      await page.getByRole('button', { name: /^Remove the filter Body mass/ }).click();
      await waitFound(page, '344 rows');
      expect(search(page).getAll('where')).toEqual([]);
    });
  });

  it('sorts up, down and not at all, and goes back', async () => {
    await visit(async page => {
      await open(page, '/things/table/parcels');
      const head = page.getByRole('button', { name: 'Price', exact: true });
      await head.click();
      await waitCells(page, 2, ['0.00', '0.00', '0.01']);
      await head.click();
      await waitCells(page, 2, ['100.06', '100.06', '100.05']);
      expect(search(page).get('sort')).toBe('-Price');
      await head.click();
      expect(search(page).get('sort')).toBe(null);
      await page.goBack();
      await page.waitForFunction(() => document.querySelector('th[aria-sort="descending"]') !== null);
    });
  });

  it('has any of its rows at hand, and few of them in the page', async () => {
    await visit(async page => {
      await open(page, '/things/table/parcels');
      expect(await found(page)).toBe('20,000 rows');
      await page.locator('.grid-scroll').evaluate(scroll => {
        scroll.scrollTop = scroll.scrollHeight / 2;
      });
      await page.getByRole('link', { name: /^Row 10,?000:/ }).waitFor({ state: 'attached' });
      await page.locator('.grid-scroll').focus();
      await page.keyboard.press('Control+End');
      await page.getByRole('link', { name: 'Row 20000: Parcel 19999' }).waitFor();
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Parcel 19999');
      expect(await page.locator('.grid-table tbody tr').count()).toBeLessThan(60);
      await page.keyboard.press('ArrowUp');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Parcel 19998');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').getByText('Row 19,999').waitFor();
      await page.waitForFunction(() => document.querySelector('.record dd')?.textContent === 'Parcel 19998');
      expect(new URL(page.url()).pathname).toBe('/things/table/parcels/19999');
      expect(await page.locator('.record dd').allTextContents()).toEqual([
        ...['Parcel 19998', '19,998', expect.stringMatching(/^\$\d+\.\d\d$/), 'yes'],
        ...[expect.stringMatching(/^202\d-\d\d-\d\d$/), '2024-01-15 05:18:00', 'north|east', '2018'],
      ]);
      await page.getByRole('button', { name: 'Next row' }).click();
      await page.getByRole('dialog').getByText('Row 20,000').waitFor();
      expect(await page.getByRole('button', { name: 'Next row' }).isDisabled()).toBe(true);
      await page.keyboard.press('Escape');
      await expect.poll(() => new URL(page.url()).pathname).toBe('/things/table/parcels');
      expect(await page.getByRole('dialog').count()).toBe(0);
    });
  });

  it('is searched in all of its text at once', async () => {
    await visit(async page => {
      await open(page, '/penguins?where=*:contains:GENTOO');
      await waitFound(page, '124 of 344 rows');
      expect(await page.locator('.filter-chip').allTextContents()).toEqual(['Any text contains “GENTOO”×']);
      await page.getByRole('button', { name: /^Remove the filter Any text/ }).click();
      await waitFound(page, '344 rows');
    });
  });

  it('takes names and values that need escapes', async () => {
    await visit(async page => {
      await open(page, '/things/table/parcels');
      await page.getByRole('checkbox', { name: /^north\|east/ }).check();
      await waitFound(page, '8,000 of 20,000 rows');
      expect(search(page).getAll('where')).toEqual(['-way:in:north\\|east']);
      await page.getByRole('searchbox', { name: 'a:b,c|d contains' }).first().fill('parcel 1234');
      await waitFound(page, '5 of 20,000 rows');
      expect(await firstCells(page, 0)).toEqual(['Parcel 1234', 'Parcel 12342', 'Parcel 12344']);
      await page.getByRole('button', { name: '-way', exact: true }).click();
      await page.waitForFunction(() => document.querySelector('th[aria-sort]') !== null);
      expect(search(page).get('sort')).toBe('\\-way');
      await page.reload();
      await waitFound(page, '5 of 20,000 rows');
      expect(await page.locator('th[aria-sort="ascending"]').textContent()).toContain('-way');
    });
  });

  it('hides and moves columns, and describes each', async () => {
    await visit(async page => {
      await open(page, '/penguins/table');
      await page.getByRole('button', { name: 'Columns', exact: true }).click();
      await page.getByRole('dialog').getByRole('checkbox', { name: 'Island' }).uncheck();
      await page.getByRole('button', { name: 'Move Sex to the left' }).click();
      await page.keyboard.press('Escape');
      expect(await page.locator('.grid-sort').allTextContents()).toEqual([
        'Species',
        'Beak length',
        'Beak depth',
        'Flipper length',
        'Sex',
        'Body mass',
      ]);
      await expect
        .poll(() => search(page).get('columns'))
        .toBe('Species,Beak length,Beak depth,Flipper length,Sex,Body mass');
      expect(await firstCells(page, 5)).toEqual(['3,750', '3,800', '3,250']);
      await page.getByRole('button', { name: /^About the column Body mass/ }).click();
      const panel = page.getByRole('dialog');
      const lines = await panel.locator('dl').textContent();
      expect(lines).toContain('Missing2 (1%)');
      expect(lines).toContain('Smallest2,700\u00a0g');
      expect(lines).toContain('Median4,050\u00a0g');
      expect(search(page).get('column')).toBe('Body mass');
      await panel.getByRole('button', { name: 'Hide this column' }).click();
      expect(await page.locator('.grid-sort').allTextContents()).not.toContain('Body mass');
    });
  });

  it('says so where no row fits, with all pictures in grey', async () => {
    await visit(async page => {
      await open(page, '/penguins/table?where=Species:eq:Gentoo&where=Island:eq:Dream');
      await page.getByText('No row fits all filters. Remove one above.').waitFor();
      expect(await found(page)).toBe('0 of 344 rows');
      expect(await page.locator('.histogram-shown').first().getAttribute('d')).toBe('');
      expect(await axeFindings(page)).toEqual([]);
      await page.getByRole('button', { name: 'Clear' }).click();
      await waitFound(page, '344 rows');
      expect(await firstCells(page, 1)).toEqual(['Torgersen', 'Torgersen', 'Torgersen']);
    });
  });

  it('keeps what is shown while the API is out of reach, and tries again', async () => {
    await visitAlone(async page => {
      await open(page, '/penguins/table');
      site.setDown(true);
      await page.getByRole('checkbox', { name: /^Adelie/ }).check();
      const again = page.getByRole('button', { name: 'Try again' });
      await again.waitFor();
      expect(await firstCells(page, 0)).toEqual(['Adelie', 'Adelie', 'Adelie']);
      site.setDown(false);
      await again.click();
      await waitFound(page, '152 of 344 rows');
      await again.waitFor({ state: 'detached' });
    }).catch(error => {
      if (!/503/.test(String(error))) throw error;
    });
    site.setDown(false);
  });

  it('opens another table of the data set, and the copy of its rows', async () => {
    await visit(async page => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await open(page, '/things/table/nothing');
      expect(await page.locator('#notes').textContent()).toBe('There is no table “nothing” here.');
      await page.getByRole('combobox', { name: 'Table' }).selectOption('Penguins');
      await waitFound(page, '344 rows');
      expect(new URL(page.url()).pathname).toBe('/things/table/penguins');
      await page.getByRole('button', { name: 'Copy', exact: true }).click();
      await page.getByText('Copied 344 rows').waitFor();
      const [header, first] = (await page.evaluate(() => navigator.clipboard.readText())).split('\n');
      expect(header).toBe('Species\tIsland\tBeak length\tBeak depth\tFlipper length\tBody mass\tSex');
      expect(first).toBe('Adelie\tTorgersen\t39.1\t18.7\t181\t3750\tMALE');
    });
  });

  it.each(['light', 'dark'] as const)('has no fault that a program can find, in %s', async colorScheme => {
    await visit(
      async page => {
        await open(page, '/penguins/table?where=Species:in:Adelie&chart=bar:Island:::Sex&sort=-Body mass');
        await waitFound(page, '152 of 344 rows');
        await page.locator('.chart-panel .chart-figure canvas').waitFor();
        expect(await axeFindings(page)).toEqual([]);
        await page.getByRole('button', { name: /^About the column Body mass/ }).click();
        await page.getByRole('dialog').waitFor();
        expect(await axeFindings(page)).toEqual([]);
      },
      { viewport: { width: 1280, height: 900 }, colorScheme },
    );
  });

  it('fits a phone: filters in a sheet, the first column in view, nothing too small for a finger', async () => {
    await visit(async page => {
      await open(page, '/penguins/table?where=Species:in:Adelie');
      await waitFound(page, '152 of 344 rows');
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
      await page.locator('.grid-scroll').evaluate(scroll => {
        scroll.scrollLeft = 400;
      });
      const first = await page.locator('.grid-table tbody th').first().boundingBox();
      expect(first?.x).toBe(0);
      await page.getByRole('button', { name: 'Filters (1)' }).click();
      await page.getByRole('checkbox', { name: /^Gentoo/ }).check();
      await page.getByRole('button', { name: 'Show 276 rows' }).click();
      await waitFound(page, '276 of 344 rows');
      const small = await page.evaluate(() =>
        [...document.querySelectorAll('.table-tab :is(button, select, a)')]
          .filter(target => !target.matches('.chip-remove') && target.getClientRects().length > 0)
          .map(target => ({
            name: target.textContent,
            height: (target.closest('tr') ?? target).getBoundingClientRect().height,
          }))
          .filter(({ height }) => height < 44),
      );
      expect(small).toEqual([]);
      expect(await axeFindings(page)).toEqual([]);
    }, PHONE);
  });
});
