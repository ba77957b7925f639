import type { Store } from '../../functions/store/store.ts';

export interface CountedRequests {
  reads: number;
  /** Puts and pages of listings. */
  writes: number;
}

const KEYS_PER_PAGE = 1000;

/** Adds what S3 would bill for the store's requests to `counted`. Deletions are free. */
export function countingStore(store: Store, counted: CountedRequests): Store {
  return {
    get(key) {
      counted.reads += 1;
      return store.get(key);
    },
    put(key, bytes, condition) {
      counted.writes += 1;
      return store.put(key, bytes, condition);
    },
    async *list(...asked) {
      let keys = 0;
      for await (const object of store.list(...asked)) {
        if (keys % KEYS_PER_PAGE === 0) counted.writes += 1;
        keys += 1;
        yield object;
      }
      if (keys === 0) counted.writes += 1;
    },
    delete: key => store.delete(key),
  };
}
