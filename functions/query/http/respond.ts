import { formatCsv } from '../../contract/csv.ts';
import { Problem } from '../../contract/problem.ts';
import type { Published } from '../published/published.ts';
import { accepts } from './accepts.ts';
import { apiResponse } from './api-response.ts';
import { etagOf, namesEtag } from './etag.ts';
import type { Answer, Asked, Route } from './route.ts';

export interface RespondOptions {
  readonly published: Published;
  /** For how long caches may answer for the live snapshot. */
  readonly freshSeconds: number;
  /** The version of the code, so that no validator outlives it. */
  readonly release: string;
}

const CONTENT_TYPES = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
} as const;

/** Answers one route; throws a Problem for what cannot be answered. */
export async function respond(
  route: Route,
  dataset: string,
  request: Request,
  { published, freshSeconds, release }: RespondOptions,
): Promise<Response> {
  const asked = await route.ask(published, dataset, new URL(request.url).searchParams);
  checkAccepted(request, asked.format);
  const headers: Record<string, string> = { 'Cache-Control': cacheControl(asked, freshSeconds) };
  if (asked.version !== null) {
    const etag = etagOf(release, route.path, dataset, asked.version, asked.normalized);
    headers.ETag = etag;
    if (namesEtag(request.headers.get('If-None-Match'), etag)) return apiResponse(304, headers, null);
  }
  headers['Content-Type'] = CONTENT_TYPES[asked.format];
  if (asked.format === 'csv') headers['Content-Disposition'] = `attachment; filename="${fileName(route, dataset)}"`;
  return apiResponse(200, headers, render(await asked.answer(), asked.format));
}

function cacheControl({ version, lasting }: Asked, freshSeconds: number): string {
  if (version === null) return 'no-store';
  if (lasting) return 'public, max-age=31536000, immutable';
  return `public, max-age=${freshSeconds}, stale-while-revalidate=${2 * freshSeconds}`;
}

/** The format follows from the address alone; a caller who wants another is told how to ask, not sent something else. */
function checkAccepted(request: Request, format: Asked['format']): void {
  const [type = ''] = CONTENT_TYPES[format].split(';');
  if (accepts(request.headers.get('Accept'), type)) return;
  throw new Problem(
    'not-acceptable',
    `this answer is ${type}, which "Accept" rules out; lists take format=json or csv`,
  );
}

function render({ body, table }: Answer, format: Asked['format']): string {
  return format === 'csv' && table ? formatCsv(table) : JSON.stringify(body);
}

function fileName({ path }: Route, dataset: string): string {
  return `${[dataset, path.split('/').at(-1)].filter(part => part !== '').join('-')}.csv`;
}
