// @module-tag exhaustive
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { axeFindings, describeSite } from './describe-site.ts';
import { headline, rowsOf } from './sandbox-page.ts';

const WIDE = { viewport: { width: 1280, height: 1000 } };
const CHANGE = '?view=change';

describeSite('the sandbox at its edges', ({ address, visit, visitAlone }) => {
  const open = (search: string, use: (page: Page) => Promise<void>, options = {}) =>
    visit(
      async page => {
        await page.goto(`${address}/covid/sandbox${search}`);
        await page.locator('.sandbox h1').waitFor();
        await use(page);
      },
      { ...WIDE, ...options },
    );

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

  it('draws its charts anew in the colors of a dark page', async () => {
    await visitAlone(async page => {
      await page.goto(`${address}/covid/sandbox`);
      await page.locator('.sandbox h1').waitFor();
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
        for (const part of ['controls', 'bar', 'pair', 'article', 'export', 'hint >> nth=0'])
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

  it('keeps legend and lines in one color where colors are forced, and shows what cannot be undone', async () => {
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
          expect(await axeFindings(page)).toEqual([]);
        },
        { colorScheme },
      );
    },
  );
});
