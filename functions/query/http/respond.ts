import { csvChunks } from '../../contract/csv.ts';
import { liveCacheControl } from '../../contract/headers.ts';
import { Problem } from '../../contract/problem.ts';
import { quoteGiven } from '../parameters/bad-parameter.ts';
import { readQuery } from '../parameters/read-query.ts';
import { explainMissing } from '../published/dataset-view.ts';
import type { Published } from '../published/published.ts';
import { accepts } from './accepts.ts';
import { apiResponse } from './api-response.ts';
import { etagOf, namesAny, namesEtag } from './etag.ts';
import type { Answer, Asked, Format, Route } from './route.ts';
import { textStream } from './text-stream.ts';

export interface RespondOptions {
  readonly published: Published;
  /** For how long caches may answer for the live snapshot. */
  readonly freshSeconds: number;
  /** The version of the code, so that no validator outlives it. */
  readonly release: string;
}

export const CONTENT_TYPES = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
} as const satisfies Readonly<Record<Format, string>>;

/** Answers one route; throws a Problem for what cannot be answered. */
export async function respond(
  route: Route,
  dataset: string,
  request: Request,
  { published, freshSeconds, release }: RespondOptions,
): Promise<Response> {
  const query = readQuery(new URL(request.url));
  const asked = await route.ask(published, dataset, query);
  checkAccepted(request, asked.format);
  const headers: Record<string, string> = { 'Cache-Control': cacheControl(asked, freshSeconds) };
  if (asked.version !== null) {
    const etag = etagOf(release, route.path, dataset, asked.version, asked.normalized);
    headers.ETag = etag;
    const known = request.headers.get('If-None-Match');
    if (namesAny(known)) await wholeAnswer(asked, published, dataset, query.get('snapshot'));
    if (namesAny(known) || namesEtag(known, etag)) return apiResponse(304, headers, null);
  }
  headers['Content-Type'] = CONTENT_TYPES[asked.format];
  if (asked.format === 'csv') headers['Content-Disposition'] = `attachment; filename="${fileName(route, dataset)}"`;
  return render(await wholeAnswer(asked, published, dataset, query.get('snapshot')), asked.format, headers);
}

async function wholeAnswer(
  { answer }: Asked,
  published: Published,
  dataset: string,
  snapshot: string | null,
): Promise<Answer> {
  try {
    return await answer();
  } catch (error) {
    throw await explainMissing(error, published, dataset, snapshot);
  }
}

function cacheControl({ version, lasting }: Asked, freshSeconds: number): string {
  if (version === null) return 'no-store';
  if (lasting) return 'public, max-age=31536000, immutable';
  return liveCacheControl(freshSeconds);
}

/** The format follows from the address alone; a caller who wants another is told how to ask, not sent something else. */
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

function fileName({ path }: Route, dataset: string): string {
  return `${[dataset, path.split('/').at(-1)].filter(part => part !== '').join('-')}.csv`;
}
