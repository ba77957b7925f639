import { readFileSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { Problem } from '../contract/problem.ts';
import { contentEtag, fileVersion, SMALL_BYTES } from './etag.ts';
import type { EtagMemo } from './etag-memo.ts';
import { fileFailure, isAbsent } from './file-failure.ts';
import { joinChunks, READ_AT_ONCE_BYTES, readChunks, wholeObject } from './object-bytes.ts';
import type { StoredObject } from './store.ts';
import { statOf } from './walk-files.ts';

const TRIES = 5;

/**
 * One version of the file at `path`, or undefined where there is none. A larger file is opened when its
 * body is read; if it was replaced by then, or is written to meanwhile, reading throws `conflict`.
 */
export async function readDiskObject(path: string, key: string, etags: EtagMemo): Promise<StoredObject | undefined> {
  for (let left = TRIES; left > 0; left -= 1) {
    try {
      const stat = await statOf(path, key);
      if (!stat?.isFile()) return undefined;
      if (stat.size <= READ_AT_ONCE_BYTES) {
        const known = etags.recall(path, stat);
        const bytes = stat.size <= SMALL_BYTES ? readFileSync(path) : await readFile(path);
        const after = known === undefined ? undefined : await statOf(path, key);
        const isKnown = after !== undefined && fileVersion(after) === fileVersion(stat);
        return wholeObject(known !== undefined && isKnown ? known : contentEtag(bytes), bytes);
      }
      const { etag, size, version } = await etags.hash(path, stat);
      if (version !== undefined) return onDisk(path, key, { etag, size, version });
    } catch (error) {
      if (!isAbsent(error)) throw fileFailure(error, key, 'read');
    }
  }
  throw new Problem('conflict', `"${key}" keeps changing while it is being read`);
}

interface FileVersion {
  readonly etag: string;
  readonly size: number;
  readonly version: string;
}

function onDisk(path: string, key: string, { etag, size, version }: FileVersion): StoredObject {
  const stream = () => streamOf(path, key, version);
  return { etag, size, stream, bytes: async () => await joinChunks(stream()) };
}

async function* streamOf(path: string, key: string, version: string): AsyncGenerator<Uint8Array> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw isAbsent(error) ? replaced(key) : fileFailure(error, key, 'read');
  });
  try {
    const before = await handle.stat({ bigint: true });
    if (fileVersion(before) !== version) throw replaced(key);
    yield* readChunks(handle);
    // Not the whole version: replacing an open file changes only its ctime.
    const after = await handle.stat({ bigint: true });
    if (after.size !== before.size || after.mtimeNs !== before.mtimeNs) throw replaced(key);
  } finally {
    await handle.close();
  }
}

function replaced(key: string): Problem {
  return new Problem('conflict', `"${key}" was replaced while it was being read; it must be read again`);
}
