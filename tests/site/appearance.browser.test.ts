import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { CATEGORICAL } from '../../site/charts/ink.ts';
import { testFirst } from '../exhaustive.ts';
import { painted } from './curves-page.ts';
import { describeSite, WIDE } from './describe-site.ts';
import { openView } from './map-view.ts';
import { canPrint, printed } from './printed-page.ts';

const DARK = { ...WIDE, colorScheme: 'dark' } as const;
const PAGES = [
  ['/covid/map'],
  ['/covid/curves'],
  ['/covid/curves?view=apart'],
  ['/covid/sandbox'],
  ['/covid/sandbox?view=change'],
] as const;
const skipped = canPrint() ? '' : ' [skipped: pdftoppm was not found: install poppler-utils]';

describeSite('the page as it looks elsewhere', ({ address, visit, visitAlone }) => {
  const open = async (page: Page, path: string) => {
    await page.goto(address + path);
    await page.waitForSelector('body[data-state="ready"]');
    await page.waitForLoadState('networkidle');
  };

  describe.skipIf(!canPrint())(`on paper${skipped}`, () => {
    it('prints a dark map in light colors, with those of its legend', async () => {
      await visitAlone(async page => {
        await openView(page, address, '?change=new&place=36061');
        await page.waitForLoadState('networkidle');
        const first = await printed(page);
        expect(share(first, ([r, g, b]) => r + g + b < 150)).toBeLessThan(0.1);
        // The map is a fifth of the page or more; its lightest color is `#fde7c2`.
        expect(share(first, ([r, , b]) => r - b > 40)).toBeGreaterThan(0.1);
        const legend = await page.locator('.legend-bar').evaluate(bar => getComputedStyle(bar).printColorAdjust);
        expect(legend).toBe('economy');
        await page.emulateMedia({ media: 'print' });
        for (const part of ['.legend-bar', '.legend-color'])
          expect(
            await page
              .locator(part)
              .first()
              .evaluate(element => getComputedStyle(element).printColorAdjust),
          ).toBe('exact');
      }, DARK);
    });
  });

  testFirst(PAGES)('prints %s without controls and with whole charts', async path => {
    await visitAlone(async page => {
      // A browser that prints calls none of these: a chart stays as large as it was in the window.
      await page.addInitScript(() => {
        const Observer = window.ResizeObserver;
        window.ResizeObserver = class extends Observer {
          constructor(callback: ResizeObserverCallback) {
            super((...given) => document.documentElement.dataset.printing === undefined && callback(...given));
          }
        };
      });
      await open(page, path);
      await page.evaluate(() => {
        document.documentElement.dataset.printing = '';
        dispatchEvent(new Event('beforeprint'));
      });
      await page.emulateMedia({ media: 'print' });
      await page.setViewportSize(A4);
      const shown = await page
        .locator('button:visible, input:visible, select:visible, #tooltip:visible')
        .evaluateAll(controls =>
          controls.filter(({ className }) => className !== 'curves-legend-item').map(control => control.outerHTML),
        );
      expect(shown).toEqual([]);
      const boxes = await page
        .locator('canvas:visible:not(#map-lines)')
        .evaluateAll(canvases => canvases.map(canvas => canvas.getBoundingClientRect().toJSON()));
      expect(boxes.length).toBeGreaterThan(0);
      for (const [index, box] of boxes.entries()) {
        expect(box.right).toBeLessThanOrEqual(A4.width);
        expect(box.height).toBeLessThan(A4.height);
        expect(boxes.slice(0, index).filter(other => overlap(other, box))).toEqual([]);
      }
    }, DARK);
  });

  testFirst([
    ['dark', 'light'],
    ['light', 'dark'],
  ] as const)(
    'draws in the colors of a system that forces %s ones on a page chosen to be %s',
    async (system, chosen) => {
      await visitAlone(
        async page => {
          await page.addInitScript(theme => localStorage.setItem('theme', theme), chosen);
          await open(page, '/covid/curves?regions=US-NY');
          expect(await painted(page, CATEGORICAL[system][0] ?? '')).toBeGreaterThan(100);
          const letters = system === 'dark' ? '#ffffff' : '#000000';
          expect(await painted(page, letters)).toBeGreaterThan(20);
          await open(page, '/covid/sandbox');
          expect(
            await page
              .locator('.sandbox-sample')
              .first()
              .evaluate(sample => getComputedStyle(sample).borderTopColor),
          ).toBe(system === 'dark' ? 'rgb(127, 193, 230)' : 'rgb(35, 113, 156)');
        },
        { ...WIDE, colorScheme: system, forcedColors: 'active' },
      );
    },
  );

  testFirst(PAGES)('paints every canvas of %s again that was lost', async path => {
    await visit(
      async page => {
        await open(page, path);
        await page.mouse.move(2, 2);
        const before = await pictures(page);
        expect(before.length).toBeGreaterThan(0);
        const empty = await page.locator('canvas:visible').evaluateAll(canvases =>
          canvases.map(canvas => {
            if (!(canvas instanceof HTMLCanvasElement)) return '';
            // What a lost canvas is when it comes back: nothing on it, and all that was set undone.
            canvas.getContext('2d')?.reset();
            const url = canvas.toDataURL();
            canvas.dispatchEvent(new Event('contextlost'));
            canvas.dispatchEvent(new Event('contextrestored'));
            return url;
          }),
        );
        const after = await pictures(page);
        expect(after.map((url, index) => url === empty[index])).toEqual(after.map(() => false));
        expect(after.map((url, index) => url === before[index])).toEqual(after.map(() => true));
      },
      { ...WIDE, deviceScaleFactor: 2 },
    );
  });
});

/** What fits between the margins, in CSS pixels. */
const A4 = { width: 718, height: 1046 };

function share(pixels: Uint8Array, isCounted: (color: readonly [number, number, number]) => boolean): number {
  let count = 0;
  for (let at = 0; at < pixels.length; at += 3)
    if (isCounted([pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0])) count += 1;
  return count / (pixels.length / 3);
}

function pictures(page: Page): Promise<string[]> {
  return page
    .locator('canvas:visible')
    .evaluateAll(canvases => canvases.map(canvas => (canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : '')));
}

function overlap(a: DOMRect, b: DOMRect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
