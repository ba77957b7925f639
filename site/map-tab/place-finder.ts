import type { Place } from '../data/place.ts';
import { matchPlaces } from '../search/match-places.ts';
import { placeSearch } from '../search/place-search.ts';
import { figureOf } from './place-lines.ts';
import type { Shown } from './shown.ts';

const MAX_FOUND = 12;

/** A search over the places of the map, by name, code or shape, largest value first: “Ohio” begins with the county of Ohio that has most. */
export function placeFinder(element: HTMLElement, shown: () => Shown | null, onChoose: (place: string) => void): void {
  const search = placeSearch(element, {
    label: 'Find a place on the map',
    placeholder: 'Find a place',
    find: text => {
      const now = shown();
      if (now === null) return [];
      const { values, session } = now;
      const others = shapeNames(now);
      const sizeOf = (row: number) => values[row] ?? -Infinity;
      const places = [...session.data.places].sort((a, b) => sizeOf(b.row) - sizeOf(a.row));
      const named = places.map(place => ({
        place,
        name: [place.name, place.id, ...(others.get(place) ?? [])].join(' '),
      }));
      return matchPlaces(text, named, MAX_FOUND).map(({ place }) => ({
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

/** What the shapes of a place are called: who looks for Queens means New York City. */
function shapeNames({ session, drawn }: Shown): ReadonlyMap<Place, readonly string[]> {
  const names = new Map<Place, string[]>();
  for (const [index, place] of drawn.entries()) {
    const name = session.drawing.shapes[index]?.name;
    for (const part of place?.parts ?? (place === null ? [] : [place]))
      if (name !== undefined) names.set(part, [...(names.get(part) ?? []), name]);
  }
  return names;
}
