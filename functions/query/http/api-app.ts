import { Hono } from 'hono';
import { Problem } from '../../contract/problem.ts';
import { nearestNames } from '../../measures/similar-names.ts';
import { quoteGiven } from '../parameters/bad-parameter.ts';
import { BASE_PATH, type Log, METHODS, preflightResponse, problemResponse } from './api-response.ts';
import { type RespondOptions, respond } from './respond.ts';
import type { Route, RouteDescription } from './route.ts';

export interface ApiApp {
  fetch(request: Request): Promise<Response>;
}

export interface ApiAppOptions extends RespondOptions {
  readonly routes: readonly Route[];
  /** Every path of the API, also those that another function answers. */
  readonly documented: readonly RouteDescription[];
  readonly log: Log;
}

/** What CloudFront lets through. */
export const MAX_ADDRESS_LENGTH = 8192;

/** Routes as Request → Response: everything that is thrown becomes an answer. */
export function createApiApp({ routes, documented, log, ...options }: ApiAppOptions): ApiApp {
  const app = new Hono();
  app.use(async ({ req }, next) => {
    checkLength(req.url);
    await next();
  });
  app.options('*', preflightResponse);
  for (const route of routes) {
    const path = `${BASE_PATH}${route.path.replaceAll(/\{(\w+)\}/g, ':$1')}`;
    app.get(path, ({ req }) =>
      respond(route, { dataset: req.param('dataset') ?? '', table: req.param('table') ?? '' }, req.raw, options),
    );
    app.all(path, ({ req }) => {
      throw new Problem('method-not-allowed', `the method must be one of ${METHODS}; found ${req.method}`);
    });
  }
  app.notFound(context => problemResponse(unknownPath(context.req.path, documented), log));
  app.onError(error => problemResponse(error, log));
  return { fetch: async request => app.fetch(request) };
}

function checkLength(address: string): void {
  if (address.length <= MAX_ADDRESS_LENGTH) return;
  const found = `an address may have ${MAX_ADDRESS_LENGTH} characters; found ${address.length}`;
  throw new Problem('address-too-long', `${found}: ask for fewer names at once`);
}

/** Names the paths that may have been meant, with the names that were given. */
function unknownPath(path: string, documented: readonly RouteDescription[]): Problem {
  const [, , , , dataset = '', , table = ''] = path.split('/');
  const known = documented.map(({ path: pattern }) => {
    const filled = pattern.replace('{dataset}', dataset || '{dataset}').replace('{table}', table || '{table}');
    return BASE_PATH + filled;
  });
  const nearest = nearestNames(path, known);
  return new Problem('unknown-path', `there is no path ${quoteGiven(path)}; ${BASE_PATH}/openapi.json lists all`, {
    nearest,
  });
}
