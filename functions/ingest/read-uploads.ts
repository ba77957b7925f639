import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Table } from '../contract/dataset.ts';
import { Problem } from '../contract/problem.ts';
import { sha256 } from '../job/hash.ts';
import type { Store } from '../store/store.ts';
import { UnreadableObject } from '../store/unreadable-object.ts';
import { type InspectedCsv, inspectCsv } from './inspect-csv.ts';
import { IN_MEMORY_BYTES, type ReceivedUpload, receiveUpload } from './receive-upload.ts';
import { MAX_UPLOAD_BYTES } from './upload-limits.ts';

/** An upload that is not staged yet. */
export interface NewUpload {
  readonly key: string;
  readonly etag: string;
  readonly size: number;
  readonly table: Table;
  readonly date: string | null;
}

export interface ReadUpload {
  readonly upload: NewUpload;
  /** Of its bytes, or of its ETag if they were not read. */
  readonly sha256: string;
  readonly csv: InspectedCsv | { readonly problem: string };
}

/** An upload that the store could not read. It may succeed next time. */
export interface UnreadUpload {
  readonly upload: NewUpload;
  readonly failure: UnreadableObject;
}

export interface ReadUploads {
  readonly read: readonly ReadUpload[];
  readonly unread: readonly UnreadUpload[];
  /** Holds the files. */
  readonly folder: string;
}

/**
 * Reads each upload of a batch once, into files below `folder`. A fault of one upload does not affect the others.
 * @param folder where temporary files lie; see {@link removeRead}
 */
export async function readUploads(batch: readonly NewUpload[], store: Store, folder: string): Promise<ReadUploads> {
  await mkdir(folder, { recursive: true });
  const into = await mkdtemp(join(folder, 'uploads-'));
  const all = await Promise.all(batch.map((upload, index) => readUpload(upload, store, join(into, `${index}.csv`))));
  return {
    read: all.filter(one => 'csv' in one),
    unread: all.filter(one => 'failure' in one),
    folder: into,
  };
}

/** Removes the files of a batch once its rows are staged. */
export async function removeRead({ folder }: ReadUploads): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

async function readUpload(upload: NewUpload, store: Store, path: string): Promise<ReadUpload | UnreadUpload> {
  const { key, etag, size } = upload;
  const unread = (problem: string) => ({ upload, sha256: sha256(`unread ${etag}`), csv: { problem } });
  if (size > MAX_UPLOAD_BYTES) {
    const [found, most] = [size, MAX_UPLOAD_BYTES].map(bytes => bytes.toLocaleString('en'));
    return unread(`the file has ${found} bytes; at most ${most} are read, so split it`);
  }
  let received: ReceivedUpload;
  try {
    const object = await store.get(key);
    if (object?.etag !== etag) throw new Problem('conflict', `${key} changed while it was read`);
    received = await receiveUpload(object, `${path}.received`);
  } catch (cause) {
    if (cause instanceof UnreadableObject) return { upload, failure: cause };
    if (cause instanceof Problem && cause.code === 'bad-input') return unread(cause.message);
    throw cause;
  }
  const { sha256: sha, content } = received;
  try {
    const { content: readable, ...csv } = await inspectCsv(content);
    await readable.save(path);
    return { upload, sha256: sha, csv: { ...csv, path, size: readable.size } };
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause;
    return { upload, sha256: sha, csv: { problem: cause.message } };
  } finally {
    if (content.size > IN_MEMORY_BYTES) await rm(`${path}.received`, { force: true });
  }
}
