import type { Attempt, Pointer } from '../contract/pointer.ts';
import type { Receipt } from '../contract/receipt.ts';
import type { Snapshot } from '../contract/snapshot.ts';
import type { BuildTools } from '../job/build.ts';
import { contentIdOf } from '../job/hash.ts';
import { publishIndex, putReceipt, putSnapshot } from './documents.ts';
import { nextPointer, type PointerAt, putPointer, readPointer } from './pointer.ts';
import { publishSite } from './site.ts';

/** What a build made: a snapshot and its receipt, or a receipt alone that says why there is none. */
export interface Publication {
  readonly receipt: Receipt;
  readonly snapshot: Snapshot | null;
}

export interface PublishOptions {
  /** The pointer as it was when the build began. */
  readonly before: PointerAt;
  /** Names what the build was made from. */
  readonly listing: string;
  /** Made again although nothing had changed: then the listing does not tell this build from the one before it. */
  readonly force: boolean;
}

/**
 * Stores receipt and snapshot, then moves the pointer if it is still the one that was read, then renews the index and the name of the site.
 * Undefined: another build was faster.
 */
export async function publish(
  { receipt, snapshot }: Publication,
  { before, listing, force }: PublishOptions,
  tools: Pick<BuildTools, 'uploads' | 'site' | 'now' | 'log' | 'progress'>,
): Promise<Pointer | undefined> {
  const { site, now, progress } = tools;
  const id = receipt.dataset;
  progress('publishing', 0, 1);
  const lasting = withoutHistory(receipt);
  if (snapshot !== null && lasting !== receipt) await putReceipt(lasting, site);
  const receiptId = await putReceipt(receipt, site);
  const snapshotId = snapshot === null ? null : await putSnapshot(snapshot, site);
  const at = now().toISOString();
  const attempt: Attempt = { at, listing, outcome: receipt.outcome, receipt: receiptId };
  const put = await putPointer(id, nextPointer(before.pointer, attempt, snapshotId), before, site);
  // Our own put may have arrived though its answer did not.
  const pointer = put?.pointer ?? (await readPointer(id, site)).pointer;
  if (pointer?.attempt.listing !== listing) return undefined;
  if (force && pointer.attempt.at !== at) return undefined;
  await publishIndex(id, site);
  await publishSite(tools);
  progress('publishing', 1, 1);
  return pointer;
}

/** The id of the receipt that a snapshot names. */
export function lastingReceiptId(receipt: Receipt): string {
  return contentIdOf(JSON.stringify(withoutHistory(receipt)));
}

/**
 * A snapshot follows from its listing alone, however the uploads came to be what they are: what was replaced on the way
 * is in the receipt of the attempt, not in the one that the snapshot names.
 */
function withoutHistory(receipt: Receipt): Receipt {
  const isPlain =
    receipt.inputs.every(({ replaced }) => replaced === null) && receipt.maps.every(({ lost }) => lost.length === 0);
  if (isPlain) return receipt;
  return {
    ...receipt,
    inputs: receipt.inputs.map(input => ({ ...input, replaced: null })),
    maps: receipt.maps.map(map => ({ ...map, lost: [] })),
  };
}
