import { parseIndexFile } from '../functions/contract/index-file.ts';
import { INDEX_KEY } from '../functions/contract/keys.ts';
import { Problem } from '../functions/contract/problem.ts';
import { isDatasetId } from '../functions/contract/schema.ts';
import type { Store } from '../functions/store/store.ts';

/** The ids of the data sets that a site shows. */
export async function publishedDatasets(site: Store): Promise<readonly string[]> {
  const index = await site.get(INDEX_KEY);
  if (index === undefined) return [];
  const { datasets } = parseIndexFile(JSON.parse(Buffer.from(await index.bytes()).toString()), INDEX_KEY);
  return datasets.map(({ id }) => id);
}

/** The data set that is named; where none is, the only one that is published. Also one that was withdrawn may be named. */
export async function wantedDataset(named: string | undefined, site: Store): Promise<string> {
  if (named !== undefined && isDatasetId(named)) return named;
  const published = await publishedDatasets(site);
  const [only] = published;
  if (named === undefined && only !== undefined && published.length === 1) return only;
  const known = published.length === 0 ? 'nothing is published' : `published are ${published.join(', ')}`;
  if (named === undefined)
    throw new Problem('bad-parameter', `the data set must be named; ${known}`, { nearest: published });
  throw new Problem('unknown-dataset', `"${named}" is no id of a data set; ${known}`, { nearest: published });
}
