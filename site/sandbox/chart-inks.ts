import { type Ink, inkOf } from '../chart/ink.ts';
import { rootPx } from '../chart/root-px.ts';

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
