import { Problem } from '../contract/problem.ts';
import { uploadsOf } from '../job/uploads-of.ts';
import { nearestName } from '../measures/similar-names.ts';
import { publishCatalog } from '../publish/catalog.ts';
import { publishIndex, readSnapshot } from '../publish/documents.ts';
import { type ChangedPointer, changePointer, refuseWhileCollecting } from '../publish/pointer.ts';
import type { Store } from '../store/store.ts';
import { keptSnapshotIds, readHistory, snapshotBefore, snapshotPieces } from './kept-snapshots.ts';

type Clock = () => Date;
const SYSTEM_CLOCK: Clock = () => new Date();

/**
 * Shows a kept snapshot at once, by default the one before the live one, and pins it: builds continue but are not shown
 * until {@link release}. A running build loses its condition on the pointer and starts over.
 *
 * @param asked the id of a kept snapshot, or a unique prefix of one
 * @throws Problem `unknown-snapshot` if it is not kept or incomplete
 */
export async function rollback(
  dataset: string,
  asked: string | null,
  site: Store,
  now: Clock = SYSTEM_CLOCK,
): Promise<ChangedPointer> {
  const moved = await changePointer(dataset, site, async before => {
    refuseWhileCollecting(dataset, before, now());
    // Inside `change`: a snapshot checked earlier could be collected before the pointer is put.
    const snapshot = await wantedSnapshot(dataset, asked, site);
    await requireComplete(dataset, snapshot, site);
    if (before.pinned && before.snapshot === snapshot) return null;
    const publishedAt = before.snapshot === snapshot ? before.publishedAt : now().toISOString();
    const { collecting: _, ...pointer } = before;
    return { ...pointer, snapshot, pinned: true, publishedAt };
  });
  await publishIndex(dataset, site);
  await publishCatalog(site);
  return moved;
}

/** Shows the newest snapshot again, and those that builds make from now on. */
export async function release(dataset: string, site: Store, now: Clock = SYSTEM_CLOCK): Promise<ChangedPointer> {
  const moved = await changePointer(dataset, site, before => {
    refuseWhileCollecting(dataset, before, now());
    if (!before.pinned) return null;
    const { collecting: _, ...pointer } = before;
    const publishedAt = before.snapshot === before.newest ? before.publishedAt : now().toISOString();
    return { ...pointer, snapshot: before.newest, pinned: false, publishedAt };
  });
  await publishIndex(dataset, site);
  await publishCatalog(site);
  return moved;
}

async function wantedSnapshot(dataset: string, asked: string | null, site: Store): Promise<string> {
  const ids = await keptSnapshotIds(dataset, site);
  if (asked === null) {
    const before = snapshotBefore(await readHistory(dataset, site), new Set(ids));
    if (before !== null) return before;
    throw new Problem(
      'unknown-snapshot',
      `nothing is known to have been live before what "${dataset}" shows now; name one that "seecovid snapshots" lists`,
    );
  }
  const found = ids.filter(id => id.startsWith(asked.toLowerCase()));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const nearest = (found.length > 1 ? found : [nearestName(asked, ids) ?? ids].flat()).slice(0, MAX_NAMED);
  const why = found.length > 1 ? `${found.length} snapshots begin with "${asked}"` : `no snapshot "${asked}" is kept`;
  const named = nearest.length === 0 ? '' : `; nearest: ${nearest.join(', ')}`;
  throw new Problem('unknown-snapshot', `of "${dataset}" ${why}${named}`, { nearest });
}

const MAX_NAMED = 3;

/** Visitors must not be sent to an incomplete snapshot. */
async function requireComplete(dataset: string, id: string, site: Store): Promise<void> {
  const there = new Set<string>();
  const missing: string[] = [];
  try {
    const pieces = await snapshotPieces(await readSnapshot(dataset, id, site), site);
    for (const folder of ['receipts', 'blobs']) {
      for await (const { key } of site.list(`data/${dataset}/${folder}/`)) there.add(key);
    }
    missing.push(...[...pieces].filter(key => !there.has(key)));
  } catch (cause) {
    if (!(cause instanceof Problem) || cause.code === 'store-failed') throw cause;
    throw incomplete(dataset, id, cause.message, cause);
  }
  if (missing.length > 0)
    throw incomplete(dataset, id, `${missing.length} of its pieces are missing, such as ${missing[0]}`);
}

function incomplete(dataset: string, id: string, why: string, cause?: unknown): Problem {
  return new Problem('unknown-snapshot', `snapshot ${id} of "${dataset}" is incomplete and cannot be shown: ${why}`, {
    cause,
  });
}

/**
 * Takes a data set off the site: nothing of it is live, and it leaves the list of data sets. Its snapshots keep their
 * addresses. Throws `bad-input` while it has uploads, from which the next build would publish it again.
 */
export async function withdraw(
  dataset: string,
  { uploads, site }: { readonly uploads: Store; readonly site: Store },
  now: () => Date = () => new Date(),
): Promise<ChangedPointer> {
  const left = (await Array.fromAsync(uploadsOf(dataset, uploads))).map(({ key }) => key);
  const [first] = left;
  if (first !== undefined) {
    const found = `"${dataset}" has ${left.length} upload${left.length === 1 ? '' : 's'}, from which the next build would publish it again`;
    const where = first.startsWith(`${dataset}/`) ? `what lies in ${dataset}/` : first;
    throw new Problem('bad-input', `${found}; delete ${where} first`);
  }
  const moved = await changePointer(dataset, site, before => {
    refuseWhileCollecting(dataset, before, now());
    if (before.snapshot === null && before.newest === null) return null;
    const { collecting: _, ...pointer } = before;
    return { ...pointer, snapshot: null, newest: null, pinned: false, publishedAt: null };
  });
  await publishIndex(dataset, site);
  await publishCatalog(site);
  return moved;
}
