import { pointerKey } from '../contract/keys.ts';
import { Problem } from '../contract/problem.ts';
import type { BuildTools } from '../job/build.ts';
import { uploadsOf } from '../job/uploads-of.ts';
import { publishIndex } from '../publish/documents.ts';
import { COLLECTION_MS, changePointer, readPointer, refuseWhileCollecting } from '../publish/pointer.ts';
import { publishSite } from '../publish/site.ts';
import { inParallel } from '../store/in-parallel.ts';
import type { ListedObject, Store } from '../store/store.ts';

export interface EraseOptions {
  /** Deletes the uploads too, from which the next build would publish the data set again. */
  readonly uploads: boolean;
  now?(): Date;
}

/** How many objects were deleted, and how many uploads are left. */
export interface Erased {
  readonly site: number;
  readonly work: number;
  readonly uploads: number;
  readonly uploadsLeft: number;
}

/**
 * Deletes all that was ever published or stored of a data set: snapshots, receipts, blobs, history, pointer, work files.
 * The pointer is marked as in a collection, so that builds wait, and goes last; then the index and the pages are written
 * without the data set. Run again after a failure, it deletes the rest. Throws `unknown-dataset` if there is nothing.
 */
export async function erase(
  dataset: string,
  tools: Pick<BuildTools, 'uploads' | 'work' | 'site' | 'log'>,
  { uploads: alsoUploads, now = () => new Date() }: EraseOptions,
): Promise<Erased> {
  const { uploads, work, site } = tools;
  const stored = await keysOf(uploadsOf(dataset, uploads));
  const [published, staged] = [`data/${dataset}/`, `${dataset}/`];
  const found = [...stored, ...(await keysOf(site.list(published))), ...(await keysOf(work.list(staged)))];
  if (found.length === 0) throw new Problem('unknown-dataset', `there is nothing of a data set "${dataset}" here`);
  await markPointer(dataset, site, now);
  const erased = { uploads: 0, work: 0, site: 0 };
  if (alsoUploads) erased.uploads = await deleteAll(stored, uploads);
  erased.work = await deleteBelow(staged, work);
  erased.site = await deleteBelow(published, site, pointerKey(dataset));
  await site.delete(pointerKey(dataset));
  // A build that began before the mark may have written until it saw that the pointer is gone.
  erased.site += await deleteBelow(published, site);
  await publishIndex(dataset, site);
  await publishSite(tools);
  return { ...erased, uploadsLeft: stored.length - erased.uploads };
}

/** Without a pointer, no build has ended. */
async function markPointer(dataset: string, site: Store, now: () => Date): Promise<void> {
  if ((await readPointer(dataset, site)).pointer === null) return;
  const until = new Date(now().getTime() + COLLECTION_MS).toISOString();
  await changePointer(dataset, site, before => {
    refuseWhileCollecting(dataset, before, now());
    return { ...before, snapshot: null, newest: null, pinned: false, publishedAt: null, collecting: { until } };
  });
}

const DELETED_AT_ONCE = 16;

/** Deletes until a listing shows nothing more. */
async function deleteBelow(prefix: string, store: Store, except?: string): Promise<number> {
  for (let count = 0; ; ) {
    const keys = (await keysOf(store.list(prefix))).filter(key => key !== except);
    if (keys.length === 0) return count;
    count += await deleteAll(keys, store);
  }
}

async function deleteAll(keys: readonly string[], store: Store): Promise<number> {
  await inParallel(keys, DELETED_AT_ONCE, key => store.delete(key));
  return keys.length;
}

async function keysOf(objects: AsyncIterable<ListedObject>): Promise<string[]> {
  return (await Array.fromAsync(objects)).map(({ key }) => key);
}
