import { LIVE_SECONDS } from '../contract/headers.ts';
import { type ApiApp, createApiApp } from '../query/http/api-app.ts';
import type { Log } from '../query/http/api-response.ts';
import { createPublished } from '../query/published/published.ts';
import { TABLE_ROUTES } from '../query/table-queries/table-routes.ts';
import type { Store } from '../store/store.ts';
import { facets } from './facets.ts';
import { rows } from './rows.ts';
import { summary } from './summary.ts';
import { createTableEngine, type TableEngineOptions } from './table-engine.ts';

export interface TablesAppOptions extends Partial<TableEngineOptions> {
  readonly store: Store;
  readonly folder: string;
  readonly now?: () => Date;
  readonly log?: Log;
  /** How old an answer about the live snapshot may be: in memory here, and again in caches on the way. */
  readonly freshSeconds?: number;
  /** How much published JSON is kept in memory, parsed. */
  readonly cacheBytes?: number;
  /** The version of the code that is deployed: answers of another one are not taken for unchanged. */
  readonly release?: string;
}

export interface TablesApp extends ApiApp {
  /** Ends the engine; the folder stays. */
  close(): Promise<void>;
}

/** The gateway ends a request after 30 s. */
export const MAX_SECONDS = 25;

/** The part of the API that reads rows of tables, as Request → Response. */
export function createTablesApp({
  now = () => new Date(),
  log = (message, cause) => console.error(message, cause),
  freshSeconds = LIVE_SECONDS,
  cacheBytes = 16 * 1024 * 1024,
  release = '',
  ...given
}: TablesAppOptions): TablesApp {
  const options: TableEngineOptions = {
    memoryMb: 400,
    threads: 2,
    atOnce: 4,
    maxSeconds: MAX_SECONDS,
    maxBytes: 2_000_000_000,
    ...given,
  };
  const engine = createTableEngine(options);
  const published = createPublished({ store: options.store, now, freshMs: freshSeconds * 1000, cacheBytes });
  const routes = [rows, facets, summary].map(route => route(engine));
  const app = createApiApp({ routes, documented: TABLE_ROUTES, published, freshSeconds, release, log });
  return { fetch: app.fetch, close: engine.close };
}
