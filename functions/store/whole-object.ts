import type { StoredObject } from './store.ts';

/** Up to this size an object is read at once, so that its body outlives it and nothing stays open. */
export const READ_AT_ONCE_BYTES = 8 * 1024 * 1024;

/** An object whose bytes are in memory. */
export function wholeObject(etag: string, bytes: Uint8Array): StoredObject {
  return {
    etag,
    size: bytes.length,
    bytes: async () => bytes,
    stream: async function* () {
      yield bytes;
    },
  };
}
