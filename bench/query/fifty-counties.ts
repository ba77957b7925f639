import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { blobKey } from '../../functions/contract/keys.ts';
import { parseRegions } from '../../functions/contract/regions.ts';
import { readLiveSnapshot } from '../workbench/live-snapshot.ts';

/** One county of each of fifty states: the dearest question that the API answers. */
export async function fiftyCounties(out: string): Promise<string[]> {
  const { snapshot } = await readLiveSnapshot(out);
  const map = snapshot.maps.find(({ id }) => id === 'us-counties');
  if (map === undefined) throw new Error('the snapshot has no map "us-counties"');
  const stored = await readFile(join(out, blobKey(snapshot.dataset, map.regions)));
  const { ids, parents } = parseRegions(JSON.parse(brotliDecompressSync(stored).toString()), 'regions');
  const first = new Map<string, string>();
  for (const [row, id] of ids.entries()) {
    const parent = parents[row];
    if (/^\d{5}$/.test(id) && parent != null && !first.has(parent)) first.set(parent, id);
  }
  const counties = [...first.values()].slice(0, 50);
  if (counties.length < 50) throw new Error(`fifty states are needed; found ${counties.length}`);
  return counties;
}
