import type { Latest } from '../../functions/contract/latest.ts';
import type { Regions } from '../../functions/contract/regions.ts';
import { rank } from '../../functions/measures/rank.ts';
import type { Published } from '../data/published.ts';
import type { PlaceLookup } from './place-lookup.ts';

/** The places that the curves of COVID-19 open with. */
const OPENING = ['US-NY', 'US-MA', 'US-IN'];

/** The ids that a bare address shows: the usual three where they exist, else the three largest of the first map. */
export async function standardPlaces(
  { snapshot, readLatest, readRegions }: Pick<Published, 'snapshot' | 'readLatest' | 'readRegions'>,
  lookup: PlaceLookup,
): Promise<readonly string[]> {
  const known = await lookup.find(OPENING);
  if (known.length === OPENING.length) return OPENING;
  const [map] = snapshot.maps;
  const [measure] = snapshot.measures;
  if (map === undefined || measure === undefined) return [];
  const [regions, latest] = await Promise.all([readRegions(map.regions), readLatest(map.latest)]);
  return largestPlaces(regions, latest, measure.id, OPENING.length);
}

/** The ids of the regions with the largest newest totals, largest first. */
export function largestPlaces(regions: Regions, latest: Latest, measure: string, count: number): string[] {
  const totals = latest.measures[measure]?.total ?? [];
  const items = regions.ids.map((id, row) => ({ id, row, name: regions.names[row] ?? id }));
  return rank(items, ({ row }) => totals[row] ?? null, count).map(({ item }) => item.id);
}
