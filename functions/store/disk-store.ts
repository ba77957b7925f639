import { mkdirSync, renameSync, statSync, unlinkSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Problem } from '../contract/problem.ts';
import { readDiskObject } from './disk-object.ts';
import { FolderLock, sweepTemporaryFiles, writeTemporaryFile } from './disk-write.ts';
import { contentEtagSync } from './etag.ts';
import { EtagMemo } from './etag-memo.ts';
import { fileFailure, isAbsent } from './file-failure.ts';
import { smallContent } from './object-bytes.ts';
import { objectPath } from './object-key.ts';
import type { ListedObject, ListOptions, PutCondition, PutContent, Store, StoredObject } from './store.ts';
import { UnreadableObject } from './unreadable-object.ts';
import { RestClock } from './until-at-rest.ts';
import { type FoundFault, type FoundFile, statOf, walkNames } from './walk-files.ts';

const LISTED_AT_ONCE = 16;

export interface DiskStoreOptions {
  readonly root: string;
  /** A listing leaves out files that changed within so many milliseconds: they may still be being copied. Default 0. */
  readonly restMs?: number;
  /** Remembers the ETags of listed files for other processes; a cache, outside of the objects. Default: none. */
  readonly etags?: string;
}

/**
 * Objects as files in a folder, for any number of processes at once. A put writes a hidden file and renames it, so a
 * reader sees a whole version and a crash leaves none. Comparing with a condition and renaming are one step under a lock;
 * so are unconditional puts and deletes, for one that fell between the two would be undone although it came second.
 *
 * One limit that buckets do not have: `a` and `a/b` cannot both be objects.
 */
export class DiskStore implements Store {
  readonly #root: string;
  readonly #restMs: number;
  readonly #etags: EtagMemo;
  readonly #clock = new RestClock();
  readonly #lock: FolderLock;
  #swept: Promise<void> | undefined;

  constructor({ root, restMs = 0, etags }: DiskStoreOptions) {
    this.#root = resolve(root);
    this.#restMs = restMs;
    this.#etags = new EtagMemo(etags);
    this.#lock = new FolderLock(this.#root);
  }

  async get(key: string): Promise<StoredObject | undefined> {
    return await readDiskObject(objectPath(this.#root, key), key, this.#etags);
  }

  async put(key: string, content: PutContent, condition?: PutCondition): Promise<{ readonly etag: string }> {
    const path = objectPath(this.#root, key);
    let temporary: string | undefined;
    try {
      this.#swept ??= sweepTemporaryFiles(this.#root);
      await this.#swept;
      // Checked early to save the work, and again under the lock, where it counts.
      assertCondition(condition, path, key);
      const { path: written, etag } = await writeTemporaryFile(this.#root, await smallContent(content));
      temporary = written;
      await this.#lock.run(() => {
        assertCondition(condition, path, key);
        mkdirSync(dirname(path), { recursive: true });
        renameSync(written, path);
      });
      return { etag };
    } catch (error) {
      if (temporary !== undefined) await rm(temporary, { force: true });
      throw fileFailure(error, key, 'written');
    }
  }

  async *list(prefix: string, { shallow }: ListOptions = { shallow: false }): AsyncIterable<ListedObject> {
    const names = walkNames(this.#root, prefix, { isDeep: !shallow });
    for await (const files of batches(names, LISTED_AT_ONCE)) {
      for (const listed of await Promise.all(files.map(file => this.#describe(file)))) if (listed) yield listed;
      // Lets others run: most of what a listing does, it does at once.
      await setImmediate();
    }
    this.#etags.save();
  }

  async delete(key: string): Promise<void> {
    const path = objectPath(this.#root, key);
    if (!(await statOf(path, key))?.isFile()) return;
    await this.#lock.run(() => {
      try {
        unlinkSync(path);
      } catch (error) {
        if (!isAbsent(error)) throw fileFailure(error, key, 'removed');
      }
    });
  }

  async #describe(found: FoundFile | FoundFault): Promise<ListedObject | undefined> {
    const { key, path } = found;
    if ('fault' in found) return unreadable(key, found.fault);
    try {
      const stat = await statOf(path, key);
      if (!stat?.isFile() || (this.#restMs > 0 && this.#clock.restOf(path, stat) < this.#restMs)) return undefined;
      const { etag, size, version } = await this.#etags.hash(path, stat);
      return this.#restMs > 0 && version === undefined ? undefined : { key, etag, size };
    } catch (error) {
      if (isAbsent(error)) return undefined;
      const failure = fileFailure(error, key, 'read');
      if (failure instanceof UnreadableObject) return unreadable(key, failure.reason);
      throw failure;
    }
  }
}

/** Listed anyway: the reader decides what to do about it. */
function unreadable(key: string, fault: string): ListedObject {
  return { key, etag: '"unreadable"', size: 0, fault };
}

/** Throws `conflict` unless the condition holds. Reads the file itself: the memo is too slow to notice quick changes. */
function assertCondition(condition: PutCondition | undefined, path: string, key: string): void {
  if (condition === undefined) return;
  const exists = isFile(path);
  if ('ifNoneMatch' in condition) {
    if (exists) throw new Problem('conflict', `"${key}" must not exist yet; found one`);
    return;
  }
  const found = exists ? contentEtagSync(path) : undefined;
  if (found === condition.ifMatch) return;
  const instead = found === undefined ? 'no object' : `version ${found}`;
  throw new Problem('conflict', `"${key}" must be version ${condition.ifMatch}; found ${instead}`);
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
}

async function* batches<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
