import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { Problem } from '../../contract/problem.ts';
import type { ApiApp } from '../http/api-app.ts';
import { type Log, problemResponse } from '../http/api-response.ts';
import { compressResponse } from '../http/compress-response.ts';

export type LambdaHandler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

/** An app as the function behind an HTTP API (payload 2.0). Whatever happens is answered; nothing is thrown at the gateway. */
export function createHandler(
  app: ApiApp,
  log: Log = (message, cause) => console.error(message, cause),
): LambdaHandler {
  return async event => {
    try {
      const request = requestOf(event);
      return await resultOf(compressResponse(request, await app.fetch(request)));
    } catch (error) {
      return await resultOf(problemResponse(error, log));
    }
  };
}

/**
 * The request that an HTTP API was sent, from its event (payload 2.0). The query is taken as it was written: the
 * event's own table of it joins repeated parameters with commas. No route reads a body, so none is handed on.
 */
function requestOf(event: APIGatewayProxyEventV2): Request {
  const { rawPath, rawQueryString, headers, cookies = [], requestContext } = event;
  const { domainName, http } = requestContext;
  const query = rawQueryString === '' ? '' : `?${rawQueryString}`;
  const url = `https://${domainName}${escaped(rawPath)}${query}`;
  const sent = Object.entries(headers).map(([name, value = '']): [string, string] => [name, bytesAsText(value)]);
  if (cookies.length > 0) sent.push(['Cookie', bytesAsText(cookies.join('; '))]);
  try {
    return new Request(url, { method: http.method, headers: sent });
  } catch (cause) {
    throw new Problem('bad-parameter', 'this is no valid HTTP request', { cause });
  }
}

/** The gateway decodes paths: what would end one early must not. */
function escaped(path: string): string {
  return path.replaceAll('?', '%3F').replaceAll('#', '%23');
}

/** Headers are bytes, which the gateway reads as UTF-8; Request, like a server of Node, wants a character for each. */
function bytesAsText(value: string): string {
  return Buffer.from(value).toString('latin1');
}

/** What a function may give back, as JSON. */
export const MAX_RESULT_BYTES = 6_291_556;

/** The result that an HTTP API turns into this answer. Throws `too-large` for one that Lambda would not let through. */
async function resultOf(response: Response): Promise<APIGatewayProxyStructuredResultV2> {
  const bytes = Buffer.from(await response.arrayBuffer());
  const encoded = response.headers.has('Content-Encoding');
  const cookies = response.headers.getSetCookie();
  response.headers.delete('Set-Cookie');
  const result = {
    statusCode: response.status,
    headers: Object.fromEntries(response.headers),
    ...(cookies.length > 0 ? { cookies } : {}),
    body: bytes.toString(encoded ? 'base64' : 'utf8'),
    isBase64Encoded: encoded,
  };
  // As JSON a character takes six bytes at most.
  if (8 * result.body.length > MAX_RESULT_BYTES) checkSize(Buffer.byteLength(JSON.stringify(result)), encoded);
  return result;
}

function checkSize(found: number, encoded: boolean): void {
  if (found <= MAX_RESULT_BYTES) return;
  const [most, megabytes] = [MAX_RESULT_BYTES, found].map(bytes => (bytes / 1_000_000).toFixed(1));
  const otherwise = encoded ? '' : ', or send "Accept-Encoding: br, gzip"';
  throw new Problem(
    'too-large',
    `the answer must have at most ${most} MB; it has ${megabytes} MB: ask for less at once${otherwise}`,
  );
}
