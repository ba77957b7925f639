import { currentTheme, hasForcedColors } from '../shell/theme.ts';

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
