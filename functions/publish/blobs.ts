import { setImmediate } from 'node:timers/promises';
import { blobKey } from '../contract/keys.ts';
import type { Blobs } from '../job/build.ts';
import { contentIdOf } from '../job/hash.ts';
import type { Store } from '../store/store.ts';
import { encodeBody } from './documents.ts';
import { encodeJson } from './encode-json.ts';

const MAX_AT_ONCE = 8;
const MAX_WAITING = 64;

export async function createBlobs(dataset: string, site: Store): Promise<Blobs> {
  const known = new Set<string>();
  for await (const { key, fault } of site.list(`data/${dataset}/blobs/`)) {
    if (fault === undefined) known.add(key.slice(key.lastIndexOf('/') + 1, -5));
  }
  const written = { count: 0, bytes: 0 };
  const queue: { id: string; json: Uint8Array }[] = [];
  const workers = new Set<Promise<void>>();
  let failure: unknown;

  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const key = blobKey(dataset, next.id);
      const bytes = await encodeBody(key, next.json);
      await site.put(key, bytes);
      written.count += 1;
      written.bytes += bytes.length;
    }
  };

  const startWorker = () => {
    const worker = work()
      .catch(cause => {
        failure ??= cause;
        queue.length = 0;
      })
      .finally(() => workers.delete(worker));
    workers.add(worker);
  };

  return {
    written,
    has: id => known.has(id),
    async add(content) {
      const json = encodeJson(content);
      const id = contentIdOf(json);
      if (known.has(id)) return id;
      known.add(id);
      queue.push({ id, json });
      if (workers.size < MAX_AT_ONCE) startWorker();
      // Lets the workers run: the caller is busy making the next blob.
      await setImmediate();
      while (queue.length > MAX_WAITING) await Promise.race(workers);
      return id;
    },
    async settle() {
      while (workers.size > 0) await Promise.all(workers);
      if (failure !== undefined) throw failure;
    },
  };
}
