import type { Theme } from '../color/palette.ts';

const KEY = 'theme';
const prefersDark = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

/** The visitor's own choice where there is one, else what the system prefers. */
export function currentTheme(): Theme {
  return chosenTheme() ?? (prefersDark.matches ? 'dark' : 'light');
}

export function onThemeChange(listener: () => void): void {
  listeners.add(listener);
}

/** Makes a theme the visitor's choice, for this page and the next; one that the system prefers anyway needs none. */
export function chooseTheme(theme: Theme): void {
  const standard = theme === (prefersDark.matches ? 'dark' : 'light');
  keep(standard ? null : theme);
  apply();
}

/** Brings the kept choice onto the page and follows the system from then on. */
export function startTheme(): void {
  apply();
  prefersDark.addEventListener('change', apply);
}

function apply(): void {
  const chosen = chosenTheme();
  if (chosen === null) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
  for (const listener of listeners) listener();
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
