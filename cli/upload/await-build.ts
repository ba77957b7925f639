import { setTimeout as sleep } from 'node:timers/promises';
import { hasSeen } from '../../functions/build/plan.ts';
import type { Pointer } from '../../functions/contract/pointer.ts';
import type { Receipt } from '../../functions/contract/receipt.ts';
import { uploadsOf } from '../../functions/job/uploads-of.ts';
import { readReceipt } from '../../functions/publish/documents.ts';
import { readPointer } from '../../functions/publish/pointer.ts';
import type { ListedObject, Store } from '../../functions/store/store.ts';

export interface AwaitedUploads {
  readonly dataset: string;
  /** The uploads as listed after the last of ours had arrived. */
  readonly listed: readonly ListedObject[];
  /** SHA-256 of what was sent, by key. */
  readonly sent: ReadonlyMap<string, string>;
  /** The sequence of the pointer before the first was sent. */
  readonly sequence: number;
}

export interface AwaitOptions {
  readonly timeoutMs: number;
  readonly pollMs: number;
  readonly signal: AbortSignal;
  readonly waiting: (elapsedMs: number) => void;
}

/** A build that has seen the uploads. */
export interface SeenBuild {
  readonly pointer: Pointer;
  readonly receipt: Receipt;
}

/**
 * Waits for a build that has seen the uploads, whatever its outcome; undefined on a timeout or when aborted. A build that
 * started before them has another listing and does not count.
 */
export async function awaitBuild(
  awaited: AwaitedUploads,
  { uploads, site }: { readonly uploads: Store; readonly site: Store },
  { timeoutMs, pollMs, signal, waiting }: AwaitOptions,
): Promise<SeenBuild | undefined> {
  const started = performance.now();
  let lastEtag: string | null = null;
  for (;;) {
    const { pointer, etag } = await readPointer(awaited.dataset, site);
    if (pointer !== null && etag !== lastEtag) {
      lastEtag = etag;
      const receipt = await receiptIfSeen(pointer, awaited, uploads, site);
      if (receipt !== undefined) return { pointer, receipt };
    }
    const elapsedMs = performance.now() - started;
    if (elapsedMs >= timeoutMs || signal.aborted) return undefined;
    waiting(elapsedMs);
    await sleep(Math.min(pollMs, timeoutMs - elapsedMs), undefined, { signal }).catch(() => undefined);
  }
}

/**
 * The receipt of the attempt if it has seen our uploads: its listing is the one after the last of them, or the current
 * one; or, if others keep uploading, it is newer and uses each of ours.
 */
async function receiptIfSeen(
  { attempt, sequence }: Pointer,
  awaited: AwaitedUploads,
  uploads: Store,
  site: Store,
): Promise<Receipt | undefined> {
  const { dataset, listed, sent } = awaited;
  const listNow = () => Array.fromAsync(uploadsOf(dataset, uploads));
  const sameListing = hasSeen(attempt.listing, listed) || hasSeen(attempt.listing, await listNow());
  if (!sameListing && (sent.size === 0 || sequence <= awaited.sequence)) return undefined;
  const receipt = await readReceipt(dataset, attempt.receipt, site);
  return sameListing || usesAll(receipt, sent) ? receipt : undefined;
}

function usesAll({ inputs }: Receipt, sent: ReadonlyMap<string, string>): boolean {
  const used = new Map(inputs.map(({ key, state, sha256 }) => [key, state === 'used' ? sha256 : null]));
  return [...sent].every(([key, sha256]) => used.get(key) === sha256);
}
