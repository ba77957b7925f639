import type { ListedObject, Store } from '../store/store.ts';
import { UnreadableObject } from '../store/unreadable-object.ts';

const MOST_TRIED = 5;

/**
 * Throws the failure to read one upload where it is one of the whole store: where no other upload can be read either. What
 * is known to be the upload's own is never one of the store.
 * @param unread keys of all that could not be read
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

/** A few from all over: what cannot be read may lie side by side. */
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
