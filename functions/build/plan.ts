import { setTimeout } from 'node:timers/promises';
import { Problem } from '../contract/problem.ts';
import { sha256 } from '../job/hash.ts';
import type { ListedObject, Store } from '../store/store.ts';

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

const MAX_CHANGES = 7;
const FIRST_PAUSE_MS = 50;

/**
 * The uploads of a data set as they all were at one moment. A listing comes in pages, and what changes between two of
 * them makes a state that never was; two listings that are equal show what lay there between them. Throws `conflict`
 * where the uploads do not rest for some ten seconds: whoever changes them brings the next event.
 */
export async function listUploads(
  dataset: string,
  store: Store,
  pause: (ms: number) => Promise<unknown> = setTimeout,
): Promise<readonly ListedObject[]> {
  let before = await listOnce(dataset, store);
  for (let changes = 0; changes <= MAX_CHANGES; changes++) {
    await pause(FIRST_PAUSE_MS * (2 ** changes - 1));
    const now = await listOnce(dataset, store);
    if (sameObjects(before, now)) return now;
    before = now;
  }
  throw new Problem(
    'conflict',
    `the uploads of "${dataset}" must rest while they are listed; they changed between ${MAX_CHANGES + 2} listings`,
  );
}

async function listOnce(dataset: string, store: Store): Promise<ListedObject[]> {
  const objects: ListedObject[] = [];
  for await (const object of store.list(`${dataset}/`)) objects.push(object);
  return objects;
}

function sameObjects(before: readonly ListedObject[], now: readonly ListedObject[]): boolean {
  return (
    before.length === now.length &&
    now.every(({ key, etag }, index) => before[index]?.key === key && before[index]?.etag === etag)
  );
}
