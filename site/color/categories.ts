import type { Theme } from './palette.ts';

/** Colors of categories, by theme; none is like the accent, which means what is selected. */
export const CATEGORIES: Readonly<Record<Theme, readonly string[]>> = {
  light: ['#c7622c', '#7b2a6e', '#2f6b7a', '#7f7bd6', '#7a8b1d', '#4a2c14'],
  dark: ['#f0955c', '#d68acb', '#7ab8c6', '#a5a2f5', '#b9c957', '#e9d3b4'],
};

/** All rows, behind those shown. */
export const ALL_ROWS: Readonly<Record<Theme, string>> = { light: '#dcd8cc', dark: '#33363e' };
