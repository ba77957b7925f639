import { join } from 'node:path';
import type { Build } from '../job/build.ts';
import type { Plan } from '../job/plan.ts';
import { createLimiter, inParallel } from '../store/in-parallel.ts';
import type { UnreadableObject } from '../store/unreadable-object.ts';
import { carryOver, type LostVersion } from './carry-over.ts';
import type { NotedValues } from './read-batch.ts';
import { type NewUpload, readUploads, removeRead } from './read-uploads.ts';
import { batchesOf, stageUploads } from './stage-batch.ts';
import {
  noteBatch,
  type StagedRows,
  type StagedUploads,
  type StagingMemory,
  stagedKey,
  stagedPrefix,
  stagedRows,
  updateBatches,
} from './staged.ts';
import { throwIfStoreFails } from './unread-uploads.ts';
import { MAX_TOGETHER_BYTES } from './upload-limits.ts';

/** The uploads of a build, read into rows. */
export interface Staged {
  readonly uploads: StagedUploads;
  /** The different values that tables note, by batch. */
  readonly noted: ReadonlyMap<string, NotedValues>;
  readonly rows: StagedRows;
  /** Uploads that could not be read, by key. They are not recorded, so the next build tries them again. */
  readonly unread: ReadonlyMap<string, UnreadableObject>;
  /** How many were new. */
  readonly count: number;
}

/** Reads new uploads into rows in the work store, and records them in the memory. */
export async function stage(build: Build, plan: Plan, memory: StagingMemory): Promise<Staged> {
  const prefix = stagedPrefix(build.id, build.dataset.tables);
  await updateBatches(memory, prefix, build.work);
  const fresh = newUploads(plan, memory);
  const unread = new Map<string, UnreadableObject>();
  const tools = { ...build, prefix, folder: join(build.folder, 'reading'), rows: join(build.folder, 'rows') };
  let done = 0;
  build.progress('staging', done, fresh.length);
  const oneAtATime = createLimiter(1);
  const stageBatch = async (uploads: readonly NewUpload[]) => {
    const batch = await readUploads(uploads, tools);
    for (const { upload, failure } of batch.unread) unread.set(upload.key, failure);
    for (const staged of await stageUploads(batch.read, tools)) noteBatch(memory, staged);
    await removeRead(batch);
    done += uploads.length;
    build.progress('staging', done, fresh.length);
    build.stepDone(`what was read of ${done} of ${fresh.length} uploads`);
  };
  // More than there are lanes, so that the bytes of the next are fetched meanwhile; with one lane, one after another.
  await inParallel(batchesOf(fresh), 2 * build.lanes.count - 1, uploads =>
    uploads.some(({ size }) => size > MAX_TOGETHER_BYTES) ? oneAtATime(() => stageBatch(uploads)) : stageBatch(uploads),
  );
  for (const carried of await carryOver(lostVersions(plan, memory), tools)) noteBatch(memory, carried);
  const failures = new Map([...unread, ...plan.notes.unread]);
  for (const failure of [...failures.values()].slice(0, 1)) {
    await throwIfStoreFails(failure, new Set(failures.keys()), plan.uploads, build.uploads);
  }
  return {
    uploads: memory.uploads,
    noted: memory.batches,
    rows: stagedRows(prefix, build),
    unread,
    count: fresh.length,
  };
}

function newUploads({ uploads }: Plan, memory: StagingMemory): NewUpload[] {
  return uploads.flatMap(({ key, etag, size, fault, match }) => {
    if (fault !== undefined || match.is !== 'data' || memory.uploads.has(stagedKey(match.table, etag))) return [];
    return [{ key, etag, size, table: match.table, date: match.date }];
  });
}

/** Versions that are in use, are not those listed, and are not staged by this reader. */
function lostVersions({ uploads, last }: Plan, memory: StagingMemory): LostVersion[] {
  const kept = new Set([...memory.uploads.values()].map(({ sha256 }) => sha256));
  const listed = new Map(uploads.map(({ key, match }) => [key, match]));
  return (last?.receipt.inputs ?? []).flatMap(({ key, sha256 }) => {
    const match = listed.get(key);
    return sha256 === null || kept.has(sha256) || match?.is !== 'data' ? [] : [{ table: match.table, sha256 }];
  });
}
