import type { TabId } from '../address/path.ts';
import type { Published } from '../data/published.ts';

/** How a new address enters the browser's history: as a step of its own, or in place of the current one. */
export type Step = 'push' | 'replace';

/** What the page gives to a tab. */
export interface TabContext {
  /** The part of the page that the tab fills. */
  readonly element: HTMLElement;
  readonly published: Published;
  /**
   * Writes what follows the name of the tab in the address, `?…` or empty, of a table `/visits/12?…`. It holds every
   * choice of a visitor.
   */
  readonly write: (search: string, step: Step) => void;
  /** Updates the title of the window after a change that left the address alone. */
  readonly retitle: () => void;
  /** Shows sentences above the view, such as what an address asked for in vain; an empty list hides them. */
  readonly showNotes: (notes: readonly string[]) => void;
  /** Replaces the page with a message: there is nothing to show. */
  readonly fail: (error: unknown) => void;
  /** The search part that a tab was left at; empty if it was not opened yet. */
  readonly searchOf: (tab: TabId) => string;
  /** Points the link of another tab at a search part; null points it at where that tab was left. */
  readonly linkTo: (tab: TabId, search: string | null) => void;
  /** The address of a tab of this data set. */
  readonly addressOf: (tab: TabId, search: string) => string;
}

export interface OpenTab {
  /** Shows what a search part asks for: when the tab is opened, and on Back and Forward. Adds no step to the history. */
  readonly show: (search: string) => void | Promise<void>;
  /** For the title of the window: `Visits in US counties`. */
  readonly title: () => string;
  /** Called when another tab takes its place; animations must stop. */
  readonly hide?: () => void;
}

interface TabTexts {
  readonly title: string;
  /** For search engines and previews. */
  readonly description: string;
}

export const TAB_TEXTS: Readonly<Record<TabId, TabTexts>> = {
  map: {
    title: 'Map',
    description: 'A map by day that plays like a movie, with a ranking of its places.',
  },
  curves: {
    title: 'Curves',
    description: 'Any places compared over time: total or new, per capita, smoothed, aligned by where they begin.',
  },
  table: {
    title: 'Table',
    description: 'Every row as it was published, to sort, filter and chart, with a profile of each column.',
  },
  sandbox: {
    title: 'Sandbox',
    description: 'A model to try out: change its numbers and see the wave they make.',
  },
  about: {
    title: 'About',
    description: 'Where the data comes from, how it is cleaned, how new it is, and what was left out.',
  },
  place: {
    title: 'Place',
    description: 'One place: its newest figures, how they change, and how it compares with the places around it.',
  },
};
