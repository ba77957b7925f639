import type { LiveSnapshot } from './live-snapshot.ts';
import type { PublishedFile } from './published-files.ts';

/** The stored bytes of all that belongs to a snapshot; what older ones left beside it does not count. */
export function snapshotBytes({ keys }: LiveSnapshot, files: ReadonlyMap<string, PublishedFile>): number {
  return [...keys].reduce((sum, key) => {
    const file = files.get(key);
    if (file === undefined) throw new Error(`"${key}" belongs to the snapshot and is not there`);
    return sum + file.bytes;
  }, 0);
}
