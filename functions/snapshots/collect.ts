import { snapshotKey } from '../contract/keys.ts';
import { publishIndex } from '../publish/documents.ts';
import { COLLECTION_MS, changePointer, readPointer, refuseWhileCollecting, removeMark } from '../publish/pointer.ts';
import { inParallel } from '../store/in-parallel.ts';
import type { ListedObject } from '../store/store.ts';
import { type CollectedStores, type CollectionPlan, type KeepRule, planCollection } from './plan-collection.ts';

export interface CollectOptions extends KeepRule {
  /** Reports what would be deleted, and deletes nothing. */
  readonly dryRun?: boolean;
  now?(): Date;
  progress?(done: number, of: number): void;
}

export interface Collected extends Pick<CollectionPlan, 'kept' | 'dropped'> {
  readonly site: Freed;
  readonly work: Freed;
  /** False if time ran out or the mark was removed: run again for the rest. */
  readonly complete: boolean;
}

/** What was deleted, or in a dry run what would be. */
export interface Freed {
  readonly objects: number;
  readonly bytes: number;
}

const DELETED_AT_ONCE = 16;
/** Deletions between two checks of the mark. */
const CHECK_EVERY = 128;
/** No deletion starts this close to the end of the mark: it may be retried, and clocks differ. */
const MARGIN_MS = 60_000;

/**
 * Deletes what no kept snapshot names. It first marks the pointer for five minutes by a conditional put: builds already
 * running lose their condition and start over, and builds that see the mark wait. It plans and deletes under the mark, then
 * removes it. If it dies, the mark expires.
 */
export async function collect(dataset: string, stores: CollectedStores, options: CollectOptions): Promise<Collected> {
  const { dryRun = false, now = () => new Date(), progress = () => undefined } = options;
  if (dryRun) return collectedOf(dataset, await planCollection(dataset, stores, options, now()));
  const until = new Date(now().getTime() + COLLECTION_MS).toISOString();
  const marked = await changePointer(dataset, stores.site, before => {
    refuseWhileCollecting(dataset, before, now());
    return { ...before, collecting: { until } };
  });
  try {
    // If a build died between pointer and index, the index names a snapshot that is now dropped.
    await publishIndex(dataset, stores.site);
    const plan = await planCollection(dataset, stores, options, now());
    const inTime = () => now().getTime() < Date.parse(until) - MARGIN_MS;
    const isMarked = async () => (await readPointer(dataset, stores.site)).etag === marked.after.etag;
    return await sweep(dataset, plan, stores, { inTime, isMarked, progress });
  } finally {
    await removeMark(dataset, until, stores.site);
  }
}

interface SweepContext {
  inTime(): boolean;
  isMarked(): Promise<boolean>;
  progress(done: number, of: number): void;
}

/** Deletes in order until the mark expires. */
async function sweep(
  dataset: string,
  plan: CollectionPlan,
  stores: CollectedStores,
  { inTime, isMarked, progress }: SweepContext,
): Promise<Collected> {
  const gone = { site: new Set<ListedObject>(), work: new Set<ListedObject>() };
  const of = plan.site.length + plan.work.length;
  for (const where of ['site', 'work'] as const) {
    for (let from = 0; from < plan[where].length; from += CHECK_EVERY) {
      if (!inTime() || !(await isMarked())) break;
      await inParallel(plan[where].slice(from, from + CHECK_EVERY), DELETED_AT_ONCE, async object => {
        // A suspended machine resumes here, long after its mark has expired.
        if (!inTime()) return;
        await stores[where].delete(object.key);
        gone[where].add(object);
      });
      progress(gone.site.size + gone.work.size, of);
    }
  }
  const [site, work] = [[...gone.site], [...gone.work]];
  return { ...collectedOf(dataset, { ...plan, site, work }), complete: site.length + work.length === of };
}

function collectedOf(dataset: string, { kept, dropped, site, work }: CollectionPlan): Collected {
  const keys = new Set(site.map(({ key }) => key));
  const isGone = (id: string) => keys.has(snapshotKey(dataset, id));
  return { kept, dropped: dropped.filter(isGone), site: freed(site), work: freed(work), complete: true };
}

function freed(objects: readonly ListedObject[]): Freed {
  return { objects: objects.length, bytes: objects.reduce((sum, { size }) => sum + size, 0) };
}
