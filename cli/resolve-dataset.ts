import { datasetOfRootFile } from '../functions/contract/dataset-id.ts';
import { parseIndexFile } from '../functions/contract/index-file.ts';
import { INDEX_KEY } from '../functions/contract/keys.ts';
import { Problem } from '../functions/contract/problem.ts';
import { isDatasetId } from '../functions/contract/schema.ts';
import type { ListedObject, Store } from '../functions/store/store.ts';

/** The ids of the data sets that a site shows. */
export async function publishedDatasets(site: Store): Promise<readonly string[]> {
  const index = await site.get(INDEX_KEY);
  if (index === undefined) return [];
  const { datasets } = parseIndexFile(JSON.parse(Buffer.from(await index.bytes()).toString()), INDEX_KEY);
  return datasets.map(({ id }) => id);
}

/** The named data set, which may be a withdrawn one; without a name, the only published one. */
export async function resolveDataset(named: string | undefined, site: Store): Promise<string> {
  if (named !== undefined && isDatasetId(named)) return named;
  const published = await publishedDatasets(site);
  const [only] = published;
  if (named === undefined && only !== undefined && published.length === 1) return only;
  const known = published.length === 0 ? 'nothing is published' : `published: ${published.join(', ')}`;
  if (named === undefined) throw new Problem('bad-parameter', `name a data set; ${known}`, { nearest: published });
  throw new Problem('unknown-dataset', `"${named}" is not a data set id; ${known}`, { nearest: published });
}

/** The uploads of every data set that has any or is published, by id, in order. */
export async function listDatasets(uploads: Store, site: Store): Promise<ReadonlyMap<string, readonly ListedObject[]>> {
  const datasets = new Map<string, ListedObject[]>();
  for (const id of await publishedDatasets(site)) datasets.set(id, []);
  for await (const object of uploads.list('')) {
    const slash = object.key.indexOf('/');
    const id = slash < 0 ? datasetOfRootFile(object.key) : object.key.slice(0, slash);
    if (id === null || !isDatasetId(id)) continue;
    const known = datasets.get(id);
    if (known === undefined) datasets.set(id, [object]);
    else known.push(object);
  }
  return new Map([...datasets].sort(([a], [b]) => (a < b ? -1 : 1)));
}
