import { setTimeout } from 'node:timers/promises';
import { Problem } from '../contract/problem.ts';
import type { PutCondition, Store } from '../store/store.ts';

/** What an object must be now, given what it is; null to leave it. */
type Make = (before: Uint8Array | null) => Promise<Uint8Array | null>;

const MAX_TRIES = 10;

/**
 * Writes what `make` returns unless it is there already. If another process wrote the object meanwhile, `make` is asked
 * again. Returns whether it wrote.
 */
export async function replaceObject(key: string, site: Store, make: Make): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    const found = await site.get(key);
    const before = found === undefined ? null : await found.bytes();
    const bytes = await make(before);
    if (bytes === null || (before !== null && Buffer.from(before).equals(bytes))) return false;
    const condition: PutCondition = found === undefined ? { ifNoneMatch: '*' } : { ifMatch: found.etag };
    try {
      await site.put(key, bytes, condition);
      return true;
    } catch (cause) {
      const lostRace = cause instanceof Problem && cause.code === 'conflict';
      if (!lostRace || attempt === MAX_TRIES) throw cause;
      await setTimeout(20 * attempt * Math.random());
    }
  }
}

/**
 * The same, until there is nothing left to write. An ETag identifies content: an object that was changed and changed back
 * meets the condition, although what `make` has read is out of date by then.
 */
export async function settleObject(key: string, site: Store, make: Make): Promise<void> {
  for (let attempt = 1; attempt <= MAX_TRIES; attempt++) {
    if (!(await replaceObject(key, site, make))) return;
  }
}
