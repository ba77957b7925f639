import type { TabId } from './tab.ts';

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
    description: 'Any places compared over time: in total or new, per capita, smoothed, aligned by their first cases.',
  },
  sandbox: {
    title: 'Sandbox',
    description: 'How an epidemic runs: move the days of illness and the people each one infects, and see the wave.',
  },
  about: {
    title: 'About',
    description: 'Where the numbers come from, how they are cleaned, how new they are, and what was left out.',
  },
};
