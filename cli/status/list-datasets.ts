import { parseIndexFile } from '../../functions/contract/index-file.ts';
import { INDEX_KEY } from '../../functions/contract/keys.ts';
import { isDatasetId } from '../../functions/contract/schema.ts';
import type { ListedObject, Store } from '../../functions/store/store.ts';

/** The uploads of every data set that has some or is published, by its id, in order. */
export async function listDatasets(uploads: Store, site: Store): Promise<ReadonlyMap<string, readonly ListedObject[]>> {
  const datasets = new Map<string, ListedObject[]>();
  for (const id of await publishedIn(site)) datasets.set(id, []);
  for await (const object of uploads.list('')) {
    const slash = object.key.indexOf('/');
    const id = object.key.slice(0, Math.max(0, slash));
    if (!isDatasetId(id)) continue;
    const known = datasets.get(id);
    if (known === undefined) datasets.set(id, [object]);
    else known.push(object);
  }
  return new Map([...datasets].sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function publishedIn(site: Store): Promise<string[]> {
  const index = await site.get(INDEX_KEY);
  if (index === undefined) return [];
  return parseIndexFile(JSON.parse(Buffer.from(await index.bytes()).toString()), INDEX_KEY).datasets.map(
    ({ id }) => id,
  );
}
