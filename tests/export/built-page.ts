import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'vite';

const ORIGIN = 'https://export.test';
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
/** As the site is served. */
const POLICY = "default-src 'self'; script-src 'self'; style-src 'self'";

export interface BuiltPage {
  readonly folder: string;
  /** Opens it in a page of a browser, under an address that nothing on the network has. */
  readonly open: (page: Page, search?: string) => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** The page of this folder, bundled as the site is, into a folder of its own. */
export async function buildPage(): Promise<BuiltPage> {
  const folder = await mkdtemp(join(tmpdir(), 'seecovid-export-'));
  await build({
    root: import.meta.dirname,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  });
  const open = async (page: Page, search = '') => {
    await page.route(`${ORIGIN}/**`, async route => {
      const path = new URL(route.request().url()).pathname;
      const file = join(folder, path === '/' ? 'index.html' : path);
      const headers = { 'content-security-policy': POLICY };
      if (TYPES[extname(file)] === undefined) await route.fulfill({ status: 204 });
      else await route.fulfill({ body: await readFile(file), contentType: TYPES[extname(file)], headers });
    });
    await page.goto(`${ORIGIN}/${search}`);
    await page.locator('.export-button').first().waitFor();
  };
  return { folder, open, remove: () => rm(folder, { recursive: true, force: true }) };
}
