import { open } from 'node:fs/promises';
import { Problem } from '../../functions/contract/problem.ts';
import { sha256 } from '../../functions/job/hash.ts';
import { fileVersion } from '../../functions/store/etag.ts';
import type { Store } from '../../functions/store/store.ts';
import { type LocalFile, localFailure } from './find-files.ts';

export interface SendOptions {
  readonly progress: (done: number, of: number) => void;
  /** Once aborted, no other file is started; those in flight are finished. */
  readonly signal: AbortSignal;
}

const MAX_AT_ONCE = 8;
/** Files are sent from memory: this much at once, or a single larger file. */
const MAX_BYTES_AT_ONCE = 64 * 1024 * 1024;

/**
 * Sends the files, several at once, and returns the SHA-256 of each one sent, by key. After a failure no other file is
 * started, and the error is thrown once those in flight are finished. Each upload is complete or absent.
 */
export async function sendFiles(
  files: readonly LocalFile[],
  uploads: Store,
  { progress, signal }: SendOptions,
): Promise<ReadonlyMap<string, string>> {
  const sent = new Map<string, string>();
  const inFlight = new Set<Promise<void>>();
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
    inFlight.size >= MAX_AT_ONCE || (inFlight.size > 0 && bytes + size > MAX_BYTES_AT_ONCE);
  if (files.length > 0) progress(0, files.length);
  for (const file of files) {
    while (isFull(file.size)) await Promise.race(inFlight);
    if (failures.length > 0 || signal.aborted) break;
    bytes += file.size;
    const sending = send(file).finally(() => {
      bytes -= file.size;
      inFlight.delete(sending);
    });
    inFlight.add(sending);
  }
  await Promise.all(inFlight);
  if (failures.length > 0) throw failures[0];
  return sent;
}

/** All bytes of a single version of the file. */
async function readWhole({ path }: LocalFile): Promise<Uint8Array> {
  try {
    await using handle = await open(path, 'r');
    const before = fileVersion(await handle.stat({ bigint: true }));
    const content = await handle.readFile();
    if (fileVersion(await handle.stat({ bigint: true })) === before) return content;
    throw new Problem('bad-input', `${path} changed while it was being read; run this again when it is complete`);
  } catch (error) {
    throw localFailure(error, { path });
  }
}
