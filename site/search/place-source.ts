import type { Published } from '../data/published.ts';

/** What a search lists. */
export interface Found {
  /** `Elm, Northmoor` */
  readonly name: string;
  /** What it was found by, if that is not its name: `includes Chicago`. */
  readonly label: string | null;
  /** What tells it from others: `22,101 visits` or `districts`. */
  readonly detail: string;
  /** The heading that it is listed under; without one, there is a single list. */
  readonly group?: string;
}

export interface FoundPlace extends Found {
  readonly id: string;
  readonly map: string;
}

export interface SearchAnswer<F extends Found> {
  readonly found: readonly F[];
  /** A remark on the answer, or null. */
  readonly note: string | null;
}

export interface SearchSource<F extends Found> {
  readonly find: (text: string) => Promise<SearchAnswer<F>>;
  /** Loads the search before the first question. */
  readonly prepare: () => void;
}

/** The search over all maps of a data set: its code, the gazetteer and the regions are loaded when it is first used. */
export function placeSource(published: Published): SearchSource<FoundPlace> {
  let opened: Promise<(text: string) => SearchAnswer<FoundPlace>> | null = null;
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
