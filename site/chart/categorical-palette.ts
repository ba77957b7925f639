import type { Theme } from '../color/palette.ts';

/**
 * Ten colours that tell curves apart, by theme. Each stands out from the page (3 : 1 or more), and any two differ also
 * for eyes that do not see red or green. Found by search in OKLab under the simulation of Machado, Oliveira and
 * Fernandes (2009); the first few are those that are seen most.
 */
export const CATEGORICAL: Readonly<Record<Theme, readonly string[]>> = {
  light: ['#8c2d4f', '#2474b5', '#d06f1c', '#0d957e', '#4841af', '#8e5308', '#7d7ff3', '#592d07', '#3e0035', '#001a81'],
  dark: ['#f39a84', '#5fa8ec', '#e8c34a', '#56d3da', '#b26387', '#3a7411', '#c5f5fd', '#6260d1', '#929710', '#d0fd95'],
};
