import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { etag, RETAINED_304_HEADERS } from 'hono/etag';
import { DROP_PATH } from '../functions/contract/dropped.ts';
import { Problem } from '../functions/contract/problem.ts';
import { problemBody } from '../functions/contract/problem-body.ts';
import { readPointer } from '../functions/publish/pointer.ts';
import { compressResponse } from '../functions/query/http/compress-response.ts';
import { isPagePath } from '../functions/query/pages/pages-app.ts';
import type { Store } from '../functions/store/store.ts';
import { dataResponse } from './data-response.ts';
import type { DroppedFiles } from './dropped-files.ts';
import { isOwnMachine, isOwnPage } from './own-machine.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import { siteFiles } from './site-files.ts';

export interface LocalAppOptions {
  readonly api: (request: Request) => Promise<Response>;
  /** Has the published objects, under `data/`. */
  readonly data: Store;
  /** The folder of the built site. */
  readonly site: string;
  /** Takes files that are dropped on the home page; a site without an owner in front of it takes none. */
  readonly dropped?: DroppedFiles;
  /** Gets every error that is not a Problem; the response has no details of it. */
  readonly log?: (error: unknown) => void;
}

/** `/api/v1/*` and pages of places to the API, `/data/*` from the store, everything else from the site. */
export function localApp({ api, data, site, dropped, log = console.error }: LocalAppOptions): Hono {
  const app = new Hono();
  if (dropped !== undefined) app.route(DROP_PATH, dropRoutes(dropped, data));
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
  // Without a page to make them from, a file answers.
  app.get('*', async ({ req: { raw } }, next) => {
    if (!isPagePath(new URL(raw.url).pathname)) return next();
    const page = await api(raw);
    return page.headers.get('content-type')?.includes('json') === true ? next() : compressResponse(raw, page);
  });
  app.get(
    '*',
    siteFiles(site, data, context => dropped !== undefined && isOwnMachine(context)),
  );
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

/** For the pages that this server has sent to this machine; to all others there is nothing here. */
function dropRoutes(dropped: DroppedFiles, data: Store): Hono {
  const routes = new Hono();
  routes.use(async (context, next) => {
    if (!isOwnPage(context)) throw new Problem('unknown-path', `there is no file ${pathOf(context)}`);
    await next();
    context.header('cache-control', 'no-store');
  });
  routes.post('/', async context => {
    const answer = await dropped.take(context.req.query('name') ?? '', context.req.raw.body);
    return context.json(answer);
  });
  routes.post('/:id', async context => context.json({ dataset: await dropped.publish(context.req.param('id')) }));
  routes.get('/:dataset/pointer', async context => {
    return context.json((await readPointer(context.req.param('dataset'), data)).pointer);
  });
  routes.delete('/:id', async context => {
    await dropped.forget(context.req.param('id'));
    return context.body(null, 204);
  });
  return routes;
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
