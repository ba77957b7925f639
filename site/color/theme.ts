import type { Theme } from './palette.ts';

const KEY = 'theme';
/** Made when they are asked for, so that what only draws can be loaded without a window. */
const queries = new Map<string, MediaQueryList>();
const prefersDark = () => queryOf('(prefers-color-scheme: dark)');
const forcedColors = () => queryOf('(forced-colors: active)');
const listeners = new Set<() => void>();
let isPrinting = false;

/** Light on paper, else the visitor's own choice where there is one, else what the system prefers. */
export function currentTheme(): Theme {
  return ownTheme() ?? (prefersDark().matches ? 'dark' : 'light');
}

/** Whether the system replaces the colors of the page by its own, as for high contrast. */
export function hasForcedColors(): boolean {
  return forcedColors().matches;
}

export function onThemeChange(listener: () => void): void {
  listeners.add(listener);
}

/** Makes a theme the visitor's choice, for this page and the next; one that the system prefers anyway needs none. */
export function chooseTheme(theme: Theme): void {
  const standard = theme === (prefersDark().matches ? 'dark' : 'light');
  keep(standard ? null : theme);
  apply();
}

/** Brings the kept choice onto the page and follows the system and its printer from then on. */
export function startTheme(): void {
  apply();
  prefersDark().addEventListener('change', apply);
  forcedColors().addEventListener('change', apply);
  for (const name of ['beforeprint', 'afterprint']) {
    addEventListener(name, () => {
      isPrinting = name === 'beforeprint';
      apply();
    });
  }
}

function queryOf(media: string): MediaQueryList {
  const query = queries.get(media) ?? matchMedia(media);
  queries.set(media, query);
  return query;
}

function apply(): void {
  const own = ownTheme();
  if (own === null) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = own;
  for (const listener of listeners) listener();
}

/** Forced colors tell by the system's preference whether their ground is dark; a choice of the page's would not fit it. */
function ownTheme(): Theme | null {
  if (isPrinting) return 'light';
  return forcedColors().matches ? null : chosenTheme();
}

/** Storage may be refused (private windows, frames): then a choice lasts as long as the page. */
let unkept: Theme | null = null;

function chosenTheme(): Theme | null {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === 'dark' || kept === 'light' ? kept : unkept;
  } catch {
    return unkept;
  }
}

function keep(theme: Theme | null): void {
  unkept = theme;
  try {
    if (theme === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // `unkept` holds it.
  }
}
