import type { ListedObject } from '../store/store.ts';
import { sha256 } from './hash.ts';

const HALF = 32;

/**
 * Names all that the outcome of a build depends on, but for the day: what had the future as its date is looked at again
 * with the next upload. 32 digits for the uploads, and 32 for descriptor and code, so that somebody who sees the bucket
 * and not the code can tell whether a build has seen what lies there.
 */
export function listingOf(uploads: readonly ListedObject[], descriptor: string | readonly string[], code: string) {
  return uploadsName(uploads) + sha256(JSON.stringify([descriptor, code])).slice(0, HALF);
}

/** Whether the build of that listing was made from exactly these uploads. */
export function hasSeen(listing: string, uploads: readonly ListedObject[]): boolean {
  return listing.startsWith(uploadsName(uploads));
}

function uploadsName(uploads: readonly ListedObject[]): string {
  return sha256(JSON.stringify(uploads.map(({ key, etag }) => [key, etag]))).slice(0, HALF);
}
