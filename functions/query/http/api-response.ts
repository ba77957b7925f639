import { BASE_PATH } from './base-path.ts';

/** Every answer of the API may be read by any page, is what its content type says, and is no page itself. */
const ALWAYS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'Content-Disposition, ETag, Link, Retry-After',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'cross-origin',
  Link: `<${BASE_PATH}/openapi.json>; rel="service-desc"; type="application/json"`,
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
