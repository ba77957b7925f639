import type { Page } from 'playwright-core';

export function search(page: Page): string {
  return decodeURIComponent(new URL(page.url()).search);
}

/** Presses a choice by its name; what is pressed is the label, as the buttons themselves are not seen. */
export async function choose(page: Page, name: string): Promise<void> {
  await page.locator('.curves').getByText(name, { exact: true }).click();
}

export async function chips(page: Page): Promise<string[]> {
  const texts = await page.locator('.curves-chips li').allTextContents();
  return texts.map(text => text.replace('×', ''));
}

export function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.className ?? '');
}

/** The names of all chosen radio buttons. */
export function checked(page: Page): Promise<string[]> {
  return page
    .locator('.curves input[type=radio]:checked')
    .evaluateAll(inputs => inputs.map(input => input.closest('label')?.textContent ?? ''));
}

export async function boxes(page: Page): Promise<Record<string, boolean>> {
  const found = await page
    .locator('.curves-types input')
    .evaluateAll(inputs =>
      inputs.map(input => [
        input.closest('label')?.textContent ?? '',
        input instanceof HTMLInputElement && input.checked,
      ]),
    );
  return Object.fromEntries(found);
}

/** The option that the search box points at. */
export function active(page: Page): Promise<string | null> {
  return page.locator('[role=combobox]').evaluate(box => {
    const id = box.getAttribute('aria-activedescendant') ?? '';
    return document.getElementById(id)?.textContent ?? null;
  });
}

/** The colors of the legend's lines, `ink` for that of the text. */
export function strokes(page: Page): Promise<string[]> {
  return page.locator('.curves-legend-item path[stroke]').evaluateAll(paths =>
    paths.map(path => {
      const stroke = path.getAttribute('stroke') ?? '';
      return stroke === getComputedStyle(path).getPropertyValue('--ink').trim() ? 'ink' : stroke;
    }),
  );
}

/** How many points of the chart have a color, and hide what is under them. */
export function painted(page: Page, color: string): Promise<number> {
  return page
    .locator('.curves-canvas canvas')
    .first()
    .evaluate((canvas, hex) => {
      if (!(canvas instanceof HTMLCanvasElement)) return 0;
      const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
      copy?.drawImage(canvas, 0, 0);
      const pixels = copy?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      const [red, green, blue] = [1, 3, 5].map(at => Number.parseInt(hex.slice(at, at + 2), 16));
      let count = 0;
      for (let at = 0; at < pixels.length; at += 4)
        if (pixels[at] === red && pixels[at + 1] === green && pixels[at + 2] === blue && pixels[at + 3] === 255)
          count += 1;
      return count;
    }, color);
}
