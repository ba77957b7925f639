import type { Store } from '../../functions/store/store.ts';

/** A store of which some calls go another way. */
export function storeAround(store: Store, calls: Partial<Store>): Store {
  return {
    get: key => store.get(key),
    put: (key, bytes, condition) => store.put(key, bytes, condition),
    list: (...asked) => store.list(...asked),
    delete: key => store.delete(key),
    ...calls,
  };
}
