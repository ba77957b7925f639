import { type Calendar, DAILY } from '../../../functions/contract/period.ts';
import type { MeasureKind } from '../../../functions/contract/snapshot.ts';
import { legendTicks } from '../../charts/value-ticks.ts';
import type { Palette } from '../../color/palette.ts';
import {
  type ColorScale,
  colorOf,
  hatchOf,
  INCOMPLETE,
  MISSING,
  NEGATIVE,
  NO_POPULATION,
  type Paint,
  SUPPRESSED,
  ZERO,
} from '../../color/scale.ts';
import { element } from '../../controls/element.ts';
import type { Place } from '../../data/places.ts';
import { changeForm, formatAmount, tickNames, unitNote } from '../../format/amounts.ts';
import { capitalized, choiceLabel, derivedLabel, measureLabel } from '../../format/measures.ts';
import { periodNoun } from '../../format/periods.ts';
import { circleKey } from '../../geo/circles.ts';
import { placesWithoutShape } from '../../geo/shape-targets.ts';
import { figureOf } from './hover.ts';
import { calendarOf, hasReport, isProvisional, type Shown } from './model.ts';
import { amountOf } from './words.ts';

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
  readonly calendar: Calendar;
  /** What the values on the ramp are in; null if they have no unit. */
  readonly valueUnit: string | null;
  readonly scale: ColorScale;
  /** The paints that the map uses. */
  readonly used: ReadonlySet<Paint>;
  /** Values with the radii of their circles; empty where areas or circles of one size are drawn. */
  readonly circles: ReturnType<typeof circleKey>;
}

/** What the colors of a map mean. */
export function legendOf(shown: Shown): LegendContent {
  const { measure, view, scale, paints, heldBack, session } = shown;
  const used = new Set(paints);
  const calendar = calendarOf(shown);
  const isChange = view.change === 'new' && (measure.kind === 'level' || measure.kind === 'rate');
  const { unit } = isChange ? changeForm(measure) : measure;
  const provisional = isProvisional(shown)
    ? [`Provisional: this ${periodNoun(calendar)} may not be complete yet.`]
    : [];
  const hatching = used.has(MISSING) ? [hatchingNote(heldBack.held.size > 0, calendar)] : [];
  return {
    title:
      capitalized(measureLabel(measure, view.change)) + choiceLabel(view.dimensions, session.data.snapshot.dimensions),
    unit: [unitNote(unit), derivedLabel(view.per, view.smooth, { calendar })].filter(words => words !== '').join(', '),
    note: [measure.description, ...hatching, ...provisional].join(' ').trim(),
    kind: measure.kind,
    calendar,
    valueUnit: unit,
    scale,
    used,
    circles: shown.radii === null ? [] : circleKey(shown.sizes),
  };
}

/** Of a map with hatched places, some of which may be held back. */
function hatchingNote(isHeld: boolean, calendar: Calendar): string {
  const none = `have no report${calendar.unit === 'none' ? '' : ` for this ${periodNoun(calendar)}`}`;
  const why = isHeld ? `${none}, or a check held it back` : none;
  if (calendar.unit === 'none' && !isHeld) return `Hatched places ${why}. That is not zero.`;
  return `Hatched places ${why}. That is not zero: point at one to see ${isHeld ? 'which' : 'its last report'}.`;
}

/** A bar of the ramp with named ticks, and a swatch for each other paint that the map uses. */
export function renderLegend(
  legend: HTMLElement,
  { title, unit, note, kind, calendar, valueUnit, scale, used, circles }: LegendContent,
  palette: Palette,
): void {
  const swatches = legendSwatches(used, kind, calendar).map(({ name, paint }) =>
    swatch(name, hatchingStyle(paint, palette) ?? colorOf(paint, palette)),
  );
  legend.replaceChildren(
    box('legend-title', title, ...(unit === '' ? [] : [box('legend-unit', unit)])),
    ...(scale.domain === null ? [] : [rampBar(scale, scale.domain, palette, valueUnit)]),
    ...(circles.length === 0 ? [] : [sizeKey(circles, valueUnit)]),
    box('legend-swatches', ...swatches),
    box('legend-note', note),
  );
}

