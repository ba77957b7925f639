import { hasSeen } from '../../functions/build/plan.ts';
import type { Pointer } from '../../functions/contract/pointer.ts';
import type { Receipt } from '../../functions/contract/receipt.ts';
import { readReceipt, readSnapshot } from '../../functions/publish/documents.ts';
import { readPointer } from '../../functions/publish/pointer.ts';
import type { ListedObject } from '../../functions/store/store.ts';
import type { Target } from '../target/target.ts';

/** The state of a data set. */
export interface DatasetStatus {
  readonly dataset: string;
  readonly live: LiveStatus | null;
  /** The last build, whatever its outcome; null if there was none. */
  readonly attempt: { readonly pointer: Pointer; readonly receipt: Receipt } | null;
  readonly notBuilt: NotBuilt | null;
  /** Of its page; null if nothing is live or the address of the site is not known. */
  readonly address: string | null;
}

export interface LiveStatus {
  readonly snapshot: string;
  readonly firstDate: string;
  readonly lastDate: string;
  readonly publishedAt: string | null;
  readonly pinned: boolean;
  /** Differs from `snapshot` only while pinned. */
  readonly newest: string | null;
}

/**
 * The keys by which the uploads differ from those the last build saw, in order. All three may be empty: a bucket does not
 * show which upload was replaced, and a build that could not read the descriptor did not record its uploads.
 */
export interface NotBuilt {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly replaced: readonly string[];
}

/** @param uploads the current uploads of the data set */
export async function readStatus(
  dataset: string,
  uploads: readonly ListedObject[],
  { site, address, place }: Pick<Target, 'site' | 'address' | 'place'>,
): Promise<DatasetStatus> {
  const { pointer } = await readPointer(dataset, site);
  if (pointer === null) {
    const notBuilt = { added: uploads.map(({ key }) => key), removed: [], replaced: [] };
    return { dataset, live: null, attempt: null, notBuilt, address: null };
  }
  const receipt = await readReceipt(dataset, pointer.attempt.receipt, site);
  const live = pointer.snapshot === null ? null : await readSnapshot(dataset, pointer.snapshot, site);
  const { snapshot, publishedAt, pinned, newest } = pointer;
  return {
    dataset,
    live:
      live === null || snapshot === null
        ? null
        : { snapshot, firstDate: live.firstDate, lastDate: live.lastDate, publishedAt, pinned, newest },
    attempt: { pointer, receipt },
    notBuilt: hasSeen(pointer.attempt.listing, uploads) ? null : difference(receipt, uploads, place.kind === 'local'),
    address: address === null || live === null ? null : `${address}/${dataset}/map`,
  };
}

function difference({ inputs, outcome }: Receipt, uploads: readonly ListedObject[], etagsAreHashes: boolean): NotBuilt {
  if (outcome === 'refused' && inputs.length === 0) return { added: [], removed: [], replaced: [] };
  const seen = new Map(inputs.map(input => [input.key, input]));
  const present = new Set(uploads.map(({ key }) => key));
  const replaced = uploads.filter(({ key, etag }) => {
    const input = seen.get(key);
    return etagsAreHashes && input?.state === 'used' && etag !== `"${input.sha256?.slice(0, 32)}"`;
  });
  return {
    added: uploads.filter(({ key }) => !seen.has(key)).map(({ key }) => key),
    removed: inputs.filter(({ key }) => !present.has(key)).map(({ key }) => key),
    replaced: replaced.map(({ key }) => key),
  };
}
