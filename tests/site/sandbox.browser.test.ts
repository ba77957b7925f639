import { readFile } from 'node:fs/promises';
import axe from 'axe-core';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { siteAddress } from './site-address.ts';
import { findChromium, launchChromium, withPage } from './with-browser.ts';

const WIDE = { viewport: { width: 1280, height: 1000 } };
const CHANGE = '?view=change';

const chromiumPath = findChromium();
const address = siteAddress();
const missing = [
  ...(chromiumPath === null ? ['no Chromium was found: install one or set CHROMIUM_PATH'] : []),
  ...(address === null ? ['no site runs: set SITE_ADDRESS or start one in a global setup'] : []),
];
const title = ['the sandbox in a browser', ...missing.map(reason => `[skipped: ${reason}]`)].join(' ');

describe.skipIf(missing.length > 0)(title, { timeout: 60_000 }, () => {
  let browser: Browser;
  const open = (search: string, use: (page: Page) => Promise<void>, options = {}) =>
    withPage(browser, { ...WIDE, ...options }, async page => {
      await page.goto(`${address}/covid/sandbox${search}`);
      await page.locator('.sandbox h1').waitFor();
      await use(page);
    });

  beforeAll(async () => {
    browser = await launchChromium(chromiumPath ?? '');
  }, 60_000);
  afterAll(() => browser?.close());

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
      expect(await page.locator('.sandbox-value').allTextContents()).toEqual(['14 days', '1.5', '14 days', '3.0']);
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
      expect(await page.locator('.sandbox-value').allTextContents()).toEqual(['3 days', '1.5', '14 days', '7.9']);
    });
  });

  it('says what an address asks for in vain', async () => {
    await open('?d1=99', async page => {
      await expect
        .poll(() => page.locator('#notes').textContent())
        .toContain('The days infectious, d, of scenario 1 must be');
      expect(await page.locator('.sandbox-value').first().textContent()).toBe('14 days');
    });
  });

  it('gives the numbers and the picture along', async () => {
    await open(CHANGE, async page => {
      const [numbers] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Numbers' }).click(),
      ]);
      const lines = (await readFile(await numbers.path(), 'utf8')).trim().split('\r\n');
      expect(lines[0]).toContain('day,baseline susceptible,baseline infected,baseline removed,alternate susceptible');
      expect(lines[1]).toBe('0,9999,1,0,9999,1,0');
      expect(lines[73]?.split(',')[5]).toBe('1120.08');
      const [picture] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Picture' }).click(),
      ]);
      expect((await readFile(await picture.path())).subarray(1, 4).toString()).toBe('PNG');
    });
  });

  it('draws its charts anew in the colours of a dark page', async () => {
    await open('', async page => {
      const canvases = page.locator('.sandbox canvas:visible');
      const pictures = () =>
        canvases.evaluateAll(all => all.map(one => (one instanceof HTMLCanvasElement ? one.toDataURL() : '')));
      const light = await pictures();
      await page.emulateMedia({ colorScheme: 'dark' });
      await expect.poll(async () => (await pictures()).filter((dark, index) => dark === light[index])).toEqual([]);
    });
  });

  it('says in words what each chart shows', async () => {
    await open(CHANGE, async page => {
      const names = await page.locator('.sandbox canvas').evaluateAll(all => all.map(one => one.ariaLabel ?? ''));
      expect(names).toHaveLength(5);
      expect(names.filter(name => /\d/.test(name) && name.length > 40)).toEqual(names);
    });
  });

  it.each(['', '&view=change'])('fits a frame in another page: headline, chart and results, "%s"', async search => {
    const frame = { viewport: { width: 1440, height: 600 } };
    await open(
      `?embed=1${search}`,
      async page => {
        expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(600);
        const chart = await page.locator('.sandbox-compare .sandbox-stage').boundingBox();
        expect(chart?.height).toBeGreaterThan(100);
        for (const part of ['.sandbox-compare canvas', '.sandbox-result >> nth=0', '.sandbox-result >> nth=1'])
          expect(await page.locator(part).isVisible()).toBe(true);
        for (const part of ['controls', 'bar', 'pair', 'article', 'take', 'hint >> nth=0'])
          expect(await page.locator(`.sandbox-${part}`).isVisible()).toBe(false);
      },
      frame,
    );
  });

  it('has one card and one pair of charts where no change is left', async () => {
    await open('?view=change&changes=0:14:2', async page => {
      expect(await headline(page)).toBe('1,535 infected at once on day 127 without a change on the way');
      expect(await page.locator('.sandbox-result:visible').count()).toBe(1);
      expect(await page.locator('.sandbox-groups:visible').count()).toBe(1);
      expect(await page.locator('.sandbox-compare .sandbox-legend').textContent()).toBe('Without a change');
    });
  });

  it('takes back in the open view alone, and nothing from before an address', async () => {
    await open('', async page => {
      await page.locator('#sandbox-r2').focus();
      await page.keyboard.press('ArrowLeft');
      await page.getByText('A change on the way', { exact: true }).click();
      await page.keyboard.press('Control+z');
      await expect.poll(() => new URL(page.url()).search).toBe('?view=change&r2=2.9');
      await page.getByRole('button', { name: 'Clear all' }).click();
      await expect.poll(() => new URL(page.url()).search).toBe('?view=change&r2=2.9&changes=0:14:3');
      await page.goBack();
      await page.goForward();
      await expect.poll(() => rowsOf(page)).toEqual(['0 14 3 Yes Yes']);
      expect(await page.getByRole('button', { name: 'Undo' }).getAttribute('aria-disabled')).toBe('true');
    });
  });

  it('keeps handles of nearby changes apart, clear of the numbers, and large enough for a finger', async () => {
    await open(
      '?view=change&changes=0:14:3,1:14:1,2:14:3,3:14:8',
      async page => {
        const boxes = await page.locator('.sandbox-handle').evaluateAll(handles =>
          handles.map(handle => {
            const { x, y, width } = handle.getBoundingClientRect();
            return { x, y, width };
          }),
        );
        expect(boxes).toHaveLength(4);
        boxes.forEach(({ x, y, width }, index) => {
          expect(width).toBeGreaterThanOrEqual(44);
          for (const other of boxes.slice(index + 1))
            expect(Math.max(Math.abs(other.x - x), Math.abs(other.y - y))).toBeGreaterThanOrEqual(width - 0.5);
        });
        const [start] = boxes;
        const canvas = await page.locator('.sandbox-rates canvas').boundingBox();
        // The numbers end a rem before the chart begins; a handle is drawn 10 px to each side.
        expect((start?.x ?? 0) + (start?.width ?? 0) / 2 - (canvas?.x ?? 0)).toBeCloseTo(48, 0);
      },
      { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    );
  });

  it('draws the curves to the end of an axis that is held during a drag', async () => {
    await open(CHANGE, async page => {
      const compare = page.locator('.sandbox-compare');
      const handle = page.getByRole('slider', { name: 'Change 1' });
      await compare.scrollIntoViewIfNeeded();
      const [box, chart] = [await handle.boundingBox(), await compare.locator('canvas').boundingBox()];
      if (box === null || chart === null) throw new Error('the handle must be on the page');
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await page.mouse.down();
      // Without infections the wave is over long before the axis ends.
      await page.mouse.move(box.x + box.width / 2, box.y + 200, { steps: 5 });
      await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
      const isDrawn = await compare.locator('canvas').evaluate(canvas => {
        if (!(canvas instanceof HTMLCanvasElement)) return false;
        const { width, height } = canvas;
        const pixels = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
        return Array.from({ length: 20 * height }, (_, index) => {
          const at = (Math.floor(index / 20) * width + width - 40 + (index % 20)) * 4;
          const [red = 0, green = 0, alpha = 0] = [pixels[at], pixels[at + 1], pixels[at + 3]];
          return alpha > 150 && red - green > 40;
        }).includes(true);
      });
      await page.mouse.up();
      expect(isDrawn).toBe(true);
    });
  });

  it('writes the numbers of its charts larger where the letters of the page are', async () => {
    await open(CHANGE, async page => {
      const place = () =>
        page
          .locator('.sandbox-handle')
          .first()
          .evaluate(it => Number.parseFloat(it.style.left));
      const before = await place();
      await page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(':root { font-size: 30px }');
        document.adoptedStyleSheets = [sheet];
      });
      for (const view of ['Two scenarios', 'A change on the way']) await page.getByText(view, { exact: true }).click();
      // The axis of numbers is as wide as its letters need.
      await expect.poll(place).toBeCloseTo(2 * before, 0);
    });
  });

  it('keeps legend and lines in one colour where colours are forced, and shows what cannot be undone', async () => {
    await open(
      '',
      async page => {
        const colors = await page.locator('.sandbox-compare .sandbox-sample').evaluateAll(samples =>
          samples.map((sample, index) => {
            const { borderTopColor } = getComputedStyle(sample);
            return [borderTopColor, getComputedStyle(sample).getPropertyValue(`--scenario-${index + 1}`)];
          }),
        );
        expect(colors).toHaveLength(2);
        for (const [sample, line] of colors) expect(sample).toBe(line);
        const undo = page.getByRole('button', { name: 'Undo' });
        const color = () => undo.evaluate(it => getComputedStyle(it).color);
        const disabled = await color();
        await page.locator('#sandbox-r2').focus();
        await page.keyboard.press('ArrowLeft');
        await expect.poll(color).not.toBe(disabled);
      },
      { forcedColors: 'active' },
    );
  });

  it('says in its article what r and d are, and names the axis of its figure', async () => {
    await open('', async page => {
      const article = (await page.locator('.sandbox-article').textContent()) ?? '';
      for (const words of [
        'reproduction number',
        'R0',
        'mean infectious period',
        'They do not count as never infected',
      ])
        expect(article).toContain(words);
      const [figure, beside] = await Promise.all([
        page.locator('.sandbox-herd').boundingBox(),
        page.locator('.sandbox-beside').boundingBox(),
      ]);
      expect((figure?.x ?? 0) + (figure?.width ?? 0)).toBeCloseTo((beside?.x ?? 0) + (beside?.width ?? 0), 0);
    });
  });

  it.each([390, 820, 1440].flatMap(width => ['', CHANGE].map(search => ({ width, search }))))(
    'has no horizontal scroll at $width px, "$search"',
    async ({ width, search }) => {
      await open(
        search,
        async page => expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width),
        { viewport: { width, height: 844 } },
      );
    },
  );

  it.each((['light', 'dark'] as const).flatMap(colorScheme => ['', CHANGE].map(search => ({ colorScheme, search }))))(
    'has nothing for axe to find, $colorScheme, "$search"',
    async ({ colorScheme, search }) => {
      await open(
        search,
        async page => {
          await page.evaluate(axe.source);
          const found = await page.evaluate(async () => {
            const { violations } = await window.axe.run();
            return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
          });
          expect(found).toEqual([]);
        },
        { colorScheme },
      );
    },
  );
});

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

