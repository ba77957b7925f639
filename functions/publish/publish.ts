import type { Attempt, Pointer } from '../contract/pointer.ts';
import type { Receipt } from '../contract/receipt.ts';
import type { Snapshot } from '../contract/snapshot.ts';
import type { BuildTools } from '../job/build.ts';
import { contentIdOf } from '../job/hash.ts';
import { publishIndex, putReceipt, putSnapshot } from './documents.ts';
import { nextPointer, type PointerAt, putPointer, readPointer } from './pointer.ts';
import { publishSite } from './site.ts';

/** The result of a build: a snapshot and its receipt, or only a receipt that says why there is no snapshot. */
export interface Publication {
  readonly receipt: Receipt;
  readonly snapshot: Snapshot | null;
}

export interface PublishOptions {
  /** The pointer as it was when the build began. */
  readonly before: PointerAt;
  /** Identifies the input of the build. */
  readonly listing: string;
  /** Built although nothing had changed: the listing then does not distinguish this build from the one before. */
  readonly force: boolean;
}

/**
 * Stores receipt and snapshot, then moves the pointer if it has not changed since it was read, then updates the index and
 * the name of the site.
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
  // Our own put may have succeeded although its response was lost.
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
 * A snapshot depends on its listing alone, not on the history of its uploads: replaced versions are in the receipt of the
 * attempt, not in the one that the snapshot names.
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
