import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIGatewayProxyEventV2, SQSEvent } from 'aws-lambda';

/** One of the events in tests/aws/events, which have the shape that AWS documents for payload 2.0. */
export function recordedEvent(name: string): APIGatewayProxyEventV2 {
  return readEvent(name);
}

/** A batch of S3 events: two uploads, two removals, and the S3 test event. */
export function recordedBatch(): SQSEvent {
  return readEvent('uploads-changed');
}

/** The same with other messages in it. */
export function batchOf(...bodies: readonly string[]): SQSEvent {
  const [first] = recordedBatch().Records;
  if (first === undefined) throw new Error('the batch is empty');
  return { Records: bodies.map((body, index) => ({ ...first, messageId: `m${index}`, body })) };
}

/** The S3 event for one object, as the body of a message. */
export function changeOf(key: string, { bucket = 'uploads', source = 'aws:s3' } = {}): string {
  const escaped = encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/');
  return JSON.stringify({
    Records: [{ eventSource: source, s3: { bucket: { name: bucket }, object: { key: escaped } } }],
  });
}

/** The event that an HTTP API makes of a request: repeated parameters are joined, header names are in lower case. */
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

function readEvent(name: string) {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'events', `${name}.json`), 'utf8'));
}
