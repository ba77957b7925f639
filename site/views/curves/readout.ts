import type { Maybe } from '../../../functions/contract/changes.ts';
import type { MeasureDescription } from '../../../functions/contract/snapshot.ts';
import { leadDays } from '../../../functions/measures/derive.ts';
import { deriveHeld } from '../../../functions/measures/held-back.ts';
import { addDays } from '../../../functions/measures/periods.ts';
import type { Mark } from '../../charts/mark.ts';
import { measureWords } from '../../format/measures.ts';
import { countWords, dateWords, valueWords } from '../../format/numbers-and-dates.ts';
import { listWords, readableSentence } from '../../format/sentences.ts';
import type { CurvesView } from './address.ts';
import { dayZeroWords } from './format.ts';
import { curveKey, type MarkedCurve } from './layers.ts';
import type { Curve, CurveSet } from './model.ts';

export interface ReadoutRow {
  /** Of the curve. */
  readonly key: string;
  readonly mark: Mark;
  /** Empty under the first row of a place. */
  readonly name: string;
  /** What tells it from other rows of the place: the measure, and the date where curves are aligned. */
  readonly detail: string;
  readonly value: string;
  /** null where nothing is smoothed. */
  readonly average: string | null;
}

export interface Readout {
  readonly heading: string;
  readonly rows: readonly ReadoutRow[];
  /** Above the averages: `14-day average`. */
  readonly averageTitle: string;
  /** Why values are held back, and what the marks beside others mean. */
  readonly notes: readonly string[];
  /** The same, to be heard. */
  readonly spoken: string;
}

export interface ReadoutContext {
  readonly view: Pick<CurvesView, 'align' | 'smooth' | 'change' | 'per'>;
  /** The first day of the data. */
  readonly firstDate: string;
  /** The measure that alignment goes by. */
  readonly leading: MeasureDescription;
  /** The names of regions that a sum lacks. */
  readonly nameOf: (region: string) => string;
}

const MOST_SPOKEN = 6;
const WITHOUT_VALUE = ['held back', 'not reported'];

/** What a day of a chart says of every curve that reaches it. */
export function readoutAt(day: number, curves: readonly MarkedCurve[], context: ReadoutContext): Readout {
  const { view, leading } = context;
  const heading =
    view.align === null
      ? dateWords(dayDate(day, 0, context))
      : `Day ${countWords(day)} since ${dayZeroWords(view.align, leading)}`;
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
    // What a place's rows share is said once.
    const isFirst = present[index - 1]?.curve.place !== place;
    const date = view.align === null || !isFirst ? [] : [dateWords(dayDate(day, zero ?? 0, context))];
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
    spoken: [spokenWords(heading, present, rows, view), ...notes].join(' '),
  };
}

/** The date of a day of an axis whose day 0 is so many days after the first of the data. */
export function dayDate(day: number, zero: number, { firstDate }: Pick<ReadoutContext, 'firstDate'>): string {
  return addDays(firstDate, zero + day);
}

/** What a check did to the value of a day, smoothed over so many. */
interface Marks {
  readonly isHeld: boolean;
  readonly isLacking: boolean;
  readonly notes: readonly string[];
}

/** Beside a number that counts the last accepted value of a part. */
export const LACKING_MARK = '*';

function marksOn(curve: Curve, day: number, smooth: number, { view, firstDate, nameOf }: ReadoutContext): Marks {
  const date = dayDate(day, curve.zero ?? 0, { firstDate });
  const { held, lacks } = deriveHeld(curve.heldDays, date, date, leadDays({ ...view, smooth }));
  const column = smooth > 1 ? curve.average : curve.raw;
  const isMissing = (column[day] ?? null) === null;
  const parts = listWords(lacks.flatMap(({ children }) => children.map(nameOf)));
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
  return isLacking ? `${valueWords(value)} ${LACKING_MARK}` : valueWords(value);
}

function spokenWords(
  heading: string,
  curves: readonly MarkedCurve[],
  rows: readonly ReadoutRow[],
  { change, smooth }: ReadoutContext['view'],
): string {
  const lines = rows.slice(0, MOST_SPOKEN).map((row, index) => {
    const curve = curves[index]?.curve;
    const counted = curve === undefined ? '' : measureWords(curve.measure, change);
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

const MOST = 12;

/** What a chart says in short, for those who hear the page: of each curve its highest value and its newest. */
export function describeCurves(
  { curves }: CurveSet,
  { change }: Pick<CurvesView, 'change'>,
  firstDate: string,
): string {
  const lines = curves.slice(0, MOST).map(({ place, measure, raw, zero, start }) => {
    const name = `${place.name}, ${measureWords(measure, change)}`;
    let high: number | null = null;
    let newest: number | null = null;
    for (let day = start; day < raw.length; day += 1) {
      if ((raw[day] ?? null) === null) continue;
      newest = day;
      if (high === null || (raw[day] ?? 0) > (raw[high] ?? 0)) high = day;
    }
    if (zero === null || high === null || newest === null) return `${name}: no curve.`;
    const at = (day: number) => `${valueWords(raw[day] ?? 0)} on ${dateWords(dayDate(day, zero, { firstDate }))}`;
    return `${name}: highest ${at(high)}, newest ${at(newest)}.`;
  });
  const rest = curves.length - lines.length;
  return [...lines, ...(rest > 0 ? [`And ${rest} more curves; the table has all.`] : [])].join(' ');
}
