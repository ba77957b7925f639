import type { FoundRegion } from '../../contract/answers.ts';
import { readGazetteer } from '../../measures/gazetteer.ts';
import { type PlaceIndex, placeIndex } from '../../measures/place-index.ts';
import { codeNote, searchPlaces } from '../../measures/search-places.ts';
import { describeRow, type MapRegions } from './region-table.ts';

export interface RegionSearch {
  readonly q: string | null;
  readonly parent: string | null;
  readonly limit: number;
}

export interface RegionsFound {
  readonly regions: readonly FoundRegion[];
  readonly note: string | null;
}

/** Regions that fit a query, best first; without one all of them, the largest population first. */
export function searchRegions(tables: readonly MapRegions[], { q, parent, limit }: RegionSearch): RegionsFound {
  if (q === null) return { regions: largest(tables, parent).slice(0, limit), note: null };
  const index = indexOf(tables);
  const found = searchPlaces(index, q).filter(({ place }) => parent === null || place.parent === parent);
  const regions = found.slice(0, limit).map(({ place: { table, row }, kind, text }) => ({
    ...describeRow(table, row),
    matchedBy: kind,
    matched: text,
  }));
  return { regions, note: codeNote(index, q) };
}

function largest(tables: readonly MapRegions[], parent: string | null): FoundRegion[] {
  const size = ({ population }: FoundRegion) => population ?? -1;
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return tables
    .flatMap(table => table.ids.map((_, row) => ({ ...describeRow(table, row), matchedBy: null, matched: null })))
    .filter(region => parent === null || region.parent === parent)
    .sort((a, b) => size(b) - size(a) || compare(a.name, b.name) || compare(a.id, b.id));
}

/** Indexes by the first of their tables, as long as that is in memory. */
const made = new WeakMap<MapRegions, { tables: readonly MapRegions[]; index: PlaceIndex<MapRegions> }[]>();

function indexOf(tables: readonly MapRegions[]): PlaceIndex<MapRegions> {
  const [first] = tables;
  const known = (first && made.get(first)) ?? [];
  const same = known.find(
    entry => entry.tables.length === tables.length && entry.tables.every((t, i) => t === tables[i]),
  );
  if (same !== undefined) return same.index;
  const index = placeIndex(tables, readGazetteer());
  if (first !== undefined) made.set(first, [...known, { tables, index }].slice(-MAX_KEPT));
  return index;
}

/** One over all maps, and one over the first map alone. */
const MAX_KEPT = 2;
