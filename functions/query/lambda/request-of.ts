import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { Problem } from '../../contract/problem.ts';

/**
 * The request that an HTTP API was sent, from its event (payload 2.0). The query is taken as it was written: the
 * event's own table of it joins repeated parameters with commas. No route reads a body, so none is handed on.
 */
export function requestOf(event: APIGatewayProxyEventV2): Request {
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
