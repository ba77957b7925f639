import { Hono } from 'hono';
import { LIVE_SECONDS } from '../contract/headers.ts';
import { Problem } from '../contract/problem.ts';
import { nearestNames } from '../measures/similar-names.ts';
import type { Store } from '../store/store.ts';
import { BASE_PATH, type Log, METHODS, preflightResponse, problemResponse } from './http/api-response.ts';
import { respond } from './http/respond.ts';
import { quoteGiven } from './parameters/bad-parameter.ts';
import { createPublished } from './published/published.ts';
import { ROUTES } from './routes/routes.ts';

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

export interface QueryApp {
  fetch(request: Request): Promise<Response>;
}

/** What CloudFront lets through. */
export const MAX_ADDRESS_LENGTH = 8192;

/** The query API as Request → Response: everything that is thrown becomes an answer. */
export function createQueryApp({
  store,
  now = () => new Date(),
  log = (message, cause) => console.error(message, cause),
  freshSeconds = LIVE_SECONDS,
  cacheBytes = 64 * 1024 * 1024,
  release = '',
}: QueryAppOptions): QueryApp {
  const published = createPublished({ store, now, freshMs: freshSeconds * 1000, cacheBytes });
  const app = new Hono();
  app.use(async ({ req }, next) => {
    checkLength(req.url);
    await next();
  });
  app.options('*', preflightResponse);
  for (const route of ROUTES) {
    const path = `${BASE_PATH}${route.path.replaceAll(/\{(\w+)\}/g, ':$1')}`;
    app.get(path, context =>
      respond(route, context.req.param('dataset') ?? '', context.req.raw, { published, freshSeconds, release }),
    );
    app.all(path, context => {
      throw new Problem('method-not-allowed', `the method must be one of ${METHODS}; found ${context.req.method}`);
    });
  }
  app.notFound(context => problemResponse(unknownPath(context.req.path), log));
  app.onError(error => problemResponse(error, log));
  return { fetch: async request => app.fetch(request) };
}

function checkLength(address: string): void {
  if (address.length <= MAX_ADDRESS_LENGTH) return;
  const found = `an address may have ${MAX_ADDRESS_LENGTH} characters; found ${address.length}`;
  throw new Problem('address-too-long', `${found}: ask for fewer names at once`);
}

function unknownPath(path: string): Problem {
  const dataset = path.split('/')[4] ?? '';
  const known = ROUTES.map(
    route => BASE_PATH + route.path.replace('{dataset}', dataset === '' ? '{dataset}' : dataset),
  );
  const nearest = nearestNames(path, known);
  return new Problem('unknown-path', `there is no path ${quoteGiven(path)}; ${BASE_PATH}/openapi.json lists all`, {
    nearest,
  });
}
