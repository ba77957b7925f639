import type { Pointer } from '../../contract/pointer.ts';
import { Problem } from '../../contract/problem.ts';
import type { Store } from '../../store/store.ts';
import { type PointerAt, putPointer, readPointer } from './publish.ts';

export interface ChangedPointer {
  readonly before: Pointer;
  /** The pointer as it stands now, with its ETag. */
  readonly after: PointerAt & { readonly pointer: Pointer };
  /** False where there was nothing to change. */
  readonly changed: boolean;
}

/** A pointer without its number, which follows from the one before it. */
export type NextPointer = Omit<Pointer, 'sequence'>;

const MAX_TRIES = 10;

/**
 * Changes a pointer by hand, on condition that it is the one that was read; beaten, reads and decides again. `change`
 * gives the next pointer, or null to leave the one there is; what it throws is thrown on. `unknown-dataset` where there
 * is no pointer.
 */
export async function changePointer(
  dataset: string,
  site: Store,
  change: (before: Pointer) => NextPointer | null | Promise<NextPointer | null>,
): Promise<ChangedPointer> {
  for (let attempt = 1; attempt <= MAX_TRIES; attempt++) {
    const read = await readPointer(dataset, site);
    const { pointer: before, etag } = read;
    if (before === null) throw new Problem('unknown-dataset', `there is no data set "${dataset}" here`);
    const wanted = await change(before);
    if (wanted === null) return { before, after: { pointer: before, etag }, changed: false };
    const next: Pointer = { ...wanted, sequence: before.sequence + 1 };
    const put = (await putPointer(dataset, next, read, site)) ?? (await arrived(dataset, next, site));
    if (put !== null) return { before, after: { pointer: next, etag: put.etag }, changed: true };
  }
  throw new Problem('conflict', `"${dataset}" was changed by others ${MAX_TRIES} times meanwhile; run it again`);
}

/** The put may have arrived though its answer did not. */
async function arrived(dataset: string, next: Pointer, site: Store): Promise<PointerAt | null> {
  const now = await readPointer(dataset, site);
  return JSON.stringify(now.pointer) === JSON.stringify(next) ? now : null;
}
