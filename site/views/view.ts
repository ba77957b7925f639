import { VIEW_IDS, type ViewId } from '../../functions/contract/views.ts';
import type { Published } from '../data/published.ts';

/** How an address takes the place of the one before: as a step to go back from, or without one. */
export type Step = 'push' | 'replace';

/** What a tab is given to live in. */
export interface TabContext {
  /** The tab's own part of the page, which it fills. */
  readonly element: HTMLElement;
  readonly published: Published;
  /** Puts the search part of the address in place, `?…` or empty: every choice of a visitor lives there. */
  readonly write: (search: string, step: Step) => void;
  /** Has the title of the window written again, after what is shown has changed without a new address. */
  readonly retitle: () => void;
  /** Sentences about what an address asked for in vain; none hides them. */
  readonly tell: (notes: readonly string[]) => void;
  /** The search part that a tab has been left at; empty while it was not opened. */
  readonly searchOf: (tab: TabId) => string;
  /** Has the link to another tab lead to a search part; null leads to where that tab was left. */
  readonly offer: (tab: TabId, search: string | null) => void;
  /** The address of a tab of this data set, with a search part of its own. */
  readonly addressOf: (tab: TabId, search: string) => string;
}

export interface OpenTab {
  /** Shows what a search part asks for: when the tab is opened, and on Back and Forward. Writes no step. */
  readonly show: (search: string) => void | Promise<void>;
  /** Says what the tab shows, for the title of the window: `Visits in US counties`. */
  readonly title: () => string;
  /** Called when another tab takes its place; what moves must rest. */
  readonly hide?: () => void;
}

export const TAB_IDS = VIEW_IDS;
export type TabId = ViewId;

interface TabWords {
  readonly title: string;
  /** For search engines and previews. */
  readonly description: string;
}

/** What each tab is for. */
export const TAB_WORDS: Readonly<Record<TabId, TabWords>> = {
  map: { title: 'Map', description: 'A map by day that plays like a film, with the places that have most.' },
  curves: {
    title: 'Curves',
    description: 'Any places compared over time: in total or new, per capita, smoothed, aligned by where they begin.',
  },
  sandbox: {
    title: 'Sandbox',
    description: 'A model to try out: move its numbers and see the wave that they make.',
  },
  about: {
    title: 'About',
    description: 'Where the numbers come from, how they are cleaned, how new they are, and what was left out.',
  },
};
