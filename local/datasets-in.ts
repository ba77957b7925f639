import { isDatasetId } from '../functions/contract/schema.ts';
import type { Store } from '../functions/store/store.ts';

export interface DatasetsFound {
  /** Ids, in order. */
  readonly datasets: readonly string[];
  /** A sentence for each folder or file that belongs to no data set. */
  readonly unfit: readonly string[];
}

/** The data sets of a folder of uploads: its folders, by name. */
export async function datasetsIn(uploads: Store): Promise<DatasetsFound> {
  const folders = new Set<string>();
  const unfit: string[] = [];
  for await (const { key } of uploads.list('')) {
    const slash = key.indexOf('/');
    if (slash > 0) folders.add(key.slice(0, slash));
    else if (key.endsWith('.csv')) unfit.push(`"${key}" is not in a data set; put it into a folder named after one`);
  }
  for (const folder of folders) {
    if (isDatasetId(folder)) continue;
    unfit.push(
      `the folder "${folder}" cannot be a data set; its name must be of small letters, digits and hyphens, ` +
        'begin with a letter, and not be api, data, assets or site',
    );
  }
  return { datasets: [...folders].filter(isDatasetId), unfit };
}
