import type { Page } from 'playwright-core';

/** Opens the map at a search part and waits until it is painted. */
export async function openView(page: Page, address: string, search = ''): Promise<void> {
  await page.goto(`${address}/covid/map${search}`);
  await painted(page);
}

/** Waits until the map shows the view that the controls stand at. */
export async function painted(page: Page): Promise<void> {
  await page.waitForSelector('body[data-state="ready"] #panels:not([aria-busy]) #map-areas[data-date]');
}

export async function dayShown(page: Page): Promise<string> {
  return (await page.locator('#map-areas').getAttribute('data-date')) ?? '';
}

/** Chooses one of a row of radio buttons, by the words on it. */
export async function choose(page: Page, group: string, words: string): Promise<void> {
  await page.locator(`#${group} label`, { hasText: new RegExp(`^${words}$`) }).click();
  await painted(page);
}

export async function chosen(page: Page, group: string): Promise<string> {
  return page.locator(`#${group} input:checked`).inputValue();
}

/** The search part of the address, once it has come to rest. */
export async function searchAtRest(page: Page): Promise<string> {
  await page.waitForTimeout(250);
  return new URL(page.url()).search;
}

/** The numbers behind the map as the page saves them: the columns, and the rows by region. */
export async function savedNumbers(page: Page): Promise<{ columns: string[]; rows: Map<string, string[]> }> {
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Numbers' }).click();
  const stream = await (await saving).createReadStream();
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part));
  const text = Buffer.concat(parts)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  const [columns = [], ...rows] = text.trimEnd().split('\r\n').map(cellsOf);
  const region = columns.indexOf('Region');
  return { columns, rows: new Map(rows.map(row => [row[region] ?? '', row])) };
}

/** The cells of a line of CSV. */
export function cellsOf(line: string): string[] {
  return [...`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}
