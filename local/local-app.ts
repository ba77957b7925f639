import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { etag, RETAINED_304_HEADERS } from 'hono/etag';
import { Problem } from '../functions/contract/problem.ts';
import { problemBody } from '../functions/contract/problem-body.ts';
import { compressResponse } from '../functions/query/http/compress-response.ts';
import type { Store } from '../functions/store/store.ts';
import { dataResponse } from './data-response.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import { siteFiles } from './site-files.ts';

export interface LocalAppOptions {
  readonly api: (request: Request) => Promise<Response>;
  /** Has the published objects, under `data/`. */
  readonly data: Store;
  /** The folder of the built site. */
  readonly site: string;
  /** Gets every error that is not a Problem; the response has no details of it. */
  readonly log?: (error: unknown) => void;
}

/** `/api/v1/*` to the API, `/data/*` from the store, everything else from the site. */
export function localApp({ api, data, site, log = console.error }: LocalAppOptions): Hono {
  const app = new Hono();
  // Like the bucket on AWS, this allows whatever headers a preflight asks for.
  const open = cors({ origin: '*', allowMethods: ['GET', 'HEAD'], exposeHeaders: ['ETag'], maxAge: 86_400 });
  app.use(addMissing(SECURITY_HEADERS));
  // Data and API set more of their own. The page needs it as well: in a sandboxed frame it has no origin, so even its own
  // scripts are cross-origin.
  app.use(addMissing({ 'access-control-allow-origin': '*' }));
  app.use('/data/*', open);
  app.all('/api/v1/*', async context => compressResponse(context.req.raw, await api(context.req.raw)));
  app.all('/api/*', context => {
    throw new Problem('unknown-path', `${pathOf(context)} is not a path of the API, whose paths begin with /api/v1/`);
  });
  app.use(etag({ retainedHeaders: [...RETAINED_304_HEADERS, 'access-control-expose-headers'] }));
  app.get('/data/*', context => dataResponse(data, pathOf(context), context.req.raw));
  app.get('*', siteFiles(site, data));
  app.all('*', context => {
    const problem = new Problem('method-not-allowed', `${context.req.method} is not allowed here, only GET and HEAD`);
    return problemResponse(problem, { allow: 'GET, HEAD' });
  });
  app.onError(error => {
    if (!(error instanceof Problem)) log(error);
    return problemResponse(error);
  });
  return app;
}

/** Adds headers that a response does not have yet. */
function addMissing(headers: Readonly<Record<string, string>>): MiddlewareHandler {
  return async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) {
      if (!context.res.headers.has(name)) context.header(name, value);
    }
  };
}

/** Decoded once; Hono's own decodes only some escapes. */
function pathOf(context: Context): string {
  const { pathname } = new URL(context.req.url);
  try {
    return decodeURIComponent(pathname);
  } catch (cause) {
    throw new Problem('unknown-path', `${pathname} is not a path: its escapes are not UTF-8`, { cause });
  }
}

/** Any error as `application/problem+json`, without details unless it is a Problem. */
export function problemResponse(error: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  const problem = error instanceof Problem ? error : new Problem('internal', 'something went wrong; it was logged');
  return new Response(JSON.stringify(problemBody(problem)), {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  });
}
