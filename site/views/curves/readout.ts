import type { Maybe } from '../../../functions/contract/changes.ts';
import type { MeasureDescription, Snapshot } from '../../../functions/contract/snapshot.ts';
import { lookbackDays } from '../../../functions/measures/derive.ts';
import { deriveHeld } from '../../../functions/measures/held-back.ts';
import { standardView } from '../../address/choices.ts';
import type { Mark } from '../../charts/mark.ts';
import { measureLabel } from '../../format/measures.ts';
import { formatCount, formatDate, formatValue } from '../../format/numbers-and-dates.ts';
import { formatList, readableSentence } from '../../format/sentences.ts';
import { offeredMeasure, viewSearch } from '../map/address.ts';
import type { CurvesView } from './address.ts';
import { type Curve, dayDate } from './curve-set.ts';
import { dayZeroLabel } from './format.ts';
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

export interface ReadoutContext {
  readonly view: Pick<CurvesView, 'align' | 'smooth' | 'change' | 'per'>;
  /** The first day of the data. */
  readonly firstDate: string;
  /** The measure that curves are aligned by. */
  readonly leading: MeasureDescription;
  /** Names a region that a sum lacks. */
  readonly nameOf: (region: string) => string;
}

const MOST_SPOKEN = 6;
const WITHOUT_VALUE = ['held back', 'not reported'];

/** The values on a day of every curve that reaches it. */
export function readoutAt(day: number, curves: readonly MarkedCurve[], context: ReadoutContext): Readout {
  const { view, leading } = context;
  const heading =
    view.align === null
      ? formatDate(dayDate(day, 0, context))
      : `Day ${formatCount(day)} since ${dayZeroLabel(view.align, leading)}`;
  const present = curves.filter(({ curve }) => curve.zero !== null && day < curve.raw.length);
  const measures = new Set(curves.map(({ curve }) => curve.measure.id)).size;
  const places = new Set(curves.map(({ curve }) => curve.place.id)).size;
  const notes = new Set<string>();
  const rows = present.map(({ curve, mark }, index): ReadoutRow => {
    const { place, measure, average, zero } = curve;
    const own = marksOn(curve, day, 1, context);
    const smoothed = marksOn(curve, day, view.smooth, context);
    for (const note of [...own.notes, ...(view.smooth > 1 ? smoothed.notes : [])]) notes.add(note);
    const words = valueIn(curve, day, own, view);
    // What the rows of a place share is written once.
    const isFirst = present[index - 1]?.curve.place !== place;
    const date = view.align === null || !isFirst ? [] : [formatDate(dayDate(day, zero ?? 0, context))];
    const type = measures > 1 && places > 1 ? [measure.title] : [];
    return {
      key: curveKey(curve),
      mark,
      name: places > 1 || measures === 1 ? (isFirst ? place.name : '') : measure.title,
      detail: [...type, ...date].join(', '),
      value: words,
      average: view.smooth > 1 ? averageIn(average[day] ?? null, smoothed) : null,
    };
  });
  return {
    heading,
    rows,
    averageTitle: `${view.smooth}-day average`,
    notes: [...notes],
    spoken: [spokenText(heading, present, rows, view), ...notes].join(' '),
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

function marksOn(curve: Curve, day: number, smooth: number, { view, firstDate, nameOf }: ReadoutContext): Marks {
  const date = dayDate(day, curve.zero ?? 0, { firstDate });
  const { held, lacks } = deriveHeld(curve.heldDays, date, date, lookbackDays({ ...view, smooth }));
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

function valueIn(
  { raw, place, isReported }: Curve,
  day: number,
  marks: Marks,
  { per }: ReadoutContext['view'],
): string {
  const value = raw[day] ?? null;
  if (value !== null) return marked(value, marks);
  if (marks.isHeld) return 'held back';
  if (!isReported) return 'not reported';
  return per !== null && (place.population ?? 0) <= 0 ? 'no population' : 'no report';
}

function averageIn(value: Maybe, marks: Marks): string {
  return value === null ? '–' : marked(value, marks);
}

function marked(value: number, { isLacking }: Marks): string {
  return isLacking ? `${formatValue(value)} ${LACKING_MARK}` : formatValue(value);
}

function spokenText(
  heading: string,
  curves: readonly MarkedCurve[],
  rows: readonly ReadoutRow[],
  { change, smooth }: ReadoutContext['view'],
): string {
  const lines = rows.slice(0, MOST_SPOKEN).map((row, index) => {
    const curve = curves[index]?.curve;
    const counted = curve === undefined ? '' : measureLabel(curve.measure, change);
    const value = row.value.startsWith('no ')
      ? `${row.value} of ${counted}`
      : WITHOUT_VALUE.includes(row.value)
        ? `${counted} ${row.value}`
        : `${row.value} ${counted}`;
    const average = row.average === null || row.average === '–' ? '' : `, ${smooth}-day average ${row.average}`;
    return `${curve?.place.name ?? row.name}: ${value}${average}`;
  });
  const rest = rows.length - lines.length;
  if (rest > 0) lines.push(`and ${rest} more curves; the table has all`);
  return `${heading}. ${lines.length === 0 ? 'No curve reaches this day' : lines.join('. ')}.`;
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
    if (curve === undefined || map === undefined) return [];
    const date = dayDate(day, curve.zero ?? 0, snapshot);
    if (date < map.firstDate || date > map.lastDate) return [];
    const wanted = {
      ...standardView(snapshot, map.id),
      measure: offeredMeasure(curve.measure.id, map.id, snapshot).measure,
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
        name: view.align === null ? name : `${name} on ${formatDate(date)}`,
        sentence: `Show ${name} on the map on ${formatDate(date)}`,
        href: addressOf('map', viewSearch(wanted, snapshot)),
      },
    ];
  });
}

export interface MapLinkContext {
  readonly view: Pick<CurvesView, 'align' | 'change' | 'per' | 'scale' | 'smooth'>;
  readonly snapshot: Snapshot;
  readonly addressOf: (tab: 'map', search: string) => string;
}
