import { type Pointer, parsePointer } from '../../contract/pointer.ts';
import type { Store } from '../../store/store.ts';
import { inParallel } from './in-parallel.ts';
import { readPointer } from './publish.ts';

const READ_AT_ONCE = 32;

/** Every pointer that a data set ever had and that was kept, oldest first; the last is the one there is. */
export async function readHistory(dataset: string, site: Store): Promise<readonly Pointer[]> {
  // The present one first: whatever replaces it meanwhile keeps it, and it is then known twice.
  const { pointer: present } = await readPointer(dataset, site);
  if (present === null) return [];
  const keys: string[] = [];
  for await (const { key } of site.list(`data/${dataset}/history/`)) keys.push(key);
  const past = await inParallel(keys, READ_AT_ONCE, async key => {
    const object = await site.get(key);
    return object === undefined ? [] : [parsePointer(JSON.parse(Buffer.from(await object.bytes()).toString()), key)];
  });
  return [...past.flat().filter(({ sequence }) => sequence < present.sequence), present];
}
