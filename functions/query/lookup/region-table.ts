import type { RegionDescription } from '../../contract/answers.ts';
import type { Parser } from '../../contract/expect.ts';
import { parseRegions, type Regions } from '../../contract/regions.ts';
import { foldWords } from '../../measures/fold-text.ts';

/** The regions of a map, and what looking them up by id or name needs. */
export interface RegionTable extends Regions {
  readonly rowOf: ReadonlyMap<string, number>;
  /** The words of each name, folded. */
  readonly words: readonly (readonly string[])[];
  /** The same of each parent's name, by its id. */
  readonly parentWords: Readonly<Record<string, readonly string[]>>;
}

export const parseRegionTable: Parser<RegionTable> = (value, where) => {
  const regions = parseRegions(value, where);
  const parents = Object.entries(regions.parentNames);
  return {
    ...regions,
    rowOf: new Map(regions.ids.map((id, row) => [id, row])),
    words: regions.names.map(foldWords),
    parentWords: Object.fromEntries(parents.map(([id, name]) => [id, foldWords(name)])),
  };
};

export function describeRow(table: RegionTable, row: number): RegionDescription {
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
