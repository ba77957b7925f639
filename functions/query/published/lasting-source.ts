import type { Parser } from '../../contract/schema.ts';
import type { ByteBudget } from './byte-budget.ts';
import type { ObjectReader } from './object-reader.ts';

/** Objects that never change: each is read and parsed once, also when many ask at once, and kept while there is room. */
export function createLastingSource<T>(
  read: ObjectReader,
  budget: ByteBudget,
  parse: Parser<T>,
): (key: string) => Promise<T | undefined> {
  const kept = new Map<string, Promise<T | undefined>>();

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
    const known = kept.get(key);
    if (known) {
      budget.touch(key);
      return known;
    }
    const loading = load(key);
    kept.set(key, loading);
    return loading;
  };
}
