import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchChromium, watchPage } from './with-browser.ts';

const MAX_FREE_PAGES = 3;
/** What a page keeps for good. */
const LASTING = [
  'addInitScript',
  'clock',
  'emulateMedia',
  'exposeBinding',
  'exposeFunction',
  'setViewportSize',
] as const;

let launched: Promise<Browser> | undefined;
/** By the options of their contexts, the latest last. */
const freePages = new Map<string, Page>();

/** The one browser of a worker of tests, which ends with it. */
export function sharedBrowser(executablePath: string): Promise<Browser> {
  launched ??= launchChromium(executablePath);
  return launched;
}

/** `withPage` on a page that is emptied after use and used again: a new one costs half a second of the processor. */
export async function withSharedPage<T>(
  browser: Browser,
  options: BrowserContextOptions,
  use: (page: Page) => Promise<T>,
): Promise<T> {
  const key = JSON.stringify(options);
  const page = freePages.get(key) ?? (await openPage(browser, options));
  freePages.delete(key);
  try {
    const result = await watchPage(page, use);
    await emptyPage(page);
    freePages.set(key, page);
    return result;
  } catch (error) {
    await page.context().close();
    throw error;
  } finally {
    const [oldest] = freePages;
    if (oldest !== undefined && freePages.size > MAX_FREE_PAGES) {
      freePages.delete(oldest[0]);
      await oldest[1].context().close();
    }
  }
}

async function openPage(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  for (const name of LASTING)
    Object.defineProperty(page, name, {
      get() {
        throw new Error(`page.${name} outlasts the test: visit a page of its own`);
      },
    });
  return page;
}

/** Leaves nothing on a page of what was done on it; only files that may be cached forever stay in the browser's cache. */
async function emptyPage(page: Page): Promise<void> {
  const context = page.context();
  page.removeAllListeners();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  for (const other of context.pages()) if (other !== page) await other.close();
  await page.mouse.move(-1, -1);
  await page.goto('about:blank');
  const session = await context.newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: '*', storageTypes: 'all' });
  await session.detach();
}
