import type { MeasureKind } from '../../../functions/contract/snapshot.ts';
import { legendTicks } from '../../charts/value-ticks.ts';
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
import { capitalized, derivedLabel, measureLabel } from '../../format/measures.ts';
import { formatCount, formatTick, formatValue } from '../../format/numbers-and-dates.ts';
import { placesWithoutShape } from '../../geo/shape-targets.ts';
import { figureOf } from './hover.ts';
import { hasReport, type Shown } from './model.ts';

/** Values below are long to write: fewer ticks fit. */
const SMALL = 0.05;
const FEW_TICKS = 5;

export interface LegendContent {
  /** What the colors stand for: `Visits`. */
  readonly title: string;
  /** What is done to the counts: `per 100,000 people`; empty for counts. */
  readonly unit: string;
  /** What is counted, in a sentence, and what else a reader of the map must know. */
  readonly note: string;
  readonly kind: MeasureKind;
  readonly scale: ColorScale;
  /** The paints that the map uses. */
  readonly used: ReadonlySet<Paint>;
}

/** What the colors of a map mean. */
export function legendOf({ measure, view, scale, paints, heldBack }: Shown): LegendContent {
  const used = new Set(paints);
  return {
    title: capitalized(measureLabel(measure, view.change)),
    unit: derivedLabel(view.per, view.smooth),
    note: [measure.description, ...(used.has(MISSING) ? [hatchingNote(heldBack.held.size > 0)] : [])].join(' ').trim(),
    kind: measure.kind,
    scale,
    used,
  };
}

/** Of a map with hatched places, some of which may be held back. */
function hatchingNote(isHeld: boolean): string {
  const why = isHeld ? 'have no report for this day, or a check held it back' : 'have no report for this day';
  return `Hatched places ${why}. That is not zero: point at one to see ${isHeld ? 'which' : 'its last report'}.`;
}

/** A bar of the ramp with named ticks, and a swatch for each other paint that the map uses. */
export function renderLegend(
  legend: HTMLElement,
  { title, unit, note, kind, scale, used }: LegendContent,
  palette: Palette,
): void {
  const swatches = legendSwatches(used, kind).map(({ name, paint }) =>
    swatch(name, paint === MISSING ? hatchingStyle(palette) : colorOf(paint, palette)),
  );
  legend.replaceChildren(
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
    const tick = box('legend-tick', formatTick(value));
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
  return element('div', { className }, ...children);
}

interface Swatch {
  readonly name: string;
  readonly paint: Paint;
}

/** The paints beside the ramp that the map uses. */
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

/** More than these are folded away. */
const MAX_INLINE = 4;

interface Entry {
  readonly name: string;
  /** The places are ordered by it; those with 0 are left out. */
  readonly size: number;
  readonly words: string;
}

/** Lists the places that have a value but no shape, largest first, so that no number is lost. */
export function renderWithoutShape(section: HTMLElement, shown: Shown): void {
  const entries = entriesOf(shown);
  section.hidden = entries.length === 0;
  const derived = derivedLabel(shown.view.per, shown.view.smooth);
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
export function withoutShapeNote(shown: Shown, place: Place): string {
  return `${place.name} has no shape on this map. ${figureOf(shown, place)}.`;
}

function entriesOf({ session, day, view, values, drawn }: Shown): readonly Entry[] {
  return placesWithoutShape(session.data.places, drawn, row => hasReport(day, row))
    .map(({ name, row }): Entry => {
      const value = values[row] ?? null;
      const count = day[view.change][row] ?? 0;
      // A count that cannot be divided must not be lost.
      return value === null
        ? { name, size: count, words: `${formatCount(count)}, no rate` }
        : { name, size: value, words: formatValue(value) };
    })
    .filter(({ size }) => size !== 0)
    .sort((a, b) => b.size - a.size || a.name.localeCompare(b.name, 'en'));
}
