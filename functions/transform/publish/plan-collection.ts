import { receiptKey, snapshotKey } from '../../contract/keys.ts';
import { Problem } from '../../contract/problem.ts';
import type { ListedObject, Store } from '../../store/store.ts';
import { readReceipt, readSnapshot } from './publish.ts';
import { readKeptSnapshots, type SnapshotLife } from './snapshot-lives.ts';
import { snapshotPieces } from './snapshot-pieces.ts';
import { unneededWork } from './unneeded-work.ts';

/** Which snapshots to keep, beside the live, the pinned and the newest one. Both together keep more. */
export interface KeepRule {
  /** So many that were shown last, the live one among them. */
  readonly keep?: number;
  /** Those that were shown within so many days. */
  readonly keepDays?: number;
}

/** What a collection leaves and what it deletes. */
export interface CollectionPlan {
  /** Ids of snapshots. */
  readonly kept: readonly string[];
  readonly dropped: readonly string[];
  /** In the order in which they must go: nothing is gone before what names it. */
  readonly site: readonly ListedObject[];
  readonly work: readonly ListedObject[];
}

export interface CollectedStores {
  readonly uploads: Store;
  readonly work: Store;
  readonly site: Store;
}

const DAY_MS = 24 * 60 * 60_000;
/** Open pages and caches on the way still show what has just been replaced. */
const GRACE_MS = 60 * 60_000;

/**
 * Finds what no kept snapshot names, in what is published and in the work store. Throws `not-published` where a snapshot
 * that is to be kept is not whole: then nobody knows what it names.
 */
export async function planCollection(
  dataset: string,
  { uploads, work, site }: CollectedStores,
  rule: KeepRule,
  now: Date,
): Promise<CollectionPlan> {
  const { lives, history } = await readKeptSnapshots(dataset, site);
  const kept = lives.filter((life, rank) => isKept(life, rank, rule, now)).map(({ id }) => id);
  const named = new Set(kept.map(id => snapshotKey(dataset, id)));
  const lastBuild = history.at(-1)?.attempt.receipt;
  if (lastBuild !== undefined) named.add(receiptKey(dataset, lastBuild));
  const inputs = new Set<string>();
  for (const id of kept) {
    const { receipt, pieces } = await readKept(dataset, id, site);
    for (const key of pieces) named.add(key);
    for (const { sha256 } of receipt.inputs) if (sha256 !== null) inputs.add(sha256);
  }
  const unnamed: ListedObject[] = [];
  for (const folder of ['snapshots', 'receipts', 'blobs']) {
    for await (const object of site.list(`data/${dataset}/${folder}/`))
      if (!named.has(object.key)) unnamed.push(object);
  }
  return {
    kept,
    dropped: lives.map(({ id }) => id).filter(id => !kept.includes(id)),
    site: unnamed,
    work: await unneededWork(dataset, inputs, { uploads, work }),
  };
}

function isKept(
  { live, newest, replacedAt }: SnapshotLife,
  rank: number,
  { keep = 0, keepDays = 0 }: KeepRule,
  now: Date,
): boolean {
  if (live || newest || rank < keep) return true;
  return replacedAt !== null && now.getTime() - Date.parse(replacedAt) < Math.max(keepDays * DAY_MS, GRACE_MS);
}

async function readKept(dataset: string, id: string, site: Store) {
  try {
    const snapshot = await readSnapshot(dataset, id, site);
    const receipt = await readReceipt(dataset, snapshot.receipt, site);
    return { receipt, pieces: await snapshotPieces(snapshot, site) };
  } catch (cause) {
    if (!(cause instanceof Problem) || cause.code === 'store-failed') throw cause;
    const what = `snapshot ${id} of "${dataset}" is to be kept and is not whole: ${cause.message}`;
    throw new Problem(
      'not-published',
      `${what}; nothing was deleted. If it is the newest, "seecovid rebuild" mends it`,
      {
        cause,
      },
    );
  }
}
