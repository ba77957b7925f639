import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Table } from '../contract/dataset.ts';
import { Problem } from '../contract/problem.ts';
import type { Lanes } from '../engine/lanes.ts';
import { sha256 } from '../job/hash.ts';
import type { Store } from '../store/store.ts';
import { UnreadableObject } from '../store/unreadable-object.ts';
import { type ByteSource, fileSource } from './byte-source.ts';
import { canonicalCsv, isCanonical } from './canonical-csv.ts';
import { type InspectedCsv, inspectCsv, NotUtf8 } from './inspect-csv.ts';
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
  /** What the file had to be changed in to be read. */
  readonly warnings: readonly string[];
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

export interface ReadingTools {
  readonly uploads: Store;
  /** Where temporary files lie; see {@link removeRead}. */
  readonly folder: string;
  readonly lanes: Lanes;
}

/**
 * Reads each upload of a batch once, into files below `folder`. A fault of one upload does not affect the others.
 */
export async function readUploads(
  batch: readonly NewUpload[],
  { uploads, folder, lanes }: ReadingTools,
): Promise<ReadUploads> {
  await mkdir(folder, { recursive: true });
  const into = await mkdtemp(join(folder, 'uploads-'));
  const all = await Promise.all(
    batch.map((upload, index) => readUpload(upload, { store: uploads, lanes, path: join(into, `${index}.csv`) })),
  );
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

interface OneFile {
  readonly store: Store;
  readonly lanes: Lanes;
  readonly path: string;
}

async function readUpload(upload: NewUpload, { store, lanes, path }: OneFile): Promise<ReadUpload | UnreadUpload> {
  const { key, etag, size } = upload;
  const unread = (problem: string) => ({ upload, sha256: sha256(`unread ${etag}`), csv: { problem }, warnings: [] });
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
    const name = basename(key).replace(/\.gz$/i, '');
    const csv =
      (await readAsItIs(content, { name, table: upload.table, path })) ??
      (await readChanged(content, { name, table: upload.table, path, lanes }));
    return { upload, sha256: sha, ...csv };
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause;
    return { upload, sha256: sha, csv: { problem: cause.message }, warnings: [] };
  } finally {
    if (content.size > IN_MEMORY_BYTES) await rm(`${path}.received`, { force: true });
  }
}

interface FileOfTable {
  readonly name: string;
  readonly table: Table;
  readonly path: string;
}

type ReadCsv = Pick<ReadUpload, 'csv' | 'warnings'>;

/** Undefined for a file that a strict reader cannot read as it is. */
async function readAsItIs(content: ByteSource, { name, table, path }: FileOfTable): Promise<ReadCsv | undefined> {
  if (content.size > 0 && !(await isCanonical(content, name, table))) return undefined;
  try {
    const { content: readable, ...csv } = await inspectCsv(content);
    await readable.save(path);
    return { csv: { ...csv, path, size: readable.size }, warnings: [] };
  } catch (cause) {
    if (cause instanceof NotUtf8) return undefined;
    throw cause;
  }
}

async function readChanged(
  content: ByteSource,
  { name, table, path, lanes }: FileOfTable & { readonly lanes: Lanes },
): Promise<ReadCsv> {
  const given = `${path}.given`;
  await content.save(given);
  const made = await lanes.run(connection => canonicalCsv({ name, path: given }, table, connection));
  const { size } = await stat(made.path);
  const { content: readable, ...csv } = await inspectCsv(fileSource(made.path, 0, size));
  await readable.save(path);
  return { csv: { ...csv, path, size: readable.size }, warnings: made.warnings };
}
