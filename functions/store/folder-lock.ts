import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Problem } from '../contract/problem.ts';

const PATIENCE_MS = 10_000;

/**
 * Runs `action` while no other process that uses the folder does. A locked SQLite file is the one lock that Node has
 * without an addon and that the operating system gives back when its holder is killed.
 *
 * Opened anew each time (20 µs): it holds no file between calls, and a folder that was removed and made again has one lock.
 */
export function withFolderLock<T>(root: string, action: () => T): T {
  const lock = acquire(root);
  try {
    return action();
  } finally {
    lock.close();
  }
}

function acquire(root: string): DatabaseSync {
  mkdirSync(root, { recursive: true });
  try {
    const lock = new DatabaseSync(join(root, '.lock'), { timeout: PATIENCE_MS });
    try {
      lock.exec('BEGIN EXCLUSIVE');
      return lock;
    } catch (error) {
      lock.close();
      throw error;
    }
  } catch (cause) {
    throw new Problem('store-failed', 'the folder of the store could not be locked: is it writable?', { cause });
  }
}
