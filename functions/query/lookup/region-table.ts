import type { RegionDescription } from '../../contract/answers.ts';
import { parseRegions, type Regions } from '../../contract/regions.ts';
import type { Parser } from '../../contract/schema.ts';

/** The regions of a map, and what looking them up by id needs. */
export interface MapRegions extends Regions {
  readonly rowOf: ReadonlyMap<string, number>;
}

export const parseRegionTable: Parser<MapRegions> = (value, where) => {
  const regions = parseRegions(value, where);
  return { ...regions, rowOf: new Map(regions.ids.map((id, row) => [id, row])) };
};

export function describeRow(table: MapRegions, row: number): RegionDescription {
  const parent = table.parents[row] ?? null;
  return {
    id: table.ids[row] ?? '',
    name: table.names[row] ?? '',
    map: table.map,
    parent,
    parentName: parent === null ? null : (table.parentNames[parent] ?? null),
    population: table.populations[row] ?? null,
    firstDate: table.firsts[row] ?? '',
  };
}
