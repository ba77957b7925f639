import { Problem } from '../../contract/problem.ts';
import { problemBody } from '../../contract/problem-body.ts';

/** Where the API begins on its host. Another version of it would begin elsewhere. */
export const BASE_PATH = '/api/v1';

/** Where every answer leads to. */
export const SERVICE_LINK = `<${BASE_PATH}/openapi.json>; rel="service-desc"; type="application/json"`;

/** Every answer of the API may be read by any page, is what its content type says, and is no page itself. */
const ALWAYS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'Content-Disposition, ETag, Link, Retry-After',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'cross-origin',
  Link: SERVICE_LINK,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const;

export const METHODS = 'GET, HEAD, OPTIONS';

/** The one place that builds a Response. */
export function apiResponse(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | ReadableStream<Uint8Array> | null,
): Response {
  return new Response(body, { status, headers: { ...ALWAYS, ...headers } });
}

/** The answer to OPTIONS, whatever the path, so that a browser may read the 404 that follows. */
export function preflightResponse(): Response {
  const headers = {
    Allow: METHODS,
    'Access-Control-Allow-Methods': METHODS,
    // Any header, so that no page fails for one that its libraries add; the wildcard alone would leave this one out.
    'Access-Control-Allow-Headers': '*, Authorization',
    'Access-Control-Max-Age': '86400',
  };
  return apiResponse(204, headers, null);
}

/** Where errors go that are ours and not the caller's. */
export type Log = (message: string, cause: unknown) => void;

const RETRY_AFTER_SECONDS = 5;

/** The answer to anything thrown. What the caller can mend is explained; all else is logged and answered without detail. */
export function problemResponse(error: unknown, log: Log): Response {
  const problem = toShow(error, log);
  const headers: Record<string, string> = {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
  };
  if (problem.status === 503) headers['Retry-After'] = String(RETRY_AFTER_SECONDS);
  if (problem.code === 'method-not-allowed') headers.Allow = METHODS;
  return apiResponse(problem.status, headers, JSON.stringify(problemBody(problem)));
}

function toShow(error: unknown, log: Log): Problem {
  if (error instanceof Problem && (error.status < 500 || error.code === 'too-slow')) return error;
  if (error instanceof Problem && error.code === 'store-failed') {
    log(error.message, error);
    return new Problem('store-failed', 'the published data cannot be read at the moment; try again shortly');
  }
  log('a query failed', error);
  return new Problem('internal', 'something went wrong on our side; it has been logged');
}
