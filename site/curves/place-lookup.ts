import type { Regions } from '../../functions/contract/regions.ts';
import type { MapDescription } from '../../functions/contract/snapshot.ts';
import type { Published } from '../data/published.ts';
import type { CurvePlace } from './curve-place.ts';

export interface PlaceLookup {
  /** The places of ids, in their order; what no map has is left out. Reads the large maps only where the small ones lack one. */
  readonly find: (ids: readonly string[]) => Promise<readonly CurvePlace[]>;
}

/** Maps with more regions are read only when they are needed. */
const SMALL_MAP = 500;

/** Regions by id, from the published files: their names stand even where no function answers. */
export function placeLookup({ snapshot, readRegions }: Pick<Published, 'snapshot' | 'readRegions'>): PlaceLookup {
  const small = snapshot.maps.filter(({ regionCount }) => regionCount <= SMALL_MAP);
  const large = snapshot.maps.filter(({ regionCount }) => regionCount > SMALL_MAP);
  const tables = new Map<string, Promise<Regions>>();
  const read = (map: MapDescription) => {
    const table = tables.get(map.regions) ?? readRegions(map.regions);
    tables.set(map.regions, table);
    table.catch(() => tables.delete(map.regions));
    return table;
  };

  const find = async (ids: readonly string[]) => {
    const near = await Promise.all(small.map(read));
    const isFound = (id: string) => near.some(table => table.ids.includes(id));
    const far = ids.every(isFound) ? [] : await Promise.all(large.map(read));
    return describePlaces(ids, [...near, ...far]);
  };
  return { find };
}

/** Places by their ids, each under the shortest name that tells it from the others. */
export function describePlaces(ids: readonly string[], tables: readonly Regions[]): CurvePlace[] {
  const rows = ids.flatMap(id => {
    const table = tables.find(candidate => candidate.ids.includes(id));
    return table === undefined ? [] : [{ id, table, row: table.ids.indexOf(id) }];
  });
  const ownNames = rows.map(({ table, row }) => table.names[row]);
  return rows.map(({ id, table, row }) => {
    const own = table.names[row] ?? id;
    const parent = table.parents[row] ?? null;
    const parentName = parent === null ? undefined : table.parentNames[parent];
    // A county needs its state; a state needs its country only beside a place of the same name.
    const isDeep =
      parent !== null && tables.some(({ ids, parents }) => (parents[ids.indexOf(parent)] ?? null) !== null);
    const isAlone = ownNames.filter(name => name === own).length === 1;
    return {
      id,
      name: parentName === undefined || (isAlone && !isDeep) ? own : `${own}, ${parentName}`,
      map: table.map,
      population: table.populations[row] ?? null,
      firstDate: table.firsts[row] ?? '',
    };
  });
}
