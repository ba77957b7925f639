import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { hasSeen } from '../../functions/build/plan.ts';
import type { Pointer } from '../../functions/contract/pointer.ts';
import { readReceipt } from '../../functions/publish/documents.ts';
import { readChunks } from '../../functions/store/object-bytes.ts';
import type { ListedObject, Store } from '../../functions/store/store.ts';
import { type LocalFile, localFailure } from './find-files.ts';

export interface UploadPlan {
  /** Files whose bytes are not there yet. */
  readonly toSend: readonly LocalFile[];
  /** How many of them replace another version. */
  readonly replaced: number;
  readonly same: number;
  /** Of those to send. */
  readonly bytes: number;
}

/**
 * Tells what has to be sent. `inUse` gives the SHA-256 of an upload as it lies there, where it is known from elsewhere: for
 * ETags that are no checksum.
 */
export async function planUpload(
  files: readonly LocalFile[],
  listed: ReadonlyMap<string, ListedObject>,
  inUse: ReadonlyMap<string, string>,
  progress: (done: number, of: number) => void,
): Promise<UploadPlan> {
  const toSend: LocalFile[] = [];
  let replaced = 0;
  for (const [done, file] of files.entries()) {
    progress(done, files.length);
    const there = listed.get(file.key);
    if (there !== undefined && (await isThere(file, there, inUse.get(file.key)))) continue;
    if (there !== undefined) replaced += 1;
    toSend.push(file);
  }
  progress(files.length, files.length);
  const bytes = toSend.reduce((sum, { size }) => sum + size, 0);
  return { toSend, replaced, same: files.length - toSend.length, bytes };
}

async function isThere(file: LocalFile, there: ListedObject, inUse: string | undefined): Promise<boolean> {
  if (there.size !== file.size) return false;
  const sums = await checksumsOf(file.path);
  return isEtagOf(sums, there.etag) || sums.sha256 === inUse;
}

/**
 * SHA-256 by key of the uploads that are in use as they lie there, by the receipt of the last attempt. Empty where that
 * was made from other uploads than these. Encrypted by a key of their owner, they have ETags that look like checksums and
 * are none, so an ETag alone does not tell whether this is needed.
 */
export async function shaInUse(
  dataset: string,
  listed: readonly ListedObject[],
  pointer: Pointer | null,
  site: Store,
): Promise<ReadonlyMap<string, string>> {
  if (pointer === null || !hasSeen(pointer.attempt.listing, listed)) return new Map();
  const { inputs } = await readReceipt(dataset, pointer.attempt.receipt, site);
  return new Map(
    inputs.flatMap(({ key, state, sha256 }) => (state === 'used' && sha256 !== null ? [[key, sha256]] : [])),
  );
}

/** Both in hexadecimal digits. */
export interface Checksums {
  readonly md5: string;
  readonly sha256: string;
}

/** Of a file of this machine, read once and not kept. */
export async function checksumsOf(path: string): Promise<Checksums> {
  const [md5, sha256] = [createHash('md5'), createHash('sha256')];
  try {
    await using handle = await open(path, 'r');
    for await (const chunk of readChunks(handle)) {
      md5.update(chunk);
      sha256.update(chunk);
    }
  } catch (error) {
    throw localFailure(error, { path });
  }
  return { md5: md5.digest('hex'), sha256: sha256.digest('hex') };
}

/**
 * Whether the ETag says that the object has these bytes: a bucket's is their MD5 where it was put in one request and is
 * encrypted by S3's own keys, a folder's the first half of their SHA-256. Any other says nothing.
 */
export function isEtagOf({ md5, sha256 }: Checksums, etag: string): boolean {
  return etag === `"${md5}"` || etag === `"${sha256.slice(0, 32)}"`;
}
