/** Every answer of the API may be read by any page, and is what its content type says. */
const ALWAYS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Retry-After',
  'X-Content-Type-Options': 'nosniff',
} as const;

export const METHODS = 'GET, HEAD, OPTIONS';

/** The one place that builds a Response. */
export function apiResponse(status: number, headers: Readonly<Record<string, string>>, body: string | null): Response {
  return new Response(body, { status, headers: { ...ALWAYS, ...headers } });
}

/** The answer to OPTIONS, whatever the path, so that a browser may read the 404 that follows. */
export function preflightResponse(): Response {
  const headers = {
    Allow: METHODS,
    'Access-Control-Allow-Methods': METHODS,
    'Access-Control-Allow-Headers': 'If-None-Match',
    'Access-Control-Max-Age': '86400',
  };
  return apiResponse(204, headers, null);
}
