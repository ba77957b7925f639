import type { Store } from '../../functions/store/store.ts';

export interface CountedRequests {
  reads: number;
  /** Puts and pages of listings. */
  writes: number;
}

const KEYS_A_PAGE = 1000;

/** The store, with what S3 would bill for it added up in `counted`. Deletions are free. */
export function countingRequests(store: Store, counted: CountedRequests): Store {
  return {
    get(key) {
      counted.reads += 1;
      return store.get(key);
    },
    put(key, bytes, condition) {
      counted.writes += 1;
      return store.put(key, bytes, condition);
    },
    async *list(prefix) {
      let keys = 0;
      for await (const object of store.list(prefix)) {
        if (keys % KEYS_A_PAGE === 0) counted.writes += 1;
        keys += 1;
        yield object;
      }
      if (keys === 0) counted.writes += 1;
    },
    delete: key => store.delete(key),
  };
}