async function headline(page: Page): Promise<string> {
  return ((await page.locator('.sandbox h1').textContent()) ?? '').trim();
}

/** The rows of the table of changes, cells apart by a space: `50 14 1.5 No Yes`. */
async function rowsOf(page: Page): Promise<string[]> {
  // What is drawn follows an event with the next frame.
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
  return page.locator('.sandbox-changes tbody tr').evaluateAll(rows =>
    rows.map(row =>
      [...row.querySelectorAll('td')]
        .slice(0, 5)
        .map(cell => cell.querySelector('input')?.value ?? cell.textContent)
        .join(' '),
    ),
  );
}

async function add(page: Page, t: number, d: number, r: number): Promise<void> {
  for (const [name, value] of [
    ['t', t],
    ['d', d],
    ['r', r],
  ] as const)
    await page.locator(`#sandbox-add-${name}`).fill(`${value}`);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
}

/** What a chart tells at a share of its width, lines apart by a dot. */
async function readAt(page: Page, figure: Locator, share: number): Promise<string> {
  const stage = figure.locator('.sandbox-stage');
  await stage.scrollIntoViewIfNeeded();
  const box = await stage.boundingBox();
  if (box === null) throw new Error('the chart must be on the page');
  await page.mouse.move(box.x + share * box.width, box.y + box.height / 2);
  await figure.locator('.sandbox-reading').waitFor();
  return (await figure.locator('.sandbox-reading p').allTextContents()).join(' · ');
}
