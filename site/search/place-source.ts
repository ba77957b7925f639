import type { Published } from '../data/published.ts';

export interface FoundPlace {
  readonly id: string;
  /** `Elm, Northmoor` */
  readonly name: string;
  readonly map: string;
  /** What it was found by, if that is not its name: `includes Chicago`. */
  readonly label: string | null;
  /** What tells it from others: `22,101 visits` or `districts`. */
  readonly detail: string;
}

export interface PlacesFound {
  readonly places: readonly FoundPlace[];
  /** A remark on the answer, or null. */
  readonly note: string | null;
}

export interface PlaceSource {
  readonly find: (text: string) => Promise<PlacesFound>;
  /** Loads the search before the first question. */
  readonly prepare: () => void;
}

/** The search over all maps of a data set: its code, the gazetteer and the regions are loaded when it is first used. */
export function placeSource(published: Published): PlaceSource {
  let opened: Promise<(text: string) => PlacesFound> | null = null;
  const open = () => {
    opened ??= import('./open-search.ts').then(({ openSearch }) => openSearch(published));
    opened.catch(() => {
      opened = null;
    });
    return opened;
  };
  return {
    find: async text => (await open())(text),
    prepare: () => void open().catch(() => undefined),
  };
}
