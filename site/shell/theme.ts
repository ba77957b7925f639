import type { Theme } from '../color/palette.ts';

const dark = matchMedia('(prefers-color-scheme: dark)');

export function currentTheme(): Theme {
  return dark.matches ? 'dark' : 'light';
}

export function onThemeChange(listener: () => void): void {
  dark.addEventListener('change', listener);
}
