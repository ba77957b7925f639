import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { hasSeen } from '../../functions/build/plan.ts';
import type { Pointer } from '../../functions/contract/pointer.ts';
import { readReceipt } from '../../functions/publish/documents.ts';
import { readChunks } from '../../functions/store/object-bytes.ts';
import type { ListedObject, Store } from '../../functions/store/store.ts';
import { type LocalFile, localFailure } from './find-files.ts';

export interface UploadPlan {
  /** Files that are new or changed. */
  readonly toSend: readonly LocalFile[];
  /** How many of them replace an earlier version. */
  readonly replaced: number;
  readonly unchanged: number;
  /** Of those to send. */
  readonly bytes: number;
}

/** Decides what to send. `inUse` has the SHA-256 of current uploads if known, for ETags that are not checksums. */
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
    const uploaded = listed.get(file.key);
    if (uploaded !== undefined && (await isSame(file, uploaded, inUse.get(file.key)))) continue;
    if (uploaded !== undefined) replaced += 1;
    toSend.push(file);
  }
  progress(files.length, files.length);
  const bytes = toSend.reduce((sum, { size }) => sum + size, 0);
  return { toSend, replaced, unchanged: files.length - toSend.length, bytes };
}

async function isSame(file: LocalFile, uploaded: ListedObject, inUse: string | undefined): Promise<boolean> {
  if (uploaded.size !== file.size) return false;
  const { md5, sha256 } = await checksumsOf(file.path);
  // In a bucket an ETag is the MD5 if S3 encrypts with its own keys and got the object in one request; in a folder it is half
  // of the SHA-256.
  return uploaded.etag === `"${md5}"` || uploaded.etag === `"${sha256.slice(0, 32)}"` || sha256 === inUse;
}

/**
 * The SHA-256 of the uploads in use, by key, from the receipt of the last attempt; empty if that has another listing. Always
 * read: with a customer's encryption key, ETags look like checksums but are not.
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

/** In hexadecimal digits. The file is streamed. */
async function checksumsOf(path: string): Promise<{ readonly md5: string; readonly sha256: string }> {
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
