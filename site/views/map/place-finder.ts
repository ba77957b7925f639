import type { Published } from '../../data/published.ts';
import { placeSearch } from '../../search/place-search.ts';
import { type FoundPlace, placeSource } from '../../search/place-source.ts';
import { figureOf } from './hover.ts';
import type { Shown } from './model.ts';

/** A search over the places of all maps. Those of the current map come with their figures. */
export function placeFinder(
  element: HTMLElement,
  published: Published,
  shown: () => Shown | null,
  onChoose: (place: FoundPlace) => void,
): void {
  const { find, prepare } = placeSource(published);
  const withFigure = (place: FoundPlace): FoundPlace => {
    const now = shown();
    const here = now?.view.map === place.map ? now.session.data.places.find(({ id }) => id === place.id) : undefined;
    return now === null || here === undefined ? place : { ...place, detail: figureOf(now, here) };
  };
  const search = placeSearch(element, {
    label: 'Find a place on any map',
    placeholder: 'Find a place',
    source: {
      prepare,
      find: async text => {
        const { found, note } = await find(text);
        return { found: found.map(withFigure), note };
      },
    },
    onChoose: place => {
      search.clear();
      onChoose(place);
    },
  });
}
