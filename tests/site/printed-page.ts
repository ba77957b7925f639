import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Whether there is pdftoppm, which paints a PDF. */
export function canPrint(): boolean {
  try {
    execFileSync('pdftoppm', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The first page as a printer would have it, small: three bytes a pixel. */
export async function printed(page: Page): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'seecovid-print-'));
  try {
    const path = join(folder, 'page.pdf');
    await page.pdf({ path, format: 'A4' });
    const ppm = execFileSync('pdftoppm', ['-r', '40', '-l', '1', path], { maxBuffer: 1e8 });
    const [head = ''] = /^P6\s\d+\s\d+\s255\s/.exec(ppm.subarray(0, 40).toString('latin1')) ?? [];
    return ppm.subarray(head.length);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
