import { statesInUse } from '../build/ledger.ts';
import { receiptKey, snapshotKey } from '../contract/keys.ts';
import { Problem } from '../contract/problem.ts';
import type { StagedBatch } from '../ingest/staged.ts';
import { uploadsOf } from '../job/uploads-of.ts';
import { readReceipt, readSnapshot } from '../publish/documents.ts';
import { inParallel } from '../store/in-parallel.ts';
import type { ListedObject, Store } from '../store/store.ts';
import { readKeptSnapshots, type SnapshotLife, snapshotPieces } from './kept-snapshots.ts';

/** Which snapshots to keep besides the live and the newest one; a snapshot that meets either rule is kept. */
export interface KeepRule {
  /** The most recently shown ones, including the live one. */
  readonly keep?: number;
  /** Those shown within this many days. */
  readonly keepDays?: number;
}

/** What a collection keeps and what it deletes. */
export interface CollectionPlan {
  /** Ids of snapshots. */
  readonly kept: readonly string[];
  readonly dropped: readonly string[];
  /** In order of deletion: an object goes after everything that names it. */
  readonly site: readonly ListedObject[];
  readonly work: readonly ListedObject[];
}

export interface CollectedStores {
  readonly uploads: Store;
  readonly work: Store;
  readonly site: Store;
}

const DAY_MS = 24 * 60 * 60_000;
/** Open pages and caches still show a snapshot that was just replaced. */
const GRACE_MS = 60 * 60_000;

/**
 * Finds what no kept snapshot names, in what is published and in the work store. Throws `not-published` if a kept
 * snapshot is incomplete, because what it names is then unknown.
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
    const what = `snapshot ${id} of "${dataset}" must be kept and is incomplete: ${cause.message}`;
    throw new Problem(
      'not-published',
      `${what}; nothing was deleted. If it is the newest, "seecovid rebuild" repairs it`,
      {
        cause,
      },
    );
  }
}

const READ_AT_ONCE = 32;

/**
 * Objects in the work store that no build will need: batches of which no upload is listed or used by a kept snapshot, and
 * month-end states that the ledger no longer names. A record is deleted before its rows, so that none points to missing rows.
 *
 * @param inputs SHA-256 of the uploads that kept snapshots use
 */
async function unneededWork(
  dataset: string,
  inputs: ReadonlySet<string>,
  { uploads, work }: { readonly uploads: Store; readonly work: Store },
): Promise<readonly ListedObject[]> {
  const etags = new Set<string>();
  for await (const { etag } of uploadsOf(dataset, uploads)) etags.add(etag);
  const states = await statesInUse(dataset, work);
  const unneeded: ListedObject[] = [];
  const records: ListedObject[] = [];
  const rows: ListedObject[] = [];
  for await (const object of work.list(`${dataset}/`)) {
    const { key } = object;
    const state = /\/states\/([^/]+)\.json\.br$/.exec(key)?.[1];
    if (state !== undefined && !states.has(state)) unneeded.push(object);
    if (/\/staged\/[^/]+\/[0-9a-f]{32}\.json$/.test(key)) records.push(object);
    if (/\/staged\/[^/]+\/[0-9a-f]{32}\.parquet$/.test(key)) rows.push(object);
  }
  const isNeeded = await inParallel(records, READ_AT_ONCE, async ({ key }) => {
    const object = await work.get(key);
    if (object === undefined) return false;
    const { uploads: staged }: StagedBatch = JSON.parse(Buffer.from(await object.bytes()).toString());
    return staged.some(([name, { sha256 }]) => inputs.has(sha256) || etags.has(name.slice(name.indexOf(' ') + 1)));
  });
  unneeded.push(...records.filter((_, index) => !isNeeded[index]));
  const needed = new Set(records.filter((_, index) => isNeeded[index]).map(({ key }) => key));
  unneeded.push(...rows.filter(({ key }) => !needed.has(key.replace(/parquet$/, 'json'))));
  return unneeded;
}
