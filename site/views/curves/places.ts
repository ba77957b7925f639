import type { Latest } from '../../../functions/contract/latest.ts';
import type { Regions } from '../../../functions/contract/regions.ts';
import type { MapDescription } from '../../../functions/contract/snapshot.ts';
import { rank } from '../../../functions/measures/rank.ts';
import type { Published } from '../../data/published.ts';
import type { CurvePlace } from './model.ts';

export interface PlaceLookup {
  /** The places of ids, in their order; what no map has is left out. Small letters and large are the same. Reads the large maps only where the small ones lack one. */
  readonly find: (ids: readonly string[]) => Promise<readonly CurvePlace[]>;
}

/** Maps with more regions are read only when they are needed. */
const SMALL_MAP = 500;

/** Regions by id, from the published files: their names stand even where no function answers. */
export function placeLookup({ snapshot, readRegions }: Pick<Published, 'snapshot' | 'readRegions'>): PlaceLookup {
  const small = snapshot.maps.filter(({ regionCount }) => regionCount <= SMALL_MAP);
  const large = snapshot.maps.filter(({ regionCount }) => regionCount > SMALL_MAP);
  const kinds = new Map(snapshot.maps.flatMap(({ id, nouns }) => (nouns === null ? [] : [[id, nouns.one] as const])));
  const tables = new Map<string, Promise<Regions>>();
  const read = (map: MapDescription) => {
    const table = tables.get(map.regions) ?? readRegions(map.regions);
    tables.set(map.regions, table);
    table.catch(() => tables.delete(map.regions));
    return table;
  };

  const find = async (ids: readonly string[]) => {
    const near = await Promise.all(small.map(read));
    const isFound = (id: string) => near.some(table => rowOf(table, id) >= 0);
    const far = ids.every(isFound) ? [] : await Promise.all(large.map(read));
    return describePlaces(ids, [...near, ...far], kinds);
  };
  return { find };
}

/** The row of an id, whose letters may be small or large; -1 where there is none. */
function rowOf({ ids }: Regions, id: string): number {
  const row = ids.indexOf(id);
  return row >= 0 ? row : ids.findIndex(candidate => candidate.toLowerCase() === id.toLowerCase());
}

/** Places by their ids, each under the shortest name that tells it from the others. @param kinds by map: `state` */
export function describePlaces(
  ids: readonly string[],
  tables: readonly Regions[],
  kinds: ReadonlyMap<string, string>,
): CurvePlace[] {
  const rows = ids.flatMap(id => {
    for (const table of tables) {
      const row = rowOf(table, id);
      if (row >= 0) return [{ id: table.ids[row] ?? id, table, row }];
    }
    return [];
  });
  const ownNames = rows.map(({ table, row }) => table.names[row]);
  return rows.map(({ id, table, row }) => {
    const own = table.names[row] ?? id;
    const parent = table.parents[row] ?? null;
    const parentName = parent === null ? undefined : table.parentNames[parent];
    // A place within a place within another needs the name of its parent; others only beside a place of the same name.
    const isDeep =
      parent !== null && tables.some(({ ids, parents }) => (parents[ids.indexOf(parent)] ?? null) !== null);
    const isAlone = ownNames.filter(name => name === own).length === 1;
    const kind = kinds.get(table.map);
    const hasCity = ownNames.includes(`${own} City`) && kind !== undefined;
    return {
      id,
      name:
        parentName !== undefined && (!isAlone || isDeep) ? `${own}, ${parentName}` : hasCity ? `${own} (${kind})` : own,
      map: table.map,
      population: table.populations[row] ?? null,
      firstDate: table.firsts[row] ?? '',
    };
  });
}

/** So many places are shown where the data set names none. */
const OPENING_PLACES = 3;

/** The ids that a bare address shows: those that the data set names where they exist, else the largest of the first map. */
export async function standardPlaces(
  { snapshot, readLatest, readRegions }: Pick<Published, 'snapshot' | 'readLatest' | 'readRegions'>,
  lookup: PlaceLookup,
): Promise<readonly string[]> {
  const named = snapshot.curves.places;
  if (named.length > 0 && (await lookup.find(named)).length === named.length) return named;
  const [map] = snapshot.maps;
  const [measure] = snapshot.measures;
  if (map === undefined || measure === undefined) return [];
  const [regions, latest] = await Promise.all([readRegions(map.regions), readLatest(map.latest)]);
  return largestPlaces(regions, latest, measure.id, OPENING_PLACES);
}

/** The ids of the regions with the largest newest totals, largest first. */
export function largestPlaces(regions: Regions, latest: Latest, measure: string, count: number): string[] {
  const totals = latest.measures[measure]?.total ?? [];
  const items = regions.ids.map((id, row) => ({ id, row, name: regions.names[row] ?? id }));
  return rank(items, ({ row }) => totals[row] ?? null, count).map(({ item }) => item.id);
}
