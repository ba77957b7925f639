import { kindOfKey, type ObjectKind } from './keys.ts';

export interface ObjectHeaders {
  readonly contentType: string;
  readonly contentEncoding: 'br' | null;
  readonly cacheControl: string;
}

const IMMUTABLE = 'public, max-age=31536000, immutable';

/** For how long caches on the way may answer with what was live, so many requests a second are one; a browser asks anew. */
export const LIVE_SECONDS = 2;

/** The Cache-Control of what tells of what is live. Never stale-while-revalidate: the first to look would see what was live. */
export function liveCacheControl(seconds: number): string {
  return `public, max-age=0, s-maxage=${seconds}`;
}

const SHORT = liveCacheControl(LIVE_SECONDS);

/** Cached, but revalidated before each use: a page names the assets of its own build. */
export const REVALIDATED = 'no-cache';

const HEADERS: Readonly<Record<ObjectKind, Omit<ObjectHeaders, 'contentType'>>> = {
  index: { contentEncoding: null, cacheControl: SHORT },
  site: { contentEncoding: null, cacheControl: SHORT },
  catalog: { contentEncoding: null, cacheControl: SHORT },
  package: { contentEncoding: null, cacheControl: SHORT },
  page: { contentEncoding: null, cacheControl: REVALIDATED },
  pointer: { contentEncoding: null, cacheControl: SHORT },
  history: { contentEncoding: null, cacheControl: IMMUTABLE },
  snapshot: { contentEncoding: null, cacheControl: IMMUTABLE },
  receipt: { contentEncoding: 'br', cacheControl: IMMUTABLE },
  blob: { contentEncoding: 'br', cacheControl: IMMUTABLE },
  // Compressed within, and read by ranges.
  rows: { contentEncoding: null, cacheControl: IMMUTABLE },
  picture: { contentEncoding: 'br', cacheControl: IMMUTABLE },
};

const TYPES: Readonly<Partial<Record<ObjectKind, string>>> = {
  page: 'text/html; charset=utf-8',
  catalog: 'application/ld+json',
  rows: 'application/vnd.apache.parquet',
  picture: 'image/svg+xml',
};

/** The HTTP headers that a published object is stored and served with, by its key alone. */
export function headersOf(key: string): ObjectHeaders {
  const kind = kindOfKey(key);
  return { contentType: TYPES[kind] ?? 'application/json; charset=utf-8', ...HEADERS[kind] };
}
