import axe from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe } from 'vitest';
import { sharedBrowser, withSharedPage } from './shared-page.ts';
import { siteAddress } from './site-address.ts';
import { findChromium, withPage } from './with-browser.ts';

export type Visit = <T>(use: (page: Page) => Promise<T>, options?: BrowserContextOptions) => Promise<T>;

export interface Visits {
  /** Hands over an empty page, 1280 pixels wide unless told; what it complains of on the console is an error. */
  readonly visit: Visit;
  /** Likewise, on a page that no other test uses: for a clock, a script before all others, a medium. */
  readonly visitAlone: Visit;
}

export interface SiteUnderTest extends Visits {
  /** `http://127.0.0.1:4310` */
  readonly address: string;
}

export const WIDE: BrowserContextOptions = { viewport: { width: 1280, height: 900 } };
export const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** Tests of the site in an installed Chromium, on the stack of the global setup; skipped with the reason where one lacks. */
export function describeSite(title: string, tests: (site: SiteUnderTest) => void): void {
  const address = siteAddress();
  const missing = address === null ? ['no site runs: set SITE_ADDRESS or start one in a global setup'] : [];
  describePages(title, missing, visits => tests({ address: address ?? '', ...visits }));
}

/** Tests of pages in an installed Chromium; skipped with the reason where it or something else is missing. */
export function describePages(title: string, missing: readonly string[], tests: (visits: Visits) => void): void {
  const chromium = findChromium();
  const reasons = [
    ...(chromium === null ? ['no Chromium was found: install one or set CHROMIUM_PATH'] : []),
    ...missing,
  ];
  const fullTitle = [title, ...reasons.map(reason => `[skipped: ${reason}]`)].join(' ');
  const browser = () => sharedBrowser(chromium ?? '');

  describe.skipIf(reasons.length > 0)(fullTitle, { timeout: 60_000 }, () => {
    tests({
      visit: async (use, options = WIDE) => withSharedPage(await browser(), options, use),
      visitAlone: async (use, options = WIDE) => withPage(await browser(), options, use),
    });
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
