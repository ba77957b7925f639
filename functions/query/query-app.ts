import { LIVE_SECONDS } from '../contract/headers.ts';
import { pageKey } from '../contract/keys.ts';
import type { Store } from '../store/store.ts';
import { type ApiApp, createApiApp } from './http/api-app.ts';
import { type Log, problemResponse } from './http/api-response.ts';
import { answerPage, isPagePath } from './pages/pages-app.ts';
import { createPublished } from './published/published.ts';
import { DOCUMENTED, ROUTES } from './routes/routes.ts';

export interface QueryAppOptions {
  /** Where the published objects are, by their keys. */
  readonly store: Store;
  readonly now?: () => Date;
  readonly log?: Log;
  /** How old an answer about the live snapshot may be: in memory here, and again in caches on the way. */
  readonly freshSeconds?: number;
  /** How much published JSON is kept in memory, parsed (which takes about three times as much). */
  readonly cacheBytes?: number;
  /** The version of the code that is deployed: answers of another one are not taken for unchanged. */
  readonly release?: string;
  /** The page that pages of places are made from; by default the deployed one. */
  readonly template?: () => Promise<string | null>;
  /** Where the site is: `https://example.org`; null where the host of a request says it. */
  readonly origin?: string | null;
}

/** The query API as Request → Response, and the pages of places. */
export function createQueryApp({
  store,
  now = () => new Date(),
  log = (message, cause) => console.error(message, cause),
  freshSeconds = LIVE_SECONDS,
  cacheBytes = 64 * 1024 * 1024,
  release = '',
  template = () => deployedPage(store),
  origin = null,
}: QueryAppOptions): ApiApp {
  const published = createPublished({ store, now, freshMs: freshSeconds * 1000, cacheBytes });
  const api = createApiApp({ routes: ROUTES, documented: DOCUMENTED, published, freshSeconds, release, log });
  const pages = { published, freshSeconds, template, origin };
  return {
    fetch: async request => {
      if (!isPagePath(new URL(request.url).pathname)) return api.fetch(request);
      try {
        return await answerPage(request, pages);
      } catch (error) {
        return problemResponse(error, log);
      }
    },
  };
}

async function deployedPage(store: Store): Promise<string | null> {
  const page = await store.get(pageKey('place'));
  return page === undefined ? null : Buffer.from(await page.bytes()).toString();
}
