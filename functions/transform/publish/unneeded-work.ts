import type { ListedObject, Store } from '../../store/store.ts';
import { statesInUse } from '../ledger.ts';
import type { StagedBatch } from '../stage/stage.ts';
import { inParallel } from './in-parallel.ts';

const READ_AT_ONCE = 32;

/**
 * What a data set has in the work store and no build will ask for: batches of rows of which no upload is listed and no
 * kept snapshot uses one, and states at the end of months that the ledger names no more. A record goes before its rows,
 * so that none is left that lies.
 *
 * @param inputs SHA-256 of the uploads that kept snapshots stand on
 */
export async function unneededWork(
  dataset: string,
  inputs: ReadonlySet<string>,
  { uploads, work }: { readonly uploads: Store; readonly work: Store },
): Promise<readonly ListedObject[]> {
  const etags = new Set<string>();
  for await (const { etag } of uploads.list(`${dataset}/`)) etags.add(etag);
  const states = await statesInUse(dataset, work);
  const unneeded: ListedObject[] = [];
  const records: ListedObject[] = [];
  const rows: ListedObject[] = [];
  for await (const object of work.list(`${dataset}/`)) {
    const { key } = object;
    const state = /\/states\/([^/]+)\.json\.br$/.exec(key)?.[1];
    if (state !== undefined && !states.has(state)) unneeded.push(object);
    if (/\/staged\/[^/]+\/[0-9a-f]{32}\.json$/.test(key)) records.push(object);
    if (/\/staged\/[^/]+\/[0-9a-f]{32}\.parquet$/.test(key)) rows.push(object);
  }
  const isNeeded = await inParallel(records, READ_AT_ONCE, async ({ key }) => {
    const object = await work.get(key);
    if (object === undefined) return false;
    const { uploads: staged }: StagedBatch = JSON.parse(Buffer.from(await object.bytes()).toString());
    return staged.some(([name, { sha256 }]) => inputs.has(sha256) || etags.has(name.slice(name.indexOf(' ') + 1)));
  });
  unneeded.push(...records.filter((_, index) => !isNeeded[index]));
  const needed = new Set(records.filter((_, index) => isNeeded[index]).map(({ key }) => key));
  unneeded.push(...rows.filter(({ key }) => !needed.has(key.replace(/parquet$/, 'json'))));
  return unneeded;
}
