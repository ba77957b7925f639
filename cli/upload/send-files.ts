import { open } from 'node:fs/promises';
import { Problem } from '../../functions/contract/problem.ts';
import { sha256 } from '../../functions/job/hash.ts';
import { fileVersion } from '../../functions/store/etag.ts';
import type { Store } from '../../functions/store/store.ts';
import { type LocalFile, localFailure } from './find-files.ts';

export interface SendOptions {
  readonly progress: (done: number, of: number) => void;
  /** Aborted, nothing more is begun; what is under way is ended. */
  readonly signal: AbortSignal;
}

const MAX_AT_ONCE = 8;
/** An object is put from memory: so much of it at once, or one file if that is larger. */
const MAX_BYTES_AT_ONCE = 64 * 1024 * 1024;

/**
 * Puts the files, several at once, and gives the SHA-256 of each that was put, by key. Where one fails no other is begun,
 * and its error is thrown when those under way have ended; each upload is there whole or not at all.
 */
export async function sendFiles(
  files: readonly LocalFile[],
  uploads: Store,
  { progress, signal }: SendOptions,
): Promise<ReadonlyMap<string, string>> {
  const sent = new Map<string, string>();
  const underWay = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let bytes = 0;
  const send = async (file: LocalFile) => {
    try {
      const content = await readWhole(file);
      await uploads.put(file.key, content);
      sent.set(file.key, sha256(content));
      progress(sent.size, files.length);
    } catch (error) {
      failures.push(error);
    }
  };
  const isFull = (size: number) =>
    underWay.size >= MAX_AT_ONCE || (underWay.size > 0 && bytes + size > MAX_BYTES_AT_ONCE);
  if (files.length > 0) progress(0, files.length);
  for (const file of files) {
    while (isFull(file.size)) await Promise.race(underWay);
    if (failures.length > 0 || signal.aborted) break;
    bytes += file.size;
    const sending = send(file).finally(() => {
      bytes -= file.size;
      underWay.delete(sending);
    });
    underWay.add(sending);
  }
  await Promise.all(underWay);
  if (failures.length > 0) throw failures[0];
  return sent;
}

/** All bytes of one version of the file. */
async function readWhole({ path }: LocalFile): Promise<Uint8Array> {
  try {
    await using handle = await open(path, 'r');
    const before = fileVersion(await handle.stat({ bigint: true }));
    const content = await handle.readFile();
    if (fileVersion(await handle.stat({ bigint: true })) === before) return content;
    throw new Problem('bad-input', `${path} changed while it was read; run this again when it is complete`);
  } catch (error) {
    throw localFailure(error, { path });
  }
}
