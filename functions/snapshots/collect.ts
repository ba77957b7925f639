import { snapshotKey } from '../contract/keys.ts';
import { publishIndex } from '../publish/documents.ts';
import { changePointer, MARK_MS, readPointer, refuseWhileCollecting, takeOff } from '../publish/pointer.ts';
import { inParallel } from '../store/in-parallel.ts';
import type { ListedObject } from '../store/store.ts';
import { type CollectedStores, type CollectionPlan, type KeepRule, planCollection } from './plan-collection.ts';

export interface CollectOptions extends KeepRule {
  /** Finds out what would go, and deletes nothing. */
  readonly dryRun?: boolean;
  now?(): Date;
  progress?(done: number, of: number): void;
}

export interface Collected extends Pick<CollectionPlan, 'kept' | 'dropped'> {
  readonly site: Freed;
  readonly work: Freed;
  /** False where time ran out, or something took the mark away: run again for the rest. */
  readonly complete: boolean;
}

/** What is gone, or in a dry run what would be. */
export interface Freed {
  readonly objects: number;
  readonly bytes: number;
}

const DELETED_AT_ONCE = 16;
/** Deletions between two looks at the mark. */
const LOOK_AFTER = 128;
/** No deletion is begun when the mark has less than this left: it may be tried several times, and clocks differ. */
const MARGIN_MS = 60_000;

/**
 * Deletes what no kept snapshot names. It first marks the pointer on condition, for five minutes: a build that began
 * before loses its condition and starts again, and builds that see the mark wait. It reads what is to be kept under the
 * mark, deletes before it ends, and takes it off. Should it die, the mark runs out.
 */
export async function collect(dataset: string, stores: CollectedStores, options: CollectOptions): Promise<Collected> {
  const { dryRun = false, now = () => new Date(), progress = () => undefined } = options;
  if (dryRun) return collectedOf(dataset, await planCollection(dataset, stores, options, now()));
  const until = new Date(now().getTime() + MARK_MS).toISOString();
  const marked = await changePointer(dataset, stores.site, before => {
    refuseWhileCollecting(dataset, before, now());
    return { ...before, collecting: { until } };
  });
  try {
    // A build may have died between the pointer and the index, which then names what is dropped now.
    await publishIndex(dataset, stores.site);
    const plan = await planCollection(dataset, stores, options, now());
    const inTime = () => now().getTime() < Date.parse(until) - MARGIN_MS;
    const isMarked = async () => (await readPointer(dataset, stores.site)).etag === marked.after.etag;
    return await sweep(dataset, plan, stores, { inTime, isMarked, progress });
  } finally {
    await takeOff(dataset, until, stores.site);
  }
}

interface Sweeping {
  inTime(): boolean;
  isMarked(): Promise<boolean>;
  progress(done: number, of: number): void;
}

/** Deletes in order, as long as the mark lasts. */
async function sweep(
  dataset: string,
  plan: CollectionPlan,
  stores: CollectedStores,
  { inTime, isMarked, progress }: Sweeping,
): Promise<Collected> {
  const gone = { site: new Set<ListedObject>(), work: new Set<ListedObject>() };
  const of = plan.site.length + plan.work.length;
  for (const where of ['site', 'work'] as const) {
    for (let from = 0; from < plan[where].length; from += LOOK_AFTER) {
      if (!inTime() || !(await isMarked())) break;
      await inParallel(plan[where].slice(from, from + LOOK_AFTER), DELETED_AT_ONCE, async object => {
        // A machine that slept wakes up here, long after its mark.
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
