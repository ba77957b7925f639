import { access, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Table } from '../contract/dataset.ts';
import type { PeriodUnit } from '../contract/period.ts';
import { Problem } from '../contract/problem.ts';
import type { RejectedRow } from '../contract/receipt.ts';
import type { Build } from '../job/build.ts';
import { sha256 } from '../job/hash.ts';
import type { Store } from '../store/store.ts';
import type { NotedValues } from './read-batch.ts';
import type { Decimals, PeriodAccount } from './row-accounts.ts';

/** Rows of uploads, as files of the job folder. */
export interface StagedRows {
  /** Where the rows of an upload lie once they are fetched. */
  pathOf(upload: StagedUpload): string;
  /** Batches that this job did not stage itself come from the work store. */
  fetch(paths: readonly string[]): Promise<void>;
}

/** @param prefix where batches lie in the work store */
export function stagedRows(prefix: string, { folder, work }: Pick<Build, 'folder' | 'work'>): StagedRows {
  const pathOf = ({ batch }: StagedUpload) => join(folder, 'rows', `${batch}.parquet`);
  const fetchOne = async (path: string) => {
    const there = await access(path).then(
      () => true,
      () => false,
    );
    if (there) return;
    const key = `${prefix}${basename(path)}`;
    const object = await work.get(key);
    // It existed when the ledger was read; a build that starts over will see that it is missing.
    if (object === undefined) throw new Problem('conflict', `${key} is no longer in the work store`);
    await writeFile(path, object.stream());
  };
  return {
    pathOf,
    async fetch(paths) {
      await Promise.all([...new Set(paths)].map(fetchOne));
    },
  };
}

/** One report: `file` is its number, unique within the build. */
export interface ReportFile {
  readonly file: number;
  readonly key: string;
  readonly date: string;
  readonly sha256: string;
  /** As it is written in the rows; null for all rows of the upload. */
  readonly period: string | null;
  /** The parquet file with its rows. */
  readonly path: string;
}

/** The rows of a table without a date: one parquet file, and which of its uploads. */
export interface TableRows {
  readonly table: Table;
  readonly path: string;
  readonly sha256: string;
}

/**
 * Raised whenever the same bytes would give other rows or reasons. Staged rows of other versions are not used.
 * A test compares it with the code that reads.
 */
export const READER_VERSION = 12;

/** What reading the bytes of one upload gave; or, of an upload with many periods, the rows of one. */
export interface StagedUpload {
  readonly sha256: string;
  /** Names its rows: equal rows of a period have the same name, whatever else is in their files. */
  readonly id: string;
  /** As it is written in the rows; null for all rows of the upload. */
  readonly period: string | null;
  /** Null where its rows are of one period. */
  readonly periods: readonly PeriodAccount[] | null;
  /** The unit in which they are written. */
  readonly unit: PeriodUnit | null;
  readonly decimals: Readonly<Record<string, Decimals>>;
  readonly size: number;
  readonly kept: number;
  readonly rejected: number;
  /** Rows kept that have an unreadable cell. */
  readonly unreadable: number;
  /** Per count, over the rows kept; null where all of them are blank. */
  readonly sums: Readonly<Record<string, number | null>>;
  /** Equal for uploads whose kept rows are equal in any order. */
  readonly content: string;
  /** The newest time of an update that a row has, ISO 8601 in UTC. */
  readonly updated: string | null;
  readonly samples: readonly RejectedRow[];
  /** Worth a look, though nothing is held back. */
  readonly warnings: readonly string[];
  /** The batch that holds its rows; null where it could not be read. */
  readonly batch: string | null;
  /** Why it could not be read. */
  readonly problem: string | null;
}

/** The rows of one period of an upload. */
export function rowsOfPeriod(upload: StagedUpload, account: PeriodAccount): StagedUpload {
  const { period, kept, unreadable, sums, content } = account;
  const id = sha256(JSON.stringify([period, content, kept, sums]));
  const none = { periods: null, rejected: 0, samples: [], warnings: [] };
  return { ...upload, ...none, id, period, kept, unreadable, sums, content };
}

/** By {@link stagedKey}. */
export type StagedUploads = Map<string, StagedUpload>;

/** The same bytes may be uploaded for two tables, and are then read in two ways. */
export function stagedKey(table: Table, etag: string): string {
  return `${table.name} ${etag}`;
}

/** Uploads staged together: one object of rows and one record. */
export interface StagedBatch {
  readonly id: string;
  readonly noted: NotedValues;
  readonly uploads: readonly (readonly [key: string, upload: StagedUpload])[];
}

/** Where batches lie in the work store: `<dataset>/staged/<reader version>/<batch>.parquet` and `.json`. */
export function stagedPrefix(dataset: string, tables: readonly Table[]): string {
  return `${dataset}/staged/${READER_VERSION}-${sha256(JSON.stringify(tables)).slice(0, 12)}/`;
}

/** A report as it was staged: the upload, its period and its rows. */
export interface StagedReport {
  readonly key: string;
  readonly date: string;
  readonly rows: StagedUpload;
}

/** What earlier builds staged, and this one. */
export interface StagingMemory {
  /** The prefix of its batches; those of another reader or other tables cannot be used. */
  prefix: string;
  readonly uploads: StagedUploads;
  /** By the ids of the batches that are noted in `uploads`. */
  readonly batches: Map<string, NotedValues>;
}

export function noteBatch(memory: StagingMemory, { id, noted, uploads }: StagedBatch): void {
  memory.batches.set(id, noted);
  for (const [key, upload] of uploads) memory.uploads.set(key, upload);
}

/** Records batches of a build that died before recording them; forgets missing ones, whose uploads are then read again. */
export async function updateBatches(memory: StagingMemory, prefix: string, work: Store): Promise<void> {
  if (memory.prefix !== prefix) memory.batches.clear();
  if (memory.batches.size === 0) memory.uploads.clear();
  memory.prefix = prefix;
  const there = new Set<string>();
  for await (const { key, fault } of work.list(prefix)) if (fault === undefined) there.add(key.slice(prefix.length));
  for (const [key, { batch }] of memory.uploads) {
    if (batch !== null && !(there.has(`${batch}.parquet`) && there.has(`${batch}.json`))) memory.uploads.delete(key);
  }
  for (const id of memory.batches.keys()) if (!there.has(`${id}.json`)) memory.batches.delete(id);
  for (const name of there) {
    const id = /^([0-9a-f]{32})\.json$/.exec(name)?.[1];
    if (id === undefined || memory.batches.has(id)) continue;
    const object = await work.get(`${prefix}${name}`);
    if (object === undefined) continue;
    const batch: StagedBatch = JSON.parse(Buffer.from(await object.bytes()).toString());
    if (batch.uploads.some(([, { batch: rows }]) => rows !== null && !there.has(`${rows}.parquet`))) continue;
    noteBatch(memory, batch);
  }
}
