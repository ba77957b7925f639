import type { Locator, Page } from 'playwright-core';

export async function headline(page: Page): Promise<string> {
  return ((await page.locator('.sandbox h1').textContent()) ?? '').trim();
}

/** The rows of the table of changes, cells apart by a space: `50 14 1.5 No Yes`. */
export async function rowsOf(page: Page): Promise<string[]> {
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

export async function add(page: Page, t: number, d: number, r: number): Promise<void> {
  for (const [name, value] of [
    ['t', t],
    ['d', d],
    ['r', r],
  ] as const)
    await page.locator(`#sandbox-add-${name}`).fill(`${value}`);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
}

/** What a chart tells at a share of its width, lines apart by a dot. */
export async function readAt(page: Page, figure: Locator, share: number): Promise<string> {
  const stage = figure.locator('.sandbox-stage');
  await stage.scrollIntoViewIfNeeded();
  const box = await stage.boundingBox();
  if (box === null) throw new Error('the chart must be on the page');
  await page.mouse.move(box.x + share * box.width, box.y + box.height / 2);
  await figure.locator('.sandbox-stage .tooltip').waitFor();
  return (await figure.locator('.sandbox-stage .tooltip p').allTextContents()).join(' · ');
}
