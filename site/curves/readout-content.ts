import type { Maybe } from '../../functions/contract/changes.ts';
import type { MeasureDescription } from '../../functions/contract/snapshot.ts';
import { addDays } from '../../functions/measures/calendar.ts';
import { dateWords } from '../text/date-words.ts';
import { measureWords } from '../text/measure-words.ts';
import { countWords, valueWords } from '../text/number-words.ts';
import { curveKey, type MarkedCurve } from './curve-layers.ts';
import { dayZeroWords } from './curve-words.ts';
import type { CurvesView } from './curves-view.ts';
import type { Mark } from './mark.ts';

export interface ReadoutRow {
  /** Of the curve. */
  readonly key: string;
  readonly mark: Mark;
  /** Empty under the first row of a place. */
  readonly name: string;
  /** What tells it from other rows of the place: the case type, and the date where curves are aligned. */
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
  /** The same, to be heard. */
  readonly spoken: string;
}

export interface ReadoutContext {
  readonly view: Pick<CurvesView, 'align' | 'smooth' | 'change' | 'per'>;
  /** The first day of the data. */
  readonly firstDate: string;
  /** The measure that alignment goes by. */
  readonly leading: MeasureDescription;
}

const MOST_SPOKEN = 6;

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
  const rows = present.map(({ curve, mark }, index): ReadoutRow => {
    const { place, measure, raw, average, zero } = curve;
    const words = valueIn(raw[day] ?? null, place.population, view);
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
      average: view.smooth > 1 ? averageIn(average[day] ?? null) : null,
    };
  });
  return {
    heading,
    rows,
    averageTitle: `${view.smooth}-day average`,
    spoken: spokenWords(heading, present, rows, view),
  };
}

/** The date of a day of an axis whose day 0 is so many days after the first of the data. */
export function dayDate(day: number, zero: number, { firstDate }: Pick<ReadoutContext, 'firstDate'>): string {
  return addDays(firstDate, zero + day);
}

function valueIn(value: Maybe, population: Maybe, { per }: ReadoutContext['view']): string {
  if (value !== null) return valueWords(value);
  return per !== null && (population ?? 0) <= 0 ? 'no population' : 'no report';
}

function averageIn(value: Maybe): string {
  return value === null ? '–' : valueWords(value);
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
    const value = row.value.startsWith('no ') ? `${row.value} of ${counted}` : `${row.value} ${counted}`;
    const average = row.average === null || row.average === '–' ? '' : `, ${smooth}-day average ${row.average}`;
    return `${curve?.place.name ?? row.name}: ${value}${average}`;
  });
  const rest = rows.length - lines.length;
  if (rest > 0) lines.push(`and ${rest} more curves; the table has all`);
  return `${heading}. ${lines.length === 0 ? 'No curve reaches this day' : lines.join('. ')}.`;
}
