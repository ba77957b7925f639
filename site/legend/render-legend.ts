import type { MeasureKind } from '../../functions/contract/snapshot.ts';
import type { ColorScale } from '../color/color-scale.ts';
import { colorOf, MISSING, type Paint } from '../color/paint.ts';
import type { Palette } from '../color/palette.ts';
import { tickWords } from '../text/number-words.ts';
import { legendSwatches } from './legend-swatches.ts';
import { legendTicks } from './legend-ticks.ts';

/** Values below are long to write: fewer of them find room. */
const SMALL = 0.05;
const FEW_TICKS = 5;

export interface LegendContent {
  /** What the colours stand for: `Confirmed cases`. */
  readonly title: string;
  /** What is done to the counts: `per 100,000 people`; empty for counts. */
  readonly unit: string;
  /** What is counted, in a sentence, and what must be known of the map besides. */
  readonly note: string;
  readonly kind: MeasureKind;
  readonly scale: ColorScale;
  /** The paints that the map uses. */
  readonly used: ReadonlySet<Paint>;
}

/** A bar of the ramp with named ticks, and a swatch for each paint beside it that the map uses. */
export function renderLegend(
  element: HTMLElement,
  { title, unit, note, kind, scale, used }: LegendContent,
  palette: Palette,
): void {
  const swatches = legendSwatches(used, kind).map(({ name, paint }) =>
    swatch(name, paint === MISSING ? hatchingStyle(palette) : colorOf(paint, palette)),
  );
  element.replaceChildren(
    box('legend-title', title, ...(unit === '' ? [] : [box('legend-unit', unit)])),
    ...(scale.domain === null ? [] : [rampBar(scale, scale.domain, palette)]),
    box('legend-swatches', ...swatches),
    box('legend-note', note),
  );
}

function rampBar(scale: ColorScale, domain: readonly [number, number], palette: Palette): HTMLElement {
  const bar = box('legend-bar');
  bar.style.background = `linear-gradient(to right, ${palette.ramp.join(', ')})`;
  const ticks = legendTicks(domain, scale.kind, domain[0] < SMALL ? FEW_TICKS : undefined).map(value => {
    const tick = box('legend-tick', tickWords(value));
    tick.style.left = `${(scale.positionOf(value) * 100).toFixed(2)}%`;
    return tick;
  });
  return box('legend-ramp', bar, box('legend-ticks', ...ticks));
}

function swatch(name: string, background: string): HTMLElement {
  const color = box('legend-color');
  color.style.background = background;
  return box('legend-swatch', color, name);
}

function hatchingStyle({ missing, missingStroke }: Palette): string {
  return `repeating-linear-gradient(135deg, ${missingStroke} 0 1px, ${missing} 1px 4px)`;
}

function box(className: string, ...children: readonly (Node | string)[]): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  element.append(...children);
  return element;
}
