import type { Maybe } from '../../../functions/contract/changes.ts';
import type { MeasureDescription, Snapshot } from '../../../functions/contract/snapshot.ts';
import { lookbackDays } from '../../../functions/measures/derive.ts';
import { deriveHeld } from '../../../functions/measures/held-back.ts';
import { standardView } from '../../address/choices.ts';
import type { Mark } from '../../charts/mark.ts';
import { type AmountForm, formatAmount } from '../../format/amounts.ts';
import { capitalized, measureLabel } from '../../format/measures.ts';
import { formatCount } from '../../format/numbers-and-dates.ts';
import { averageLabel, formatPeriod, periodNoun, whenIn } from '../../format/periods.ts';
import { formatList, readableSentence } from '../../format/sentences.ts';
import { offeredMeasure, viewSearch } from '../map/address.ts';
import type { CurvesView } from './address.ts';
import { type Curve, calendarOf, dayDate, type Timeline } from './curve-set.ts';
import { dayZeroLabel, formOf, WITHOUT_PLACES } from './format.ts';
import { curveKey, type MarkedCurve } from './layers.ts';

interface ReadoutRow {
  /** Of the curve. */
  readonly key: string;
  readonly mark: Mark;
  /** Empty below the first row of a place. */
  readonly name: string;
  /** What distinguishes it from other rows of the place: the measure, and the date if curves are aligned. */
  readonly detail: string;
  readonly value: string;
  /** null without smoothing. */
  readonly average: string | null;
}

export interface Readout {
  readonly heading: string;
  readonly rows: readonly ReadoutRow[];
  /** The heading of the averages: `14-day average`. */
  readonly averageTitle: string;
  /** Why values are held back, and what the marks beside other values mean. */
  readonly notes: readonly string[];
  /** The same for screen readers. */
  readonly spoken: string;
}

export interface ReadoutContext extends Timeline {
  readonly view: Pick<CurvesView, 'align' | 'smooth' | 'change' | 'per'>;
  /** The measure that curves are aligned by. */
  readonly leading: MeasureDescription;
  /** Names a region that a sum lacks. */
  readonly nameOf: (region: string) => string;
  /** The first of the newest periods, which are known to be incomplete; null if all are complete. */
  readonly provisionalFrom?: string | null;
}

const MOST_SPOKEN = 6;
const WITHOUT_VALUE = ['held back', 'not reported', 'suppressed'];

/** The values on a day of every curve that reaches it. */
export function readoutAt(day: number, curves: readonly MarkedCurve[], context: ReadoutContext): Readout {
  const { view, leading } = context;
  const calendar = calendarOf(context);
  const name = (date: string) => capitalized(formatPeriod(date, calendar));
  const heading =
    view.align === null
      ? name(dayDate(day, 0, context))
      : `${capitalized(periodNoun(calendar))} ${formatCount(day)} since ${dayZeroLabel(view.align, leading)}`;
  const present = curves.filter(({ curve }) => curve.zero !== null && day < curve.raw.length);
  const measures = new Set(curves.map(({ curve }) => curve.measure.id)).size;
  const places = new Set(curves.map(({ curve }) => curve.place.id)).size;
  const notes = new Set<string>();
  const rows = present.map(({ curve, mark }, index): ReadoutRow => {
    const { place, measure, raw, average, zero } = curve;
    const own = marksOn(curve, day, 1, context);
    const smoothed = marksOn(curve, day, view.smooth, context);
    for (const note of [...own.notes, ...(view.smooth > 1 ? smoothed.notes : [])]) notes.add(note);
    const date = dayDate(day, zero ?? 0, context);
    if (context.provisionalFrom != null && date >= context.provisionalFrom && raw[day] !== null) notes.add(PROVISIONAL);
    const words = valueIn(curve, date, raw[day] ?? null, own, view);
    // What the rows of a place share is written once.
    const isFirst = present[index - 1]?.curve.place !== place;
    const dates = view.align === null || !isFirst ? [] : [name(date)];
    const type = measures > 1 && places > 1 ? [measure.title] : [];
    return {
      key: curveKey(curve),
      mark,
      name:
        place.map !== WITHOUT_PLACES && (places > 1 || measures === 1) ? (isFirst ? place.name : '') : measure.title,
      detail: [...type, ...dates].join(', '),
      value: words,
      average: view.smooth > 1 ? averageIn(average[day] ?? null, smoothed, formIn(curve, view)) : null,
    };
  });
  return {
    heading,
    rows,
    averageTitle: averageLabel(view.smooth, calendar),
    notes: [...notes],
    spoken: [spokenText(heading, present, rows, context), ...notes].join(' '),
  };
}

/** What the checks did to the value of a day, smoothed over a number of days. */
interface Marks {
  readonly isHeld: boolean;
  readonly isLacking: boolean;
  readonly notes: readonly string[];
}

/** Marks a sum that counts the last accepted value of a part. */
export const LACKING_MARK = '*';

