import type { Store } from '../../functions/store/store.ts';

export interface CountingStore extends Store {
  readonly reads: () => number;
}

/** The store, with its reads counted. */
export function countingStore(store: Store): CountingStore {
  let reads = 0;
  return {
    get(key) {
      reads += 1;
      return store.get(key);
    },
    put: (key, bytes, condition) => store.put(key, bytes, condition),
    list: prefix => store.list(prefix),
    delete: key => store.delete(key),
    reads: () => reads,
  };
}
