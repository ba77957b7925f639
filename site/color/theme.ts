import type { Theme } from './palette.ts';

const KEY = 'theme';
const DARK = '(prefers-color-scheme: dark)';
const FORCED = '(forced-colors: active)';
const listeners = new Set<() => void>();
let isPrinting = false;

/** Light on paper, else the visitor's choice if there is one, else the preference of the system. */
export function currentTheme(): Theme {
  return ownTheme() ?? (matchMedia(DARK).matches ? 'dark' : 'light');
}

/** Whether the system replaces the colors of the page, as for high contrast. */
export function hasForcedColors(): boolean {
  return matchMedia(FORCED).matches;
}

export function onThemeChange(listener: () => void): void {
  listeners.add(listener);
}

/** Makes a theme the visitor's choice, for this page and the next. The one that the system prefers needs no choice. */
export function chooseTheme(theme: Theme): void {
  const standard = theme === (matchMedia(DARK).matches ? 'dark' : 'light');
  store(standard ? null : theme);
  apply();
}

/** Applies the stored choice, and from then on follows the system and its printer. */
export function startTheme(): void {
  apply();
  for (const query of [DARK, FORCED]) matchMedia(query).addEventListener('change', apply);
  for (const name of ['beforeprint', 'afterprint']) {
    addEventListener(name, () => {
      isPrinting = name === 'beforeprint';
      apply();
    });
  }
}

function apply(): void {
  const own = ownTheme();
  if (own === null) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = own;
  for (const listener of listeners) listener();
}

/** With forced colors, the system's preference says whether the background is dark; a choice made here would not fit. */
function ownTheme(): Theme | null {
  if (isPrinting) return 'light';
  return matchMedia(FORCED).matches ? null : chosenTheme();
}

/** Storage may be denied (private windows, frames). A choice then lasts as long as the page. */
let unstored: Theme | null = null;

function chosenTheme(): Theme | null {
  try {
    const stored = localStorage.getItem(KEY);
    return stored === 'dark' || stored === 'light' ? stored : unstored;
  } catch {
    return unstored;
  }
}

function store(theme: Theme | null): void {
  unstored = theme;
  try {
    if (theme === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // `unstored` holds it.
  }
}
