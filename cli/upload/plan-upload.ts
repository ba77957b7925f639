import type { ListedObject } from '../../functions/store/store.ts';
import { checksumsOf, isEtagOf } from './checksums.ts';
import type { LocalFile } from './find-files.ts';

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
