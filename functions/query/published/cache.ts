import type { Parser } from '../../contract/schema.ts';
import type { ObjectReader } from './object-reader.ts';

/** How long an object is assumed to still exist, by a clock. */
export interface Lifetime {
  readonly ms: number;
  now(): Date;
}

/**
 * Objects that never change: each is read and parsed once, also when many ask at once, and kept while there is room.
 * @param lifetime after it an object is read again, as it may have been deleted; default: never
 */
export function createLastingSource<T>(
  read: ObjectReader,
  budget: ByteBudget,
  parse: Parser<T>,
  lifetime?: Lifetime,
): (key: string) => Promise<T | undefined> {
  const kept = new Map<string, { readonly since: number; readonly loading: Promise<T | undefined> }>();

  async function load(key: string): Promise<T | undefined> {
    try {
      const object = await read(key);
      const value = object && parse(object.value, key);
      if (object) budget.hold(key, object.length, () => kept.delete(key));
      else kept.delete(key);
      return value;
    } catch (error) {
      kept.delete(key);
      throw error;
    }
  }

  return key => {
    const since = lifetime?.now().getTime() ?? 0;
    const known = kept.get(key);
    if (known && (lifetime === undefined || since - known.since < lifetime.ms)) {
      budget.touch(key);
      return known.loading;
    }
    const loading = load(key);
    kept.set(key, { since, loading });
    return loading;
  };
}

/** Decides what stays in memory: the least recently used goes first when all together weigh too much. */
interface ByteBudget {
  /** Takes something in. `release` is called when it must go. */
  hold(key: string, bytes: number, release: () => void): void;
  /** Says that it was used again. */
  touch(key: string): void;
}

export function createByteBudget(maxBytes: number): ByteBudget {
  const held = new Map<string, { readonly bytes: number; readonly release: () => void }>();
  let total = 0;
  return {
    hold(key, bytes, release) {
      total -= held.get(key)?.bytes ?? 0;
      held.delete(key);
      held.set(key, { bytes, release });
      total += bytes;
      for (const [oldest, entry] of held) {
        if (total <= maxBytes) break;
        held.delete(oldest);
        total -= entry.bytes;
        entry.release();
      }
    },
    touch(key) {
      const entry = held.get(key);
      if (!entry) return;
      held.delete(key);
      held.set(key, entry);
    },
  };
}

export interface Fresh<T> {
  readonly etag: string;
  readonly value: T;
}

/** A reader of objects that change. `anew` reads what is there now, whatever is remembered. */
type FreshSource<T> = (key: string, anew?: boolean) => Promise<Fresh<T> | undefined>;

/** Objects that change: what was read is good for `freshMs` from the moment its reading began. */
export function createFreshSource<T>(
  read: ObjectReader,
  parse: Parser<T>,
  freshMs: number,
  now: () => Date,
): FreshSource<T> {
  const kept = new Map<string, { readonly since: number; readonly reading: Promise<Fresh<T> | undefined> }>();

  async function load(key: string): Promise<Fresh<T> | undefined> {
    try {
      const object = await read(key);
      // Absence is not kept: anybody can ask for names that do not exist, without end.
      if (!object) kept.delete(key);
      return object && { etag: object.etag, value: parse(object.value, key) };
    } catch (error) {
      kept.delete(key);
      throw error;
    }
  }

  return (key, anew = false) => {
    const since = now().getTime();
    const known = kept.get(key);
    if (known && !anew && since - known.since < freshMs) return known.reading;
    const reading = load(key);
    kept.set(key, { since, reading });
    return reading;
  };
}
