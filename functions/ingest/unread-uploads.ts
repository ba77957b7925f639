import type { ListedObject, Store } from '../store/store.ts';
import { UnreadableObject } from '../store/unreadable-object.ts';

const MOST_TRIED = 5;

/**
 * Throws the failure to read one upload if the whole store has failed, that is, if no other upload can be read either. A
 * fault known to be the upload's own never counts.
 * @param unread keys of all unreadable uploads
 */
export async function throwIfStoreFails(
  failure: UnreadableObject,
  unread: ReadonlySet<string>,
  listing: readonly ListedObject[],
  store: Store,
): Promise<void> {
  if (failure.isItsOwn) return;
  const others = listing.filter(({ key, fault }) => fault === undefined && !unread.has(key));
  for (const { key } of spread(others)) if (await isReadable(key, store)) return;
  throw failure;
}

/** A few spread over the listing, because unreadable uploads may be next to each other. */
function spread(listing: readonly ListedObject[]): readonly ListedObject[] {
  const step = Math.max(1, (listing.length - 1) / (MOST_TRIED - 1));
  return listing.filter((_, index) => Math.round(Math.round(index / step) * step) === index);
}

async function isReadable(key: string, store: Store): Promise<boolean> {
  try {
    await store.get(key);
    return true;
  } catch (cause) {
    if (cause instanceof UnreadableObject) return cause.isItsOwn;
    throw cause;
  }
}
