import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { blobKey } from '../../functions/contract/keys.ts';
import { parseRegions } from '../../functions/contract/regions.ts';
import { readLiveSnapshot } from '../workbench/live-snapshot.ts';

/** One county of each of fifty states: the most expensive request that the API accepts. */
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

/**
 * Paths under /api/v1 of typical requests: series of one and of several places, rankings, searches, a whole map, an error;
 * JSON and CSV.
 */
export function mixedRequests(counties: readonly string[]): string[] {
  return counties.flatMap((county, index) => {
    const five = Array.from({ length: 5 }, (_, next) => counties[(index + next) % counties.length]).join(',');
    return [
      `series?regions=${county}`,
      `series?regions=${five}&measures=confirmed&change=new&smooth=7&per=100000`,
      `series?regions=${five}&align=total:100`,
      `series?regions=${county}&change=new&format=csv`,
      `ranking?map=us-counties&limit=${1 + (index % 20)}`,
      'ranking?map=world&change=new&per=100000&format=csv',
      `regions?q=${SEARCHES[index % SEARCHES.length]}`,
      `regions?map=us-states&limit=${50 + index}`,
      `series?regions=${county}x`,
    ].map(path => `/datasets/covid/${path}`);
  });
}

const SEARCHES = ['new', 'cote', 'san', 'd', 'cook%20illinois', '06037'];