function marksOn(curve: Curve, day: number, smooth: number, context: ReadoutContext): Marks {
  const { view, nameOf } = context;
  const date = dayDate(day, curve.zero ?? 0, context);
  const lookback = lookbackDays({ ...view, smooth });
  const { held, lacks } = deriveHeld(curve.heldDays, date, date, lookback, calendarOf(context));
  const column = smooth > 1 ? curve.average : curve.raw;
  const isMissing = (column[day] ?? null) === null;
  const parts = formatList(lacks.flatMap(({ children }) => children.map(nameOf)));
  const isHeld = isMissing && held.length > 0;
  const isLacking = !isMissing && lacks.length > 0;
  return {
    isHeld,
    isLacking,
    notes: [
      ...(isHeld && smooth === 1 ? held.map(({ reason }) => `Held back: ${readableSentence(reason)}.`) : []),
      ...(isLacking ? [`${LACKING_MARK} Counts the last accepted value of ${parts}.`] : []),
    ],
  };
}

const PROVISIONAL = 'Provisional: may still change.';

function valueIn(curve: Curve, date: string, value: Maybe, marks: Marks, view: ReadoutContext['view']): string {
  const { place, isReported, suppressed = [] } = curve;
  if (value !== null) return marked(value, marks, formIn(curve, view));
  if (marks.isHeld) return 'held back';
  if (suppressed.includes(date)) return 'suppressed';
  if (!isReported) return 'not reported';
  return view.per !== null && (place.population ?? 0) <= 0 ? 'no population' : 'no report';
}

/** How the values of a curve are written; those per so many people have digits of their own. */
function formIn({ measure }: Curve, { change, per }: ReadoutContext['view']): AmountForm {
  const { unit, decimals } = formOf(measure, change);
  return { unit, decimals: per === null ? decimals : 0 };
}

function averageIn(value: Maybe, marks: Marks, form: AmountForm): string {
  return value === null ? '–' : marked(value, marks, form);
}

function marked(value: number, { isLacking }: Marks, form: AmountForm): string {
  return isLacking ? `${formatAmount(value, form)} ${LACKING_MARK}` : formatAmount(value, form);
}

function spokenText(
  heading: string,
  curves: readonly MarkedCurve[],
  rows: readonly ReadoutRow[],
  context: ReadoutContext,
): string {
  const { change, smooth } = context.view;
  const calendar = calendarOf(context);
  const lines = rows.slice(0, MOST_SPOKEN).map((row, index) => {
    const curve = curves[index]?.curve;
    const counted = curve === undefined ? '' : measureLabel(curve.measure, change);
    const value = row.value.startsWith('no ')
      ? `${row.value} of ${counted}`
      : WITHOUT_VALUE.includes(row.value)
        ? `${counted} ${row.value}`
        : `${row.value} ${counted}`;
    const average =
      row.average === null || row.average === '–' ? '' : `, ${averageLabel(smooth, calendar)} ${row.average}`;
    return `${curve?.place.name ?? row.name}: ${value}${average}`;
  });
  const rest = rows.length - lines.length;
  if (rest > 0) lines.push(`and ${rest} more curves; the table has all`);
  return `${heading}. ${lines.length === 0 ? `No curve reaches this ${periodNoun(calendar)}` : lines.join('. ')}.`;
}

export interface MapLink {
  /** `Elm`, or with its date where curves are aligned. */
  readonly name: string;
  /** `Show Elm on the map on June 1, 2020` */
  readonly sentence: string;
  readonly href: string;
}

/** Links to the places on the map, each on its date for a day of the curves; the place and measure of `nearest` come first. */
export function mapLinks(
  day: number,
  curves: readonly MarkedCurve[],
  nearest: MarkedCurve | null,
  { view, snapshot, addressOf }: MapLinkContext,
): MapLink[] {
  const shown = curves.filter(({ curve }) => curve.zero !== null && day < curve.raw.length);
  const ids = [...new Set(shown.map(({ curve }) => curve.place.id))];
  const first = nearest?.curve.place.id;
  const ordered = first !== undefined && ids.includes(first) ? [first, ...ids.filter(id => id !== first)] : ids;
  return ordered.flatMap(id => {
    const own = shown.filter(marked => marked.curve.place.id === id).map(marked => marked.curve);
    const curve = own.find(({ measure }) => measure.id === nearest?.curve.measure.id) ?? own[0];
    const map = snapshot.maps.find(candidate => candidate.id === curve?.place.map);
    if (curve === undefined || map === undefined || map.id === WITHOUT_PLACES) return [];
    const date = dayDate(day, curve.zero ?? 0, snapshot);
    if (date < map.firstDate || date > map.lastDate) return [];
    const { measure } = offeredMeasure(curve.measure.id, map.id, snapshot);
    const standard = standardView(snapshot, map.id, measure);
    const wanted = {
      ...standard,
      dimensions: view.dimensions ?? standard.dimensions,
      change: view.change,
      scale: view.scale,
      per: view.per,
      smooth: view.smooth,
      date,
      place: id,
    };
    const { name } = curve.place;
    return [
      {
        name: view.align === null ? name : `${name} ${whenIn(date, snapshot.period)}`,
        sentence: `Show ${name} on the map ${whenIn(date, snapshot.period)}`,
        href: addressOf('map', viewSearch(wanted, snapshot)),
      },
    ];
  });
}

export interface MapLinkContext {
  readonly view: Pick<CurvesView, 'align' | 'change' | 'per' | 'scale' | 'smooth'> &
    Partial<Pick<CurvesView, 'dimensions'>>;
  readonly snapshot: Snapshot;
  readonly addressOf: (tab: 'map', search: string) => string;
}
