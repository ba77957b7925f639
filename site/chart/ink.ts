import type { Theme } from '../color/palette.ts';
import { currentTheme } from '../shell/theme.ts';

/** The colours and the letters of the page, for what is drawn on a canvas. */
export interface Ink {
  readonly strong: string;
  readonly faint: string;
  readonly line: string;
  readonly page: string;
  readonly family: string;
}

/** One ink for each theme: asking for computed style in every frame of an animation costs a layout. */
const inks = new Map<Theme, Ink>();

export function inkOf(element: HTMLElement): Ink {
  const theme = currentTheme();
  const ink = inks.get(theme) ?? readInk(element);
  inks.set(theme, ink);
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
