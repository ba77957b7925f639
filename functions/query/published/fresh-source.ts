import type { Parser } from '../../contract/schema.ts';
import type { ObjectReader } from './object-reader.ts';

export interface Fresh<T> {
  readonly etag: string;
  readonly value: T;
}

/** A reader of objects that change. `anew` reads what is there now, whatever is remembered. */
export type FreshSource<T> = (key: string, anew?: boolean) => Promise<Fresh<T> | undefined>;

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
