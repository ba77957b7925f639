import { stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { blobKey } from '../contract/keys.ts';
import type { Blobs } from '../job/build.ts';
import { contentIdOf, contentIdOfFile } from '../job/hash.ts';
import type { PutContent, Store } from '../store/store.ts';
import { encodeBody } from './documents.ts';
import { encodeJson } from './encode-json.ts';

const MAX_AT_ONCE = 8;
const MAX_WAITING = 64;

export async function createBlobs(dataset: string, site: Store): Promise<Blobs> {
  const known = new Set<string>();
  for await (const { key, fault } of site.list(`data/${dataset}/blobs/`)) {
    if (fault === undefined) known.add(key);
  }
  const written = { count: 0, bytes: 0 };
  const queue: { key: string; content: PutContent }[] = [];
  const workers = new Set<Promise<void>>();
  let failure: unknown;

  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const bytes = 'path' in next.content ? next.content : await encodeBody(next.key, next.content);
      await site.put(next.key, bytes);
      written.count += 1;
      written.bytes += 'path' in bytes ? (await stat(bytes.path)).size : bytes.length;
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

  const enqueue = async (key: string, content: PutContent) => {
    if (known.has(key)) return;
    known.add(key);
    queue.push({ key, content });
    if (workers.size < MAX_AT_ONCE) startWorker();
    // Lets the workers run: the caller is busy making the next blob.
    await setImmediate();
    while (queue.length > MAX_WAITING) await Promise.race(workers);
  };

  return {
    written,
    has: id => known.has(blobKey(dataset, id)),
    hasAs: (id, format) => known.has(blobKey(dataset, id, format)),
    async add(content) {
      const json = encodeJson(content);
      const id = contentIdOf(json);
      await enqueue(blobKey(dataset, id), json);
      return id;
    },
    async addPicture(svg) {
      const id = contentIdOf(svg);
      await enqueue(blobKey(dataset, id, 'svg'), Buffer.from(svg));
      return id;
    },
    async addRows(path) {
      const id = await contentIdOfFile(path);
      await enqueue(blobKey(dataset, id, 'parquet'), { path });
      return id;
    },
    async settle() {
      while (workers.size > 0) await Promise.all(workers);
      if (failure !== undefined) throw failure;
    },
  };
}
