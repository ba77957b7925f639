import type { Theme } from '../color/palette.ts';
import { currentTheme, hasForcedColors } from '../color/theme.ts';

/** The colors and fonts of the page, for what is drawn on a canvas. */
export interface Ink {
  readonly strong: string;
  readonly faint: string;
  readonly line: string;
  readonly page: string;
  readonly family: string;
}

/** One ink for each theme: asking for computed style in every frame of an animation costs a layout. */
const inks = new Map<string, Ink>();

export function inkOf(element: HTMLElement): Ink {
  const look = `${currentTheme()} ${hasForcedColors()}`;
  const ink = inks.get(look) ?? readInk(element);
  inks.set(look, ink);
  return ink;
}

function readInk(element: HTMLElement): Ink {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    strong: read('--ink'),
    faint: read('--ink-soft'),
    line: read('--line'),
    page: read('--page'),
    family: style.fontFamily,
  };
}

/**
 * Ten colors that distinguish curves, by theme. Each has a contrast of 3:1 or more with the page, and any two differ
 * under color blindness too. Found by search in OKLab under the simulation of Machado, Oliveira and Fernandes (2009);
 * the first few are used most.
 */
export const CATEGORICAL: Readonly<Record<Theme, readonly string[]>> = {
  light: ['#8c2d4f', '#2474b5', '#d06f1c', '#0d957e', '#4841af', '#8e5308', '#7d7ff3', '#592d07', '#3e0035', '#001a81'],
  dark: ['#f39a84', '#5fa8ec', '#e8c34a', '#56d3da', '#b26387', '#3a7411', '#c5f5fd', '#6260d1', '#929710', '#d0fd95'],
};

/** A color `#rrggbb` with an opacity from 0 to 1. */
export function fade(color: string, opacity: number): string {
  const alpha = Math.round(Math.min(1, Math.max(0, opacity)) * 255);
  return `${color}${alpha.toString(16).padStart(2, '0')}`;
}

/** CSS pixels per rem, which the visitor may have changed. */
export function rootPx(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}

/** The colors and the text size of the page, for a line chart. */
export interface PlotInk extends Ink {
  /** CSS pixels per rem: text and the space around it scale with it. */
  readonly rem: number;
}

/** The same with the colors of the sandbox's two scenarios. */
export interface ChartInks extends PlotInk {
  readonly scenarios: readonly [string, string];
  /** For areas. */
  readonly fills: readonly [string, string];
}

export function chartInks(element: HTMLElement): ChartInks {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    ...inkOf(element),
    scenarios: [read('--scenario-1'), read('--scenario-2')],
    fills: [read('--scenario-1-fill'), read('--scenario-2-fill')],
    rem: rootPx(),
  };
}
