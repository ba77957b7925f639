import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** One of the events in tests/aws/events, which have the shape that AWS documents for payload 2.0. */
export function recordedEvent(name: string): APIGatewayProxyEventV2 {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'events', `${name}.json`), 'utf8'));
}

/** The event that an HTTP API makes of a request: values of a repeated parameter joined, names of headers in small letters. */
export function eventOf(address: string, init: RequestInit = {}): APIGatewayProxyEventV2 {
  const { pathname, search, searchParams } = new URL(address);
  const event = recordedEvent('get');
  const names = [...new Set(searchParams.keys())];
  const table = Object.fromEntries(names.map(name => [name, searchParams.getAll(name).join(',')]));
  const http = { ...event.requestContext.http, method: init.method ?? 'GET', path: pathname };
  return {
    ...event,
    rawPath: pathname,
    rawQueryString: search.slice(1),
    headers: Object.fromEntries(new Headers(init.headers)),
    ...(names.length > 0 ? { queryStringParameters: table } : { queryStringParameters: undefined }),
    requestContext: { ...event.requestContext, http },
  };
}
