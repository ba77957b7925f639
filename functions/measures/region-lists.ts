import lists from '../../maps/gazetteer/regions.json' with { type: 'json' };
import { parseRegionLists, type RegionLists } from '../contract/region-lists.ts';

export interface ListedRegion {
  readonly id: string;
  readonly name: string;
  /** The id of the region that contains it, on another map; null for a country. */
  readonly parent: string | null;
}

/** The regions of maps, by map. */
export type ListedRegions = ReadonlyMap<string, readonly ListedRegion[]>;

let read: ListedRegions | undefined;

/** The regions of the built-in maps. */
export function readRegionLists(): ListedRegions {
  read ??= listedRegions(parseRegionLists(lists, 'maps/gazetteer/regions.json'));
  return read;
}

/** The regions of a file of lists, one by one. */
export function listedRegions({ maps }: RegionLists): ListedRegions {
  const regionsOf = (groups: RegionLists['maps'][string]) =>
    groups.flatMap(({ parent, ids, names }) => ids.map((id, row) => ({ id, name: names[row] ?? id, parent })));
  return new Map(Object.entries(maps).map(([map, groups]) => [map, regionsOf(groups)]));
}
