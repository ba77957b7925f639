import type { Regions } from '../../functions/contract/regions.ts';
import type { Published } from './published.ts';

/** A region, with the name that the page uses. */
export interface Place {
  readonly id: string;
  /** Its row in every column of the map. */
  readonly row: number;
  /** `Elm, Northmoor` */
  readonly name: string;
  readonly population: number | null;
  /** The day of its first record. */
  readonly firstDate: string;
  /** For a shape that stands for several regions: these are added up, and the place has no row of its own. */
  readonly parts?: readonly Place[];
}

/** The regions of a map, in the order of their rows. Names include the parent if there are several parents. */
export function placesOf(regions: Regions): readonly Place[] {
  const isOneParent = new Set(regions.parents).size === 1;
  return regions.ids.map((id, row) => {
    const name = regions.names[row] ?? id;
    const parent = regions.parents[row] ?? null;
    const parentName = parent === null ? undefined : regions.parentNames[parent];
    return {
      id,
      row,
      name: parentName === undefined || isOneParent ? name : `${name}, ${parentName}`,
      population: regions.populations[row] ?? null,
      firstDate: regions.firsts[row] ?? '',
    };
  });
}

/** The places of all maps of a data set by id, as far as their maps have been read. */
export interface PlaceNames {
  readonly nameOf: (id: string) => string | undefined;
  readonly isOn: (id: string, map: string) => boolean;
  /** Reads maps until all of these places are known, or no map is left. */
  readonly learn: (ids: readonly string[]) => Promise<void>;
}

export function placeNames(published: Published): PlaceNames {
  const known = new Map<string, { readonly name: string; readonly map: string }>();
  const unread = [...published.snapshot.maps];

  const learn: PlaceNames['learn'] = async ids => {
    while (ids.some(id => !known.has(id))) {
      const map = unread.shift();
      if (map === undefined) return;
      try {
        const regions = await published.readRegions(map.regions);
        for (const { id, name } of placesOf(regions)) known.set(id, { name, map: map.id });
      } catch (error) {
        unread.push(map);
        throw error;
      }
    }
  };
  return { learn, nameOf: id => known.get(id)?.name, isOn: (id, map) => known.get(id)?.map === map };
}
