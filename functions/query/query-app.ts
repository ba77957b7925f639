import { LIVE_SECONDS } from '../contract/headers.ts';
import type { Store } from '../store/store.ts';
import { type ApiApp, createApiApp } from './http/api-app.ts';
import type { Log } from './http/api-response.ts';
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
}

/** The query API as Request → Response. */
export function createQueryApp({
  store,
  now = () => new Date(),
  log = (message, cause) => console.error(message, cause),
  freshSeconds = LIVE_SECONDS,
  cacheBytes = 64 * 1024 * 1024,
  release = '',
}: QueryAppOptions): ApiApp {
  const published = createPublished({ store, now, freshMs: freshSeconds * 1000, cacheBytes });
  return createApiApp({ routes: ROUTES, documented: DOCUMENTED, published, freshSeconds, release, log });
}
