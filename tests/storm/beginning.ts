import { MemoryStore } from '../query/memory-store.ts';
import { ChangingUploads } from './changing-uploads.ts';
import { DATASET, VERSIONS } from './tiny-cases.ts';
import { Visitor } from './visitor.ts';

/** The uploads as they are when a storm begins, and nothing published. */
export async function beginning() {
  const stores = { uploads: new MemoryStore(), work: new MemoryStore(), site: new MemoryStore() };
  await ChangingUploads.begin(stores.uploads, 1);
  const put = (key: string, version: number) =>
    stores.uploads.put(key, Buffer.from(VERSIONS.get(key)?.[version] ?? ''));
  return { stores, put, visitor: new Visitor(stores.site, DATASET) };
}
