import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { Problem } from '../contract/problem.ts';
import { readTable, type TextTable } from '../ingest/read-table.ts';
import { receiveUpload } from '../ingest/receive-upload.ts';
import { throwIfStoreFails } from '../ingest/unread-uploads.ts';
import { MAX_UPLOAD_BYTES } from '../ingest/upload-limits.ts';
import type { Plan, PlannedUpload } from '../job/plan.ts';
import type { Store } from '../store/store.ts';
import { UnreadableObject } from '../store/unreadable-object.ts';

/** An upload read as a table of texts; or why it cannot be. */
export interface ReadFile {
  readonly upload: PlannedUpload;
  /** Of its bytes; null where the store could not read them. */
  readonly sha256: string | null;
  readonly text: TextTable | null;
  readonly problem: string | null;
}

export interface ReadFilesTools {
  readonly uploads: Store;
  /** A folder that the engine may touch. */
  readonly folder: string;
  readonly connection: DuckDBConnection;
}

/** Reads uploads one after another: each may be large. Throws `conflict` if one changed meanwhile. */
export async function readFiles(
  files: readonly PlannedUpload[],
  plan: Pick<Plan, 'uploads'>,
  tools: ReadFilesTools,
): Promise<ReadFile[]> {
  await mkdir(tools.folder, { recursive: true });
  const read: ReadFile[] = [];
  for (const [index, upload] of files.entries()) read.push(await readFile(upload, index, plan, tools));
  return read;
}

async function readFile(
  upload: PlannedUpload,
  index: number,
  { uploads: listing }: Pick<Plan, 'uploads'>,
  { uploads, folder, connection }: ReadFilesTools,
): Promise<ReadFile> {
  const { key, etag, size, fault } = upload;
  const unread = { upload, sha256: null, text: null };
  if (fault !== undefined) return { ...unread, problem: `it could not be read: ${fault}` };
  if (size > MAX_UPLOAD_BYTES) {
    const [found, most] = [size, MAX_UPLOAD_BYTES].map(bytes => bytes.toLocaleString('en'));
    return { ...unread, problem: `the file has ${found} bytes; at most ${most} are read, so split it` };
  }
  const path = join(folder, `${index}.file`);
  let sha256: string | null = null;
  try {
    const object = await uploads.get(key);
    if (object?.etag !== etag) throw new Problem('conflict', `${key} changed while it was read`);
    const received = await receiveUpload(object, `${path}.received`);
    sha256 = received.sha256;
    await received.content.save(path);
    const name = basename(key).replace(/\.gz$/i, '');
    const text = await readTable({ name, path }, join(folder, `${index}.parquet`), connection);
    return { upload, sha256, text, problem: null };
  } catch (cause) {
    if (cause instanceof UnreadableObject) {
      await throwIfStoreFails(cause, new Set([key]), listing, uploads);
      return { ...unread, problem: `it could not be read: ${cause.reason}` };
    }
    if (cause instanceof Problem && cause.code === 'bad-input') {
      return { upload, sha256, text: null, problem: cause.message };
    }
    throw cause;
  } finally {
    await rm(path, { force: true });
  }
}
