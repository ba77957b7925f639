import type { Store } from '../../../functions/store/store.ts';

/** Moments, and the hash over the uploads' ETags, which are those of their store. */
const DIFFERS = /"(?:at|publishedAt|listing)":"[^"]*"/g;
const MUTABLE = /\/latest\.json$|\/index\.json$/;

/** All that is published, by key, one character a byte; pointer and index without what tells builds apart. */
export async function publishedBytes(store: Store): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for await (const { key } of store.list('data/')) {
    const text = Buffer.from((await (await store.get(key))?.bytes()) ?? []).toString('latin1');
    found[key] = MUTABLE.test(key) ? text.replaceAll(DIFFERS, '') : text;
  }
  return found;
}
