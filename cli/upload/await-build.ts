import { setTimeout as sleep } from 'node:timers/promises';
import { hasSeen } from '../../functions/build/plan.ts';
import type { Pointer } from '../../functions/contract/pointer.ts';
import type { Receipt } from '../../functions/contract/receipt.ts';
import { readReceipt } from '../../functions/publish/documents.ts';
import { readPointer } from '../../functions/publish/pointer.ts';
import type { ListedObject, Store } from '../../functions/store/store.ts';

export interface AwaitedUploads {
  readonly dataset: string;
  /** The uploads as they lay there when the last of ours had arrived. */
  readonly listed: readonly ListedObject[];
  /** SHA-256 of what was sent, by key. */
  readonly sent: ReadonlyMap<string, string>;
  /** The number of the pointer before the first was sent. */
  readonly sequence: number;
}

export interface AwaitOptions {
  readonly timeoutMs: number;
  readonly everyMs: number;
  readonly signal: AbortSignal;
  readonly waiting: (elapsedMs: number) => void;
}

/** The attempt that took the uploads in, and its account. */
export interface SeenBy {
  readonly pointer: Pointer;
  readonly receipt: Receipt;
}

/**
 * Waits for a build that has seen the uploads, whatever became of it; undefined where none has in time, or where the
 * signal is given. A build that was under way before them leaves another listing behind, and is not taken for one.
 */
export async function awaitBuild(
  awaited: AwaitedUploads,
  { uploads, site }: { readonly uploads: Store; readonly site: Store },
  { timeoutMs, everyMs, signal, waiting }: AwaitOptions,
): Promise<SeenBy | undefined> {
  const began = performance.now();
  let looked: string | null = null;
  for (;;) {
    const { pointer, etag } = await readPointer(awaited.dataset, site);
    if (pointer !== null && etag !== looked) {
      looked = etag;
      const receipt = await seenBy(pointer, awaited, uploads, site);
      if (receipt !== undefined) return { pointer, receipt };
    }
    const elapsedMs = performance.now() - began;
    if (elapsedMs >= timeoutMs || signal.aborted) return undefined;
    waiting(elapsedMs);
    await sleep(Math.min(everyMs, timeoutMs - elapsedMs), undefined, { signal }).catch(() => undefined);
  }
}

/**
 * Its receipt, if the attempt has seen our uploads: it was made from what lay there after the last of them, or from what
 * lies there now; or, where others upload without end, it is a new one that uses each of ours.
 */
async function seenBy(
  { attempt, sequence }: Pointer,
  awaited: AwaitedUploads,
  uploads: Store,
  site: Store,
): Promise<Receipt | undefined> {
  const { dataset, listed, sent } = awaited;
  const listedNow = () => Array.fromAsync(uploads.list(`${dataset}/`));
  const exactly = hasSeen(attempt.listing, listed) || hasSeen(attempt.listing, await listedNow());
  if (!exactly && (sent.size === 0 || sequence <= awaited.sequence)) return undefined;
  const receipt = await readReceipt(dataset, attempt.receipt, site);
  return exactly || usesAll(receipt, sent) ? receipt : undefined;
}

function usesAll({ inputs }: Receipt, sent: ReadonlyMap<string, string>): boolean {
  const used = new Map(inputs.map(({ key, state, sha256 }) => [key, state === 'used' ? sha256 : null]));
  return [...sent].every(([key, sha256]) => used.get(key) === sha256);
}
