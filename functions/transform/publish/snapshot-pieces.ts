import { blobKey, receiptKey } from '../../contract/keys.ts';
import { type MapIndex, parseMapIndex } from '../../contract/map-index.ts';
import { Problem } from '../../contract/problem.ts';
import type { Snapshot } from '../../contract/snapshot.ts';
import type { Store } from '../../store/store.ts';
import { decodeBody } from './body.ts';

/** The keys of all that a snapshot is made of, beside itself. Throws `not-published` where one that lists others is gone. */
export async function snapshotPieces(snapshot: Snapshot, site: Store): Promise<ReadonlySet<string>> {
  const { dataset, receipt, maps } = snapshot;
  const keys = new Set([receiptKey(dataset, receipt)]);
  for (const { id, index, regions, latest } of maps) {
    const pieces = await readMapIndex(blobKey(dataset, index), id, site);
    const listed = [...Object.values(pieces.frames), ...Object.values(pieces.series)].flat();
    for (const blob of [index, regions, latest, ...listed.map(({ blob }) => blob)]) keys.add(blobKey(dataset, blob));
  }
  return keys;
}

async function readMapIndex(key: string, map: string, site: Store): Promise<MapIndex> {
  const object = await site.get(key);
  if (object === undefined) throw new Problem('not-published', `${key}, which lists the pieces of ${map}, is gone`);
  return parseMapIndex(JSON.parse(await decodeBody(key, await object.bytes())), key);
}
