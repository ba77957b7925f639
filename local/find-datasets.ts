import { isDatasetId } from '../functions/contract/schema.ts';
import type { Store } from '../functions/store/store.ts';

export interface FoundDatasets {
  /** Ids, in order. */
  readonly datasets: readonly string[];
  /** A message for each folder that cannot be a data set and each CSV file outside of one. */
  readonly invalid: readonly string[];
}

export const DATASET_NAME_RULE =
  'its name must have only lower-case letters, digits and hyphens, begin with a letter, and not be api, data, assets or site';

/** The data sets of a folder of uploads: the names of its folders. */
export async function findDatasets(uploads: Store): Promise<FoundDatasets> {
  const folders = new Set<string>();
  const invalid: string[] = [];
  for await (const { key } of uploads.list('')) {
    const slash = key.indexOf('/');
    if (slash > 0) folders.add(key.slice(0, slash));
    else if (/\.csv(\.gz)?$/.test(key))
      invalid.push(`"${key}" is not in a data set; put it into a folder named after one`);
  }
  for (const folder of folders) {
    if (!isDatasetId(folder)) invalid.push(`the folder "${folder}" cannot be a data set; ${DATASET_NAME_RULE}`);
  }
  return { datasets: [...folders].filter(isDatasetId), invalid };
}
