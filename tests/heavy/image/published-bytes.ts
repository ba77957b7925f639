import type { Store } from '../../../functions/store/store.ts';

/** Timestamps, and the hash of the uploads' ETags, which depend on the store. */
const VOLATILE =
  /"(?:at|publishedAt|listing|created|(?:\w+:)?(?:date)?(?:modified|published))":(?:"[^"]*"|\{[^}]*\})/gi;
const MUTABLE = /\/(latest\.json|index\.json|datapackage\.json|catalog\.jsonld)$/;

/** Everything published, by key, one character per byte; pointer and index without volatile fields. */
export async function publishedBytes(store: Store): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for await (const { key } of store.list('data/')) {
    const text = Buffer.from((await (await store.get(key))?.bytes()) ?? []).toString('latin1');
    found[key] = MUTABLE.test(key) ? text.replaceAll(VOLATILE, '') : text;
  }
  return found;
}
