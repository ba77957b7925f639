import type { Theme } from '../color/palette.ts';
import { currentTheme, hasForcedColors } from '../color/theme.ts';

/** The colours and the letters of the page, for what is drawn on a canvas. */
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
 * Ten colours that tell curves apart, by theme. Each stands out from the page (3 : 1 or more), and any two differ also
 * for eyes that do not see red or green. Found by search in OKLab under the simulation of Machado, Oliveira and
 * Fernandes (2009); the first few are those that are seen most.
 */
export const CATEGORICAL: Readonly<Record<Theme, readonly string[]>> = {
  light: ['#8c2d4f', '#2474b5', '#d06f1c', '#0d957e', '#4841af', '#8e5308', '#7d7ff3', '#592d07', '#3e0035', '#001a81'],
  dark: ['#f39a84', '#5fa8ec', '#e8c34a', '#56d3da', '#b26387', '#3a7411', '#c5f5fd', '#6260d1', '#929710', '#d0fd95'],
};

/** A colour `#rrggbb` that lets as much of its ground through as an opacity, 0 to 1, leaves. */
export function fade(color: string, opacity: number): string {
  const alpha = Math.round(Math.min(1, Math.max(0, opacity)) * 255);
  return `${color}${alpha.toString(16).padStart(2, '0')}`;
}

/** CSS pixels of a rem: what the visitor has chosen for letters, for what is drawn and measured in script. */
export function rootPx(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}

/** The letters of a chart, as a part of the page's. */
const PART = 0.8;

/** How large the letters of a chart are, in CSS pixels: they grow with those of the page. */
export function textPx(): number {
  return rootPx() * PART;
}

/** The colours of the page and those of the two scenarios, for what is drawn on a canvas. */
export interface ChartInks extends Ink {
  readonly scenarios: readonly [string, string];
  /** The same, for areas. */
  readonly fills: readonly [string, string];
  /** CSS pixels of a rem: letters and what stands around them grow with it. */
  readonly rem: number;
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
