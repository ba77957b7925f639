import { datasetOfRootFile } from '../functions/contract/dataset-id.ts';
import { isDatasetId } from '../functions/contract/schema.ts';
import type { Store } from '../functions/store/store.ts';

export interface FoundDatasets {
  /** Ids, in order. */
  readonly datasets: readonly string[];
  /** A message for each folder that cannot be a data set. */
  readonly invalid: readonly string[];
}

export const DATASET_NAME_RULE =
  'its name must have only lower-case letters, digits and hyphens, begin with a letter, and not be api, data, assets or site';

/** The data sets of a folder of uploads: its folders, and the files at its root that hold rows. */
export async function findDatasets(uploads: Store): Promise<FoundDatasets> {
  const ids = new Set<string>();
  const invalid: string[] = [];
  for await (const { key } of uploads.list('')) {
    const slash = key.indexOf('/');
    const id = slash > 0 ? key.slice(0, slash) : datasetOfRootFile(key);
    if (id !== null) ids.add(id);
  }
  for (const folder of ids) {
    if (!isDatasetId(folder)) invalid.push(`the folder "${folder}" cannot be a data set; ${DATASET_NAME_RULE}`);
  }
  return { datasets: [...ids].filter(isDatasetId).sort(), invalid };
}
