import { createHash } from 'node:crypto';
import { csvChunks } from '../../contract/csv.ts';
import { liveCacheControl } from '../../contract/headers.ts';
import { Problem } from '../../contract/problem.ts';
import { quoteGiven } from '../parameters/bad-parameter.ts';
import { readQuery } from '../parameters/parse-query.ts';
import { explainMissing } from '../published/dataset-view.ts';
import type { PublishedReader } from '../published/published.ts';
import { apiResponse, SERVICE_LINK } from './api-response.ts';
import type { Answer, Asked, Elsewhere, Format, PathNames, Route, RouteDescription } from './route.ts';

export interface RespondOptions {
  readonly published: PublishedReader;
  /** For how long caches may answer for the live snapshot. */
  readonly freshSeconds: number;
  /** The version of the code, so that no validator outlives it. */
  readonly release: string;
}

export const CONTENT_TYPES = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
  parquet: 'application/vnd.apache.parquet',
} as const satisfies Readonly<Record<Format, string>>;

/** Answers one route; throws a Problem for what cannot be answered. */
export async function respond(
  route: Route,
  names: PathNames,
  request: Request,
  { published, freshSeconds, release }: RespondOptions,
): Promise<Response> {
  const query = readQuery(new URL(request.url));
  const asked = await route.ask(published, names, query);
  checkAccepted(request, asked.format);
  const answer = () => wholeAnswer(asked, published, { ...names, snapshot: query.get('snapshot') }, request.signal);
  const headers: Record<string, string> = { 'Cache-Control': cacheControl(asked, freshSeconds) };
  if (asked.version !== null) {
    const etag = etagOf(release, route.path, names, asked.version, asked.normalized);
    headers.ETag = etag;
    const known = request.headers.get('If-None-Match');
    if (namesAny(known)) await answer();
    if (namesAny(known) || namesEtag(known, etag)) return apiResponse(304, headers, null);
  }
  const found = await answer();
  if ('location' in found) return apiResponse(302, { ...headers, Location: found.location }, null);
  headers['Content-Type'] = CONTENT_TYPES[asked.format];
  if (asked.format === 'csv') headers['Content-Disposition'] = `attachment; filename="${fileName(route, names)}"`;
  if (typeof found.next === 'string')
    headers.Link = `${SERVICE_LINK}, <${nextAddress(request, found.next)}>; rel="next"`;
  return render(found, asked.format, headers);
}

async function wholeAnswer(
  { answer }: Asked,
  published: PublishedReader,
  { dataset, snapshot }: { readonly dataset: string; readonly snapshot: string | null },
  signal: AbortSignal,
): Promise<Answer | Elsewhere> {
  try {
    return await answer(signal);
  } catch (error) {
    throw await explainMissing(error, published, dataset, snapshot);
  }
}

function cacheControl({ version, lasting }: Asked, freshSeconds: number): string {
  if (version === null) return 'no-store';
  if (lasting) return 'public, max-age=31536000, immutable';
  return liveCacheControl(freshSeconds);
}

/** The address alone decides the format. A caller who accepts only another one gets an error that says how to request it. */
function checkAccepted(request: Request, format: Format): void {
  const [type = ''] = CONTENT_TYPES[format].split(';');
  const accept = request.headers.get('Accept');
  if (accepts(accept, type)) return;
  throw new Problem(
    'not-acceptable',
    `this answer is ${type}, which the header "Accept" rules out; found ${quoteGiven(accept ?? '')}. Lists take format=json or csv`,
  );
}

/** Everything that an answer needs has been read by now, so that one that has begun is also brought to its end. */
function render({ body, table }: Answer, format: Format, headers: Readonly<Record<string, string>>): Response {
  if (format === 'csv' && table) return apiResponse(200, headers, textStream(csvChunks(table)));
  const text = JSON.stringify(body);
  return apiResponse(200, { ...headers, 'Content-Length': String(Buffer.byteLength(text)) }, text);
}

function fileName({ path }: RouteDescription, { dataset, table }: PathNames): string {
  const parts = new Set([dataset, table, path.split('/').at(-1)].filter(part => part !== ''));
  return `${[...parts].join('-')}.csv`;
}

/** The same question with the cursor of what follows. */
function nextAddress({ url }: Request, cursor: string): string {
  const { pathname, searchParams } = new URL(url);
  searchParams.set('cursor', cursor);
  return `${pathname}?${searchParams}`;
}

/** Does an `Accept` header let this media type through? The most specific range that fits decides (RFC 9110, 12.5.1). */
function accepts(header: string | null, mediaType: string): boolean {
  if (header === null || header.trim() === '') return true;
  const [kind] = mediaType.split('/');
  const ranges = header.split(',').map(parseRange);
  for (const wanted of [mediaType, `${kind}/*`, '*/*']) {
    const range = ranges.find(({ type }) => type === wanted);
    if (range) return range.quality > 0;
  }
  return false;
}

function parseRange(text: string): { type: string; quality: number } {
  const [type = '', ...parameters] = text.split(';').map(part => part.trim().toLowerCase());
  const quality = parameters.find(parameter => parameter.startsWith('q='))?.slice(2);
  return { type, quality: quality === undefined ? 1 : Number(quality) };
}

/** A validator made of everything that an answer depends on. */
function etagOf(...parts: readonly unknown[]): string {
  return `"${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)}"`;
}

/** Does `If-None-Match` name this validator? Compared weakly: who compresses an answer on its way marks it `W/`. */
function namesEtag(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  return ifNoneMatch.split(',').some(name => name.trim().replace(/^W\//, '') === etag);
}

/** `If-None-Match: *` names every answer, once it is known that there is one. */
function namesAny(ifNoneMatch: string | null): boolean {
  return ifNoneMatch?.trim() === '*';
}

/** Pieces of text as a body that makes each piece when the reader has room for it. */
export function textStream(pieces: Iterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator = pieces[Symbol.iterator]();
  return new ReadableStream({
    pull(controller) {
      const { done, value } = iterator.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel() {
      iterator.return?.();
    },
  });
}
