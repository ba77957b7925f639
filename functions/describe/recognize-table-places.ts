import { readGazetteer } from '../measures/gazetteer.ts';
import { type PlaceMatcher, placeMatcher } from '../measures/match-places.ts';
import { readRegionLists } from '../measures/region-lists.ts';
import { namesCodesOf } from './place-headings.ts';
import { type ColumnOfValues, type PlaceRecognition, recognizePlaces } from './recognize-places.ts';
import type { TableSource } from './table-source.ts';

/** More different values than the finest map has spellings of. */
const MAX_VALUES = 15_000;

let made: readonly PlaceMatcher[] | undefined;

function builtInMatchers(): readonly PlaceMatcher[] {
  const lists = readRegionLists();
  made ??= [...lists.keys()].map(map => placeMatcher(map, lists, readGazetteer()));
  return made;
}

/** Finds the column that names places on a built-in map. */
export async function placesOfTable(source: TableSource): Promise<PlaceRecognition> {
  const maps = [...readRegionLists().keys()];
  const columns: ColumnOfValues[] = [];
  for (const column of source.columns) {
    const mayName =
      column.type === 'text' || (column.type === 'integer' && maps.some(map => namesCodesOf(column.name, map)));
    const values = mayName ? await source.valuesOf(column, MAX_VALUES) : null;
    if (values !== null) columns.push({ heading: column.name, type: column.type, values });
  }
  return columns.length === 0
    ? { places: null, explanation: 'No column names places.' }
    : recognizePlaces(columns, builtInMatchers());
}
