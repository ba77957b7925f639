import { randomUUID } from 'node:crypto';
import { closeSync, createReadStream, fdatasync, mkdirSync, openSync, writeFile, writeFileSync } from 'node:fs';
import { open, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { Problem } from '../contract/problem.ts';
import { contentEtag, contentEtagOfFile, SMALL_BYTES } from './etag.ts';
import { isAbsent } from './file-failure.ts';
import type { PutContent } from './store.ts';
import { statOf } from './walk-files.ts';

const FOLDER = '.tmp';
const LEFT_BEHIND_AFTER_MS = 60 * 60 * 1000;

const writeLarge = promisify(writeFile);
const sync = promisify(fdatasync);

/** Writes the content to a hidden file of the store's own disk, safe from a power cut, to be renamed into place. */
export async function writeTemporaryFile(
  root: string,
  content: PutContent,
): Promise<{ readonly path: string; readonly etag: string }> {
  const path = join(root, FOLDER, randomUUID());
  const file = create(path);
  try {
    // Only what waits for the disk is left to another thread.
    if (content instanceof Uint8Array && content.length <= SMALL_BYTES) writeFileSync(file, content);
    else if (content instanceof Uint8Array) await writeLarge(file, content);
    else await copyFrom(content.path, path);
    await sync(file);
    return { path, etag: content instanceof Uint8Array ? contentEtag(content) : await etagOf(path) };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

async function copyFrom(source: string, path: string): Promise<void> {
  const target = await open(path, 'r+');
  try {
    await target.writeFile(createReadStream(source));
  } finally {
    await target.close();
  }
}

async function etagOf(path: string): Promise<string> {
  const handle = await open(path, 'r');
  try {
    return (await contentEtagOfFile(handle)).etag;
  } finally {
    await handle.close();
  }
}

function create(path: string): number {
  try {
    return openSync(path, 'wx');
  } catch (error) {
    if (!isAbsent(error)) throw error;
    mkdirSync(dirname(path), { recursive: true });
    return openSync(path, 'wx');
  }
}

/** Removes temporary files of crashed writers. */
export async function sweepTemporaryFiles(root: string, now = Date.now()): Promise<void> {
  const folder = join(root, FOLDER);
  for (const name of await namesIn(folder)) {
    const path = join(folder, name);
    const found = await statOf(path, `${FOLDER}/${name}`);
    if (found && now - Number(found.mtimeMs) > LEFT_BEHIND_AFTER_MS) await rm(path, { force: true });
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

const PATIENCE_MS = 10_000;

/**
 * A lock on a folder, among processes. A locked SQLite file is the only lock in Node that needs no addon and that the
 * operating system releases if its holder is killed.
 *
 * Opened each time, so that no file stays open between calls and a recreated folder still has a single lock. Actions that
 * come together take it once.
 */
export class FolderLock {
  readonly #root: string;
  #waiting: Waiting[] = [];

  constructor(root: string) {
    this.#root = root;
  }

  run(action: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => this.#runAll());
      this.#waiting.push({ action, resolve, reject });
    });
  }

  #runAll(): void {
    const all = this.#waiting;
    this.#waiting = [];
    let lock: DatabaseSync;
    try {
      lock = acquire(this.#root);
    } catch (error) {
      for (const { reject } of all) reject(error);
      return;
    }
    for (const { action, resolve, reject } of all) {
      try {
        action();
        resolve();
      } catch (error) {
        reject(error);
      }
    }
    lock.close();
  }
}

interface Waiting {
  action(): void;
  resolve(): void;
  reject(error: unknown): void;
}

function acquire(root: string): DatabaseSync {
  mkdirSync(root, { recursive: true });
  try {
    const lock = new DatabaseSync(join(root, '.lock'), { timeout: PATIENCE_MS });
    try {
      // Nothing is ever written to it, so it needs no journal, which would be a file made and removed each time.
      lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
      return lock;
    } catch (error) {
      lock.close();
      throw error;
    }
  } catch (cause) {
    throw new Problem('store-failed', 'the folder of the store could not be locked: is it writable?', { cause });
  }
}
