import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

/** What a button of the bar hands to the browser's downloads. */
export async function downloaded(
  page: Page,
  button: string,
): Promise<{ readonly bytes: Buffer; readonly name: string }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return { bytes: await readFile(await download.path()), name: download.suggestedFilename() };
}
