import { kindOfKey, type ObjectKind } from './keys.ts';

export interface ObjectHeaders {
  readonly contentType: string;
  readonly contentEncoding: 'br' | null;
  readonly cacheControl: string;
}

const IMMUTABLE = 'public, max-age=31536000, immutable';
const SHORT = 'public, max-age=30, stale-while-revalidate=60';

const HEADERS: Readonly<Record<ObjectKind, Omit<ObjectHeaders, 'contentType'>>> = {
  index: { contentEncoding: null, cacheControl: SHORT },
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
