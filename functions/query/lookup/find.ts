import type { RegionDescription } from '../../contract/answers.ts';
import { Problem } from '../../contract/problem.ts';
import type { MapDescription, Snapshot } from '../../contract/snapshot.ts';
import { nearestNames } from '../../measures/similar-names.ts';
import { badParameter, quoteGiven } from '../parameters/bad-parameter.ts';
import type { DatasetView } from '../published/dataset-view.ts';
import type { PublishedReader } from '../published/published.ts';
import { describeRow, type MapRegions } from './region-table.ts';
import { searchRegions } from './search-regions.ts';

/** The regions of every map of the snapshot, in the order of its maps. */
export function readRegionTables(
  published: PublishedReader,
  { dataset, snapshot }: DatasetView,
): Promise<MapRegions[]> {
  return Promise.all(snapshot.maps.map(map => published.regions(dataset, map.regions)));
}

/** Regions by their ids, which are unique over all maps, in the order asked. */
export function findRegions(tables: readonly MapRegions[], ids: readonly string[]): RegionDescription[] {
  return ids.map(id => {
    const table = tables.find(candidate => candidate.rowOf.has(id));
    const row = table?.rowOf.get(id);
    if (!table || row === undefined) throw unknownRegion(tables, id);
    return describeRow(table, row);
  });
}

const MAX_NEAREST = 5;

/** Says which regions may have been meant: those that a search finds, else those whose ids or names are similar. */
export function unknownRegion(tables: readonly MapRegions[], given: string): Problem {
  const { regions } = searchRegions(tables, { q: given, parent: null, limit: MAX_NEAREST });
  const found = regions.filter(({ matchedBy }) => matchedBy !== 'parent');
  const nearest = found.length > 0 ? found : findRegions(tables, nearestIds(tables, given));
  const hint = nearest.map(({ id, name }) => `${id} (${name})`).join(', ');
  const message = `there is no region ${quoteGiven(given)}${hint === '' ? '' : `; nearest: ${hint}`}`;
  return new Problem('unknown-region', message, { nearest: nearest.map(({ id }) => id) });
}

function nearestIds(tables: readonly MapRegions[], given: string): string[] {
  const byName = new Map(tables.flatMap(({ ids, names }) => names.map((name, row) => [name, ids[row] ?? ''])));
  const ids = tables.flatMap(table => table.ids);
  const near = nearestNames(given, [...ids, ...byName.keys()]);
  const known = new Set(ids);
  return [...new Set(near.map(name => (known.has(name) ? name : (byName.get(name) ?? ''))))];
}

/** A map of the snapshot by its id; the first one where none is asked for. */
export function findMap(snapshot: Snapshot, id: string | null): MapDescription {
  const map = id === null ? snapshot.maps[0] : snapshot.maps.find(candidate => candidate.id === id);
  if (map) return map;
  const known = snapshot.maps.map(candidate => candidate.id);
  throw badParameter('"map"', `a map of "${snapshot.dataset}"`, id ?? '', nearestNames(id ?? '', known));
}

/** The id of a measure of the snapshot; the first one where none is asked for. `where` names the parameter. */
export function findMeasure(snapshot: Snapshot, id: string | null, where: string): string {
  const known = snapshot.measures.map(measure => measure.id);
  const found = id === null ? known[0] : known.find(measure => measure === id);
  if (found !== undefined) return found;
  throw badParameter(where, `a measure of "${snapshot.dataset}"`, id ?? '', nearestNames(id ?? '', known));
}

/** The ids of the measures asked for, in that order; all where none are. */
export function findMeasures(snapshot: Snapshot, ids: readonly string[] | null): readonly string[] {
  if (ids === null) return snapshot.measures.map(measure => measure.id);
  return ids.map(id => findMeasure(snapshot, id, '"measures"'));
}

interface Window {
  readonly from: string;
  readonly to: string;
}

/** The days asked for that the snapshot has: what reaches beyond its data is cut off, and nothing left is an error. */
export function findWindow(snapshot: Snapshot, from: string | null, to: string | null): Window {
  const { firstDate, lastDate } = snapshot;
  if (from !== null && to !== null && from > to) {
    throw new Problem('bad-parameter', `"from" must not be after "to"; found ${from} and ${to}`);
  }
  if ((from ?? firstDate) > lastDate || (to ?? lastDate) < firstDate) {
    const asked = from !== null && from > lastDate ? `"from" is ${from}` : `"to" is ${to}`;
    throw new Problem('bad-parameter', `the days must meet the data, ${firstDate} to ${lastDate}; ${asked}`);
  }
  return { from: later(from, firstDate), to: earlier(to, lastDate) };
}

function later(day: string | null, bound: string): string {
  return day !== null && day > bound ? day : bound;
}

function earlier(day: string | null, bound: string): string {
  return day !== null && day < bound ? day : bound;
}
