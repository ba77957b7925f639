import type { ListedObject, Store } from '../../functions/store/store.ts';

/** The uploads of a data set as a build lists them. */
export async function listUploads(dataset: string, uploads: Store): Promise<ListedObject[]> {
  const listed: ListedObject[] = [];
  for await (const object of uploads.list(`${dataset}/`)) listed.push(object);
  return listed;
}
