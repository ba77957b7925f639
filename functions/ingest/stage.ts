import { join } from 'node:path';
import { type Ledger, noteBatch } from '../build/ledger.ts';
import type { SnapshotJob } from '../build/make-snapshot.ts';
import { matchUpload } from '../describe/match-upload.ts';
import type { StepDone } from '../job/build.ts';
import type { UnreadableObject } from '../store/unreadable-object.ts';
import { carryOver, type LostVersion } from './carry-over.ts';
import { type NewUpload, readUploads } from './read-uploads.ts';
import { batchesOf, stageUploads } from './stage-batch.ts';
import { stagedKey } from './staged.ts';

export interface NewlyStaged {
  /** How many uploads were new. */
  readonly count: number;
  /** Those that could not be read and are not noted, so that the next build tries again. */
  readonly unread: ReadonlyMap<string, UnreadableObject>;
}

/** Stages the uploads that are new to the ledger, and notes them in it. */
export async function stageNew(
  job: SnapshotJob,
  ledger: Ledger,
  prefix: string,
  today: string,
  stepDone: StepDone,
): Promise<NewlyStaged> {
  const { dataset, descriptor, tools } = job;
  const { connection } = job.engine;
  const unread = new Map<string, UnreadableObject>();
  const fresh = job.uploads.flatMap<NewUpload>(({ key, etag, size, fault }) => {
    const match = matchUpload(key.slice(dataset.length + 1), descriptor, today);
    if (fault !== undefined || match.is !== 'data' || ledger.staged.has(stagedKey(match.table, etag))) return [];
    return [{ key, etag, size, table: match.table, date: match.date }];
  });
  const rows = join(job.folder, 'rows');
  const folder = join(job.folder, 'reading');
  let done = 0;
  tools.progress('staging', done, fresh.length);
  // While DuckDB reads one batch, the bytes of the next are fetched.
  for await (const { read, unread: unreadHere } of ahead(batchesOf(fresh), batch =>
    readUploads(batch, tools.uploads),
  )) {
    for (const { upload, failure } of unreadHere) unread.set(upload.key, failure);
    const staged = await stageUploads(read, { work: tools.work, prefix, connection, folder, rows });
    for (const batch of staged) noteBatch(ledger, batch);
    done += read.length + unreadHere.length;
    tools.progress('staging', done, fresh.length);
    stepDone(`what was read of ${done} of ${fresh.length} uploads`);
  }
  const wanted = lostVersions(job, ledger, today);
  const carried = await carryOver(wanted, { dataset, work: tools.work, prefix, connection, rows });
  for (const batch of carried) noteBatch(ledger, batch);
  return { count: fresh.length, unread };
}

/** Versions that are in use, are not those listed, and are not staged as things are read now. */
function lostVersions(
  { dataset, uploads, descriptor, last }: SnapshotJob,
  ledger: Ledger,
  today: string,
): LostVersion[] {
  const kept = new Set([...ledger.staged.values()].map(({ sha256 }) => sha256));
  const listed = new Set(uploads.map(({ key }) => key));
  return (last?.receipt.inputs ?? []).flatMap(({ key, sha256 }) => {
    if (sha256 === null || kept.has(sha256) || !listed.has(key)) return [];
    const match = matchUpload(key.slice(dataset.length + 1), descriptor, today);
    return match.is === 'data' ? [{ table: match.table, sha256 }] : [];
  });
}

/** Makes something of each item, in order, and is one item ahead of whoever takes them. */
async function* ahead<T, U>(items: Iterable<T>, make: (item: T) => Promise<U>): AsyncGenerator<U> {
  let next: Promise<U> | undefined;
  for (const item of items) {
    const current = next;
    next = make(item);
    // It is waited for a turn later; until then its failure is nobody's.
    next.catch(() => {});
    if (current !== undefined) yield await current;
  }
  if (next !== undefined) yield await next;
}
