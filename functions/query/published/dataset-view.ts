import type { Pointer } from '../../contract/pointer.ts';
import { Problem } from '../../contract/problem.ts';
import { isDatasetId } from '../../contract/schema.ts';
import type { Snapshot } from '../../contract/snapshot.ts';
import { nearestNames } from '../../measures/similar-names.ts';
import { quoteGiven } from '../parameters/bad-parameter.ts';
import { MissingPiece, type PublishedReader } from './published.ts';

/** The one snapshot that an answer is made from. */
export interface DatasetView {
  readonly dataset: string;
  readonly id: string;
  readonly snapshot: Snapshot;
}

const MAX_ID_LENGTH = 200;

/** The kept snapshot that is asked for, or the live one. */
export async function openDataset(
  published: PublishedReader,
  dataset: string,
  asked: string | null,
): Promise<DatasetView> {
  // A pinned snapshot needs no look at the pointer, as long as it is there.
  const pinned = asked !== null && mayBeDataset(dataset) ? await published.snapshot(dataset, asked) : undefined;
  if (asked !== null && pinned) return { dataset, id: asked, snapshot: pinned };
  const pointer = await openPointer(published, dataset);
  if (asked !== null) throw unknownSnapshot(dataset, asked, pointer);
  const live = await openLive(published, dataset, pointer);
  if (live) return live;
  // What was live when the pointer was read may have been taken away since.
  const again = await published.pointer(dataset, true);
  const newer = again && (await openLive(published, dataset, again));
  if (newer) return newer;
  throw new Problem('internal', `snapshot ${again?.snapshot} of "${dataset}" is live and is not there`);
}

async function openLive(
  published: PublishedReader,
  dataset: string,
  { snapshot: id }: Pointer,
): Promise<DatasetView | undefined> {
  if (id === null) throw new Problem('not-published', `data set "${dataset}" has no published snapshot yet`);
  const snapshot = await published.snapshot(dataset, id);
  return snapshot && { dataset, id, snapshot };
}

export async function openPointer(published: PublishedReader, dataset: string): Promise<Pointer> {
  const pointer = mayBeDataset(dataset) ? await published.pointer(dataset) : undefined;
  if (pointer) return pointer;
  const known = (await published.index())?.value.datasets.map(({ id }) => id) ?? [];
  const nearest = nearestNames(dataset, known);
  throw new Problem('unknown-dataset', `there is no data set ${quoteGiven(dataset)}`, { nearest });
}

/** Anything else is not looked for: a store would choke on it. */
function mayBeDataset(id: string): boolean {
  return id.length <= MAX_ID_LENGTH && isDatasetId(id);
}

/** A piece that is missing of a snapshot that was asked for: it may have been deleted since it was remembered here. */
export async function explainMissing(
  error: unknown,
  published: PublishedReader,
  dataset: string,
  asked: string | null,
): Promise<unknown> {
  if (!(error instanceof MissingPiece) || asked === null || (await published.keeps(dataset, asked))) return error;
  return unknownSnapshot(dataset, asked, await openPointer(published, dataset));
}

function unknownSnapshot(dataset: string, asked: string, { snapshot, newest }: Pointer): Problem {
  const nearest = [...new Set([snapshot, newest].filter(id => id !== null))];
  return new Problem('unknown-snapshot', `data set "${dataset}" keeps no snapshot ${asked}`, { nearest });
}
