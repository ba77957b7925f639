import type { CheckId } from '../contract/check-report.ts';
import type { Dataset, Table } from '../contract/dataset.ts';
import type { NamedRegion, Receipt } from '../contract/receipt.ts';
import type { Recognized } from '../contract/recognized.ts';
import type { Snapshot } from '../contract/snapshot.ts';
import type { ListedObject } from '../store/store.ts';
import type { UnreadableObject } from '../store/unreadable-object.ts';

/** The input of one build: the uploads of a data set at one moment, and what was published before. */
export interface Plan {
  readonly id: string;
  readonly dataset: Dataset;
  /**
   * The data set with what was recognized in its files, as fields of a `dataset.yaml`; null without measures. Itself null
   * where its descriptor leaves nothing open.
   */
  readonly complete: ((recognized: Readonly<Record<string, unknown>>) => Promise<Dataset | null>) | null;
  /** UTC, `YYYY-MM-DD`. */
  readonly today: string;
  readonly uploads: readonly PlannedUpload[];
  readonly notes: AcceptNotes;
  readonly last: LastSnapshot | null;
}

/** An upload, classified by its name alone. */
export interface PlannedUpload extends ListedObject {
  readonly match: UploadMatch;
}

export type UploadMatch =
  | { readonly is: 'data'; readonly table: Table; readonly date: string | null }
  /** Published row by row, and part of no series. */
  | { readonly is: 'rows' }
  | { readonly is: 'ignored'; readonly reason: string }
  /** `isDate`: the date in its name is wrong. */
  | { readonly is: 'unfit'; readonly reason: string; readonly isDate: boolean };

/** The newest snapshot, and its receipt: which version of each upload is in use. */
export interface LastSnapshot {
  readonly snapshot: Snapshot;
  readonly receipt: Receipt;
  /** What its tables were taken for; null where it has none. */
  readonly recognized: Recognized | null;
  /** Its regions, by map. */
  regions(): Promise<ReadonlyMap<string, readonly NamedRegion[]>>;
}

/** A note next to an upload: accept it, whatever the checks say. */
export interface AcceptNote {
  readonly key: string;
  /** The key of the upload it is for. */
  readonly upload: string;
  readonly reason: string;
  /** The only check it applies to; null for all. */
  readonly check: CheckId | null;
  /** The only version it applies to, by the first digits of its SHA-256. */
  readonly sha256: string | null;
  /** The same by its ETag. */
  readonly etag: string | null;
}

export interface AcceptNotes {
  /** By the key of the upload. */
  readonly byUpload: ReadonlyMap<string, AcceptNote>;
  /** Why a note cannot be used, by its own key. */
  readonly unfit: ReadonlyMap<string, string>;
  /** The unfit notes that the store could not read this time. */
  readonly unread: ReadonlyMap<string, UnreadableObject>;
}