function rampBar(
  scale: ColorScale,
  domain: readonly [number, number],
  palette: Palette,
  unit: string | null,
): HTMLElement {
  const bar = box('legend-bar');
  bar.style.background = `linear-gradient(to right, ${palette[scale.ramp].join(', ')})`;
  const values = legendTicks(domain, scale.kind, domain[0] < SMALL ? FEW_TICKS : undefined);
  const nameOf = tickNames(values, unit);
  const ticks = values.map(value => {
    const tick = box('legend-tick', nameOf(value));
    tick.style.left = `${(scale.positionOf(value) * 100).toFixed(2)}%`;
    return tick;
  });
  return box('legend-ramp', bar, box('legend-ticks', ...ticks));
}

/** Circles in the size that the map draws them in, on a page of any width. */
function sizeKey(circles: LegendContent['circles'], unit: string | null): HTMLElement {
  const nameOf = tickNames(
    circles.map(({ value }) => value),
    unit,
  );
  const items = circles.map(({ value, radius }) => {
    const circle = box('legend-circle');
    circle.style.setProperty('--diameter', `${(2 * radius).toFixed(1)}px`);
    return element('div', { className: 'legend-size' }, circle, nameOf(value));
  });
  return box('legend-sizes', ...items);
}

function swatch(name: string, background: string): HTMLElement {
  const color = box('legend-color');
  color.style.background = background;
  return box('legend-swatch', color, name);
}

function hatchingStyle(paint: Paint, palette: Palette): string | null {
  const hatch = hatchOf(paint, palette);
  if (hatch === null) return null;
  return `repeating-linear-gradient(${hatch.rises ? 135 : 45}deg, ${hatch.stroke} 0 1px, ${colorOf(paint, palette)} 1px 4px)`;
}

function box(className: string, ...children: readonly (Node | string)[]): HTMLElement {
  return element('div', { className }, ...children);
}

interface Swatch {
  readonly name: string;
  readonly paint: Paint;
}

/** The paints beside the ramp that the map uses. */
export function legendSwatches(
  used: ReadonlySet<Paint>,
  kind: MeasureKind,
  calendar: Calendar = DAILY,
): readonly Swatch[] {
  const noun = periodNoun(calendar);
  const below = kind === 'cumulative' ? 'Below zero (a correction)' : 'Below zero';
  const swatches: readonly Swatch[] = [
    { name: 'Reported: 0', paint: ZERO },
    { name: kind === 'level' ? `Fewer than the ${noun} before` : below, paint: NEGATIVE },
    { name: 'No population known', paint: NO_POPULATION },
    { name: `A ${noun} before is missing`, paint: INCOMPLETE },
    { name: 'Suppressed by the source', paint: SUPPRESSED },
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
  const derived = derivedLabel(shown.view.per, shown.view.smooth, { calendar: calendarOf(shown) });
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
  const lacks = shown.radii === null ? 'has no shape on this map' : 'has no coordinates and is not on this map';
  return `${place.name} ${lacks}. ${figureOf(shown, place)}.`;
}

function entriesOf(shown: Shown): readonly Entry[] {
  const { session, day, view, values, drawn, measure } = shown;
  return placesWithoutShape(session.data.places, drawn, row => hasReport(day, row))
    .map(({ name, row }): Entry => {
      const value = values[row] ?? null;
      const count = day[view.change][row] ?? 0;
      // A count that cannot be divided must not be lost.
      return value === null
        ? { name, size: count, words: `${formatAmount(count, measure)}, no rate` }
        : { name, size: value, words: amountOf(shown, value) };
    })
    .filter(({ size }) => size !== 0 || !shown.isCount)
    .sort((a, b) => b.size - a.size || a.name.localeCompare(b.name, 'en'));
}
