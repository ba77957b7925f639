import type { MatchKind } from '../../functions/contract/answers.ts';
import { readGazetteer } from '../../functions/measures/gazetteer.ts';
import { placeIndex } from '../../functions/measures/place-index.ts';
import { codeNote, searchPlaces } from '../../functions/measures/search-places.ts';
import { foldText } from '../../functions/measures/similar-names.ts';
import { type Place, placesOf } from '../data/places.ts';
import type { Published } from '../data/published.ts';
import type { PlacesFound } from './place-source.ts';

const MAX_FOUND = 12;

/** A search over all maps of a data set, with the same code as the API. */
export async function openSearch({ snapshot, readRegions }: Published): Promise<(text: string) => PlacesFound> {
  const tables = await Promise.all(snapshot.maps.map(({ regions }) => readRegions(regions)));
  const index = placeIndex(tables, readGazetteer());
  const titles = new Map(snapshot.maps.map(({ id, title }) => [id, title]));
  const places = new Map<string, readonly Place[]>(tables.map(table => [table.map, placesOf(table)]));
  return text => ({
    note: codeNote(index, text),
    places: searchPlaces(index, text)
      .slice(0, MAX_FOUND)
      .map(match => {
        const { id, row, table } = match.place;
        const name = places.get(table.map)?.[row]?.name ?? id;
        return { id, name, map: table.map, label: matchLabel(match, name), detail: titles.get(table.map) ?? table.map };
      }),
  });
}

/** What a place was found by, if its name does not show it: `includes Chicago`, `also called Burma`, `FIPS code 10001`. */
export function matchLabel({ kind, text }: { kind: MatchKind; text: string }, name: string): string | null {
  switch (kind) {
    case 'city':
    case 'part':
      return `includes ${text}`;
    case 'alias':
      return foldText(name).startsWith(foldText(text)) ? null : `also called ${text}`;
    case 'id':
    case 'code':
      return /^\d{5}$/.test(text) ? `FIPS code ${text}` : `code ${text}`;
    case 'name':
    case 'parent':
      return null;
  }
}
