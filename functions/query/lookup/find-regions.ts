import type { RegionDescription } from '../../contract/answers.ts';
import { Problem } from '../../contract/problem.ts';
import { nearestNames } from '../../measures/similar-names.ts';
import { quoteGiven } from '../parameters/bad-parameter.ts';
import type { DatasetView } from '../published/dataset-view.ts';
import type { Published } from '../published/published.ts';
import { describeRow, type RegionTable } from './region-table.ts';
import { searchRegions } from './search-regions.ts';

/** The regions of every map of the snapshot, in the order of its maps. */
export function readRegionTables(published: Published, { dataset, snapshot }: DatasetView): Promise<RegionTable[]> {
  return Promise.all(snapshot.maps.map(map => published.regions(dataset, map.regions)));
}

/** Regions by their ids, which are unique over all maps, in the order asked. */
export function findRegions(tables: readonly RegionTable[], ids: readonly string[]): RegionDescription[] {
  return ids.map(id => {
    const table = tables.find(candidate => candidate.rowOf.has(id));
    const row = table?.rowOf.get(id);
    if (!table || row === undefined) throw unknownRegion(tables, id);
    return describeRow(table, row);
  });
}

const MAX_NEAREST = 5;

/** Says which regions may have been meant: those that a search finds, else those whose ids or names are similar. */
export function unknownRegion(tables: readonly RegionTable[], given: string): Problem {
  const { regions } = searchRegions(tables, { q: given, parent: null, limit: MAX_NEAREST });
  const found = regions.filter(({ matchedBy }) => matchedBy !== 'parent');
  const nearest = found.length > 0 ? found : findRegions(tables, nearestIds(tables, given));
  const hint = nearest.map(({ id, name }) => `${id} (${name})`).join(', ');
  const message = `there is no region ${quoteGiven(given)}${hint === '' ? '' : `; nearest: ${hint}`}`;
  return new Problem('unknown-region', message, { nearest: nearest.map(({ id }) => id) });
}

function nearestIds(tables: readonly RegionTable[], given: string): string[] {
  const byName = new Map(tables.flatMap(({ ids, names }) => names.map((name, row) => [name, ids[row] ?? ''])));
  const ids = tables.flatMap(table => table.ids);
  const near = nearestNames(given, [...ids, ...byName.keys()]);
  const known = new Set(ids);
  return [...new Set(near.map(name => (known.has(name) ? name : (byName.get(name) ?? ''))))];
}
