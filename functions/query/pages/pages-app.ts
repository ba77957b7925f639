import { createHash } from 'node:crypto';
import { liveCacheControl } from '../../contract/headers.ts';
import { Problem } from '../../contract/problem.ts';
import type { PublishedReader } from '../published/published.ts';
import { escaped, pageWith } from './page-html.ts';
import { placePage } from './place-page.ts';
import { ROBOTS_PATH, robots, SITEMAP_PATH, sitemap } from './sitemap.ts';

export interface PagesOptions {
  readonly published: PublishedReader;
  readonly freshSeconds: number;
  /** The page of the view `place` as it is deployed, with the name of the site; null where no site is deployed. */
  readonly template: () => Promise<string | null>;
  /** `https://example.org`; null: that of the request. */
  readonly origin: string | null;
}

/** `/<data set>[@<snapshot>]/place/<id>` */
const PLACE = /^\/([^/]+)\/place\/(.+)$/;

/** Whether the query function answers this path with a page or a file, and not as the API. */
export function isPagePath(path: string): boolean {
  return path === ROBOTS_PATH || path === SITEMAP_PATH || PLACE.test(path);
}

/** Pages and files that are made when they are asked for. Throws what is not the caller's fault, and `not-published` without a site. */
export async function answerPage(request: Request, { published, freshSeconds, template, origin }: PagesOptions) {
  const url = new URL(request.url);
  const base = origin ?? url.origin;
  const send = (body: string, type: string, status = 200) => {
    const etag = `W/"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"`;
    const headers = { 'Cache-Control': liveCacheControl(freshSeconds), 'Content-Type': type, ETag: etag };
    const isKnown = status === 200 && request.headers.get('If-None-Match')?.includes(etag) === true;
    if (isKnown) return new Response(null, { status: 304, headers });
    return new Response(request.method === 'HEAD' ? null : body, { status, headers });
  };
  if (url.pathname === ROBOTS_PATH) return send(robots(base), 'text/plain; charset=utf-8');
  if (url.pathname === SITEMAP_PATH) {
    const part = /^[1-9]\d{0,5}$/.exec(url.searchParams.get('part') ?? '');
    return send(
      await sitemap(published, base, part === null ? null : Number(part[0])),
      'application/xml; charset=utf-8',
    );
  }
  const page = await template();
  if (page === null) throw new Problem('not-published', 'the site is not deployed');
  const [, dataset = '', place = ''] = PLACE.exec(url.pathname) ?? [];
  const type = 'text/html; charset=utf-8';
  try {
    const asked = { dataset: decoded(dataset), place: decoded(place.replace(/\/$/, '')) };
    return send(await placePage(published, asked, page, base), type);
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 404) throw error;
    return send(missingPage(page, error), type, 404);
  }
}

function missingPage(template: string, { message }: Problem): string {
  const main = `<section id="tab-place" class="tab place"><h1>There is no such place</h1><p>${escaped(message)}.</p></section>`;
  return pageWith(template, { title: 'There is no such place', description: message, canonical: null, main });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
