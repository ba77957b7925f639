import { hasSeen } from '../../functions/build/plan.ts';
import type { Pointer } from '../../functions/contract/pointer.ts';
import { readReceipt } from '../../functions/publish/documents.ts';
import type { ListedObject, Store } from '../../functions/store/store.ts';

/**
 * SHA-256 by key of the uploads that are in use as they lie there, by the receipt of the last attempt. Empty where that
 * was made from other uploads than these. Encrypted by a key of their owner, they have ETags that look like checksums and
 * are none, so an ETag alone does not tell whether this is needed.
 */
export async function shaInUse(
  dataset: string,
  listed: readonly ListedObject[],
  pointer: Pointer | null,
  site: Store,
): Promise<ReadonlyMap<string, string>> {
  if (pointer === null || !hasSeen(pointer.attempt.listing, listed)) return new Map();
  const { inputs } = await readReceipt(dataset, pointer.attempt.receipt, site);
  return new Map(
    inputs.flatMap(({ key, state, sha256 }) => (state === 'used' && sha256 !== null ? [[key, sha256]] : [])),
  );
}
