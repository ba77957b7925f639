/** The colours and the letters of the page, for what is drawn on a canvas. */
export interface Ink {
  readonly strong: string;
  readonly faint: string;
  readonly line: string;
  readonly page: string;
  readonly family: string;
}

export function inkOf(element: HTMLElement): Ink {
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
