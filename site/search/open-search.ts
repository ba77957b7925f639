import type { MatchKind } from '../../functions/contract/answers.ts';
import { readGazetteer } from '../../functions/measures/gazetteer.ts';
import { placeIndex } from '../../functions/measures/place-index.ts';
import { codeNote, searchPlaces } from '../../functions/measures/search-places.ts';
import { foldText } from '../../functions/measures/similar-names.ts';
import { type Place, placesOf } from '../data/places.ts';
import type { Published } from '../data/published.ts';
import type { FoundPlace, SearchAnswer } from './place-source.ts';

const MAX_FOUND = 12;

/** A search over all maps of a data set, with the same code as the API. */
export async function openSearch({
  snapshot,
  readRegions,
}: Published): Promise<(text: string) => SearchAnswer<FoundPlace>> {
  const tables = await Promise.all(snapshot.maps.map(({ regions }) => readRegions(regions)));
  const index = placeIndex(tables, readGazetteer());
  const titles = new Map(snapshot.maps.map(({ id, title }) => [id, title]));
  const places = new Map<string, readonly Place[]>(tables.map(table => [table.map, placesOf(table)]));
  return text => ({
    note: codeNote(index, text),
    found: searchPlaces(index, text)
      .slice(0, MAX_FOUND)
      .map(match => {
        const { id, row, table } = match.place;
        const name = places.get(table.map)?.[row]?.name ?? id;
        return {
          id,
          name,
          map: table.map,
          label: matchLabel(match, name, index.codeNames[table.map]),
          detail: titles.get(table.map) ?? table.map,
        };
      }),
  });
}

/** By what a place was found, if its name does not say so: `includes Chicago`, `also called Burma`, `code MMR`. */
export function matchLabel(
  { kind, text }: { kind: MatchKind; text: string },
  name: string,
  numberName = 'code',
): string | null {
  switch (kind) {
    case 'city':
    case 'part':
      return `includes ${text}`;
    case 'alias':
      return foldText(name).startsWith(foldText(text)) ? null : `also called ${text}`;
    case 'id':
    case 'code':
      return `${/^\d+$/.test(text) ? numberName : 'code'} ${text}`;
    case 'name':
    case 'parent':
      return null;
  }
}
