import type { MeasureKind } from '../../../functions/contract/snapshot.ts';
import type { Palette } from '../../color/palette.ts';
import {
  type ColorScale,
  colorOf,
  INCOMPLETE,
  MISSING,
  NEGATIVE,
  NO_POPULATION,
  type Paint,
  ZERO,
} from '../../color/scale.ts';
import { element } from '../../controls/element.ts';
import type { Place } from '../../data/places.ts';
import { derivedWords } from '../../format/measures.ts';
import { countWords, tickWords, valueWords } from '../../format/numbers-and-dates.ts';
import { placesWithoutShape } from '../../geo/shape-targets.ts';
import { figureOf } from './hover.ts';
import { legendTicks } from './legend-ticks.ts';
import { hasReport, type Shown } from './model.ts';

/** Values below are long to write: fewer of them find room. */
const SMALL = 0.05;
const FEW_TICKS = 5;

export interface LegendContent {
  /** What the colours stand for: `Visits`. */
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

interface Swatch {
  readonly name: string;
  readonly paint: Paint;
}

/** What stands beside the ramp: whatever is not on it and the map uses. */
export function legendSwatches(used: ReadonlySet<Paint>, kind: MeasureKind): readonly Swatch[] {
  const swatches: readonly Swatch[] = [
    { name: 'Reported: 0', paint: ZERO },
    { name: kind === 'level' ? 'Fewer than the day before' : 'Below zero (a correction)', paint: NEGATIVE },
    { name: 'No population known', paint: NO_POPULATION },
    { name: 'A day before is missing', paint: INCOMPLETE },
    { name: 'No report, not zero', paint: MISSING },
  ];
  return swatches.filter(({ paint }) => used.has(paint));
}

/** So many are named in a line; more are folded away. */
const MAX_INLINE = 4;

interface Entry {
  readonly name: string;
  /** By which the places are ordered, and which are left out at 0. */
  readonly size: number;
  readonly words: string;
}

/** Names the places that have a value and nothing to be drawn as, largest first, so that no number is lost. */
export function renderWithoutShape(section: HTMLElement, shown: Shown): void {
  const entries = entriesOf(shown);
  section.hidden = entries.length === 0;
  const derived = derivedWords(shown.view.per, shown.view.smooth);
  const title = `Not on the map${derived === '' ? '' : ` (${derived})`}:`;
  if (entries.length <= MAX_INLINE) {
    const list = entries.map(({ name, words }) => `${name} (${words})`).join(' · ');
    section.replaceChildren(element('p', {}, `${title} ${list}`));
    return;
  }
  const open = section.querySelector('details')?.open ?? false;
  const items = entries.map(({ name, words }) => element('li', {}, name, ' ', element('span', {}, words)));
  const summary = element('summary', {}, `${title} ${entries.length} places, the largest ${entries[0]?.name}`);
  section.replaceChildren(element('details', { open }, summary, element('ul', {}, ...items)));
}

/** `Elm, Northmoor has no shape on this map. 1,234 visits.` */
export function withoutShapeWords(shown: Shown, place: Place): string {
  return `${place.name} has no shape on this map. ${figureOf(shown, place)}.`;
}

function entriesOf({ session, day, view, values, drawn }: Shown): readonly Entry[] {
  return placesWithoutShape(session.data.places, drawn, row => hasReport(day, row))
    .map(({ name, row }): Entry => {
      const value = values[row] ?? null;
      const count = day[view.change][row] ?? 0;
      // A count that cannot be divided is a number all the same.
      return value === null
        ? { name, size: count, words: `${countWords(count)}, no rate` }
        : { name, size: value, words: valueWords(value) };
    })
    .filter(({ size }) => size !== 0)
    .sort((a, b) => b.size - a.size || a.name.localeCompare(b.name, 'en'));
}
