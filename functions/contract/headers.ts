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

const HEADERS: Readonly<Record<ObjectKind, Omit<ObjectHeaders, 'contentType'>>> = {
  index: { contentEncoding: null, cacheControl: SHORT },
  site: { contentEncoding: null, cacheControl: SHORT },
  pointer: { contentEncoding: null, cacheControl: SHORT },
  history: { contentEncoding: null, cacheControl: IMMUTABLE },
  snapshot: { contentEncoding: null, cacheControl: IMMUTABLE },
  receipt: { contentEncoding: 'br', cacheControl: IMMUTABLE },
  blob: { contentEncoding: 'br', cacheControl: IMMUTABLE },
};

/** The HTTP headers that a published object is stored and served with, by its key alone. */
export function headersOf(key: string): ObjectHeaders {
  return { contentType: 'application/json; charset=utf-8', ...HEADERS[kindOfKey(key)] };
}
