import { datasetOfRootFile } from '../contract/dataset-id.ts';
import type { ListedObject, Store } from '../store/store.ts';

/** The uploads of a data set: the files at the root that have its id, then those in its folder. */
export async function* uploadsOf(dataset: string, store: Store): AsyncGenerator<ListedObject> {
  for await (const object of store.list('', { shallow: true })) {
    if (datasetOfRootFile(object.key) === dataset) yield object;
  }
  yield* store.list(`${dataset}/`);
}

/** How the files of a data set are named among themselves: those at the root lie above its folder. */
export function pathWithin(dataset: string, key: string): string {
  return key.startsWith(`${dataset}/`) ? key.slice(dataset.length + 1) : `../${key}`;
}
