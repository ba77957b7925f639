import type { Dataset, Table } from '../contract/dataset.ts';
import type { GateCheck } from '../contract/gate-report.ts';
import type { NamedRegion, Receipt } from '../contract/receipt.ts';
import type { Snapshot } from '../contract/snapshot.ts';
import type { ListedObject } from '../store/store.ts';
import type { UnreadableObject } from '../store/unreadable-object.ts';

/** What one build starts from: the uploads of a data set at one moment, and what was published before. */
export interface Plan {
  readonly id: string;
  readonly dataset: Dataset;
  /** UTC, `YYYY-MM-DD`. */
  readonly today: string;
  readonly uploads: readonly PlannedUpload[];
  readonly notes: AcceptNotes;
  readonly last: LastSnapshot | null;
}

/** An upload and what it is, by its name alone. */
export interface PlannedUpload extends ListedObject {
  readonly match: UploadMatch;
}

export type UploadMatch =
  | { readonly is: 'data'; readonly table: Table; readonly date: string | null }
  | { readonly is: 'ignored'; readonly reason: string }
  /** `isDate`: it is the day in its name that is wrong. */
  | { readonly is: 'unfit'; readonly reason: string; readonly isDate: boolean };

/** The newest snapshot, and its receipt: which version of each upload is in use. */
export interface LastSnapshot {
  readonly snapshot: Snapshot;
  readonly receipt: Receipt;
  /** Its regions, by map. */
  regions(): Promise<ReadonlyMap<string, readonly NamedRegion[]>>;
}

/** A note beside an upload: accept it, whatever the checks say. */
export interface AcceptNote {
  readonly key: string;
  /** The key of the upload that it is about. */
  readonly upload: string;
  readonly reason: string;
  /** The only check that it applies to; null: all of them. */
  readonly check: GateCheck | null;
  /** The only version that it applies to, by the first digits of its SHA-256. */
  readonly sha256: string | null;
  /** The same by its ETag. */
  readonly etag: string | null;
}

export interface AcceptNotes {
  /** By the key of the upload. */
  readonly byUpload: ReadonlyMap<string, AcceptNote>;
  /** Why a note cannot be used, by its own key. */
  readonly unfit: ReadonlyMap<string, string>;
  /** Those of them that the store could not read this time. */
  readonly unread: ReadonlyMap<string, UnreadableObject>;
}
