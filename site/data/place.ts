import type { Regions } from '../../functions/contract/regions.ts';

/** A region as the page names it. */
export interface Place {
  readonly id: string;
  /** Its row in every column of the map. */
  readonly row: number;
  /** `Cook, Illinois` */
  readonly name: string;
  readonly population: number | null;
  /** The day of its first record. */
  readonly firstDate: string;
  /** The regions that are added up where one shape stands for several; such a place has no row of its own. */
  readonly parts?: readonly Place[];
}

/** The regions of a map, in the order of their rows; named with their parents where those tell them apart. */
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
