import { matchPlaces } from '../search/match-places.ts';
import { placeSearch } from '../search/place-search.ts';
import { figureOf } from './place-lines.ts';
import type { Shown } from './shown.ts';

const MAX_FOUND = 12;

/** A search over the places of the map, largest value first: “Ohio” begins with the county of Ohio that has most. */
export function placeFinder(element: HTMLElement, shown: () => Shown | null, onChoose: (place: string) => void): void {
  const search = placeSearch(element, {
    label: 'Find a place on the map',
    placeholder: 'Find a place',
    find: text => {
      const now = shown();
      if (now === null) return [];
      const { values, session } = now;
      const sizeOf = (row: number) => values[row] ?? -Infinity;
      const places = [...session.data.places].sort((a, b) => sizeOf(b.row) - sizeOf(a.row));
      return matchPlaces(text, places, MAX_FOUND).map(place => ({
        id: place.id,
        name: place.name,
        detail: figureOf(now, place),
      }));
    },
    onChoose: ({ id }) => {
      search.clear();
      onChoose(id);
    },
  });
}
