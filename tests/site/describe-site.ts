import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { siteAddress } from './site-address.ts';
import { findChromium, launchChromium, withPage } from './with-browser.ts';

export interface SiteUnderTest {
  /** `http://127.0.0.1:4310` */
  readonly address: string;
  /** Hands over a page of its own, 1280 pixels wide unless told; what it complains of on the console is an error. */
  readonly visit: <T>(use: (page: Page) => Promise<T>, options?: BrowserContextOptions) => Promise<T>;
}

export const WIDE: BrowserContextOptions = { viewport: { width: 1280, height: 900 } };
export const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** Tests of the site in an installed Chromium, on the stack of the global setup; skipped with the reason where one lacks. */
export function describeSite(title: string, tests: (site: SiteUnderTest) => void): void {
  const chromium = findChromium();
  const address = siteAddress();
  const missing = [
    ...(chromium === null ? ['no Chromium was found: install one or set CHROMIUM_PATH'] : []),
    ...(address === null ? ['no site runs: set SITE_ADDRESS or start one in a global setup'] : []),
  ];
  const fullTitle = [title, ...missing.map(reason => `[skipped: ${reason}]`)].join(' ');

  describe.skipIf(missing.length > 0)(fullTitle, { timeout: 60_000 }, () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launchChromium(chromium ?? '');
    }, 60_000);
    afterAll(() => browser?.close());
    tests({ address: address ?? '', visit: (use, options = WIDE) => withPage(browser, options, use) });
  });
}

/** What axe-core finds wrong with a page: the rule, and the elements. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
}

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}
