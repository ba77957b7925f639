import type { Calendar } from '../../../functions/contract/period.ts';
import type { Snapshot } from '../../../functions/contract/snapshot.ts';
import { addPeriods, periodsBetween } from '../../../functions/measures/periods.ts';
import { formatAmount } from '../../format/amounts.ts';
import { capitalized, measureLabel } from '../../format/measures.ts';
import { countedPeriods, formatPeriod, periodNoun, whenIn } from '../../format/periods.ts';
import { formatShortList, readableSentence } from '../../format/sentences.ts';
import type { CurvesView } from './address.ts';
import { type Curve, type CurveSet, calendarOf, dayDate, type Timeline } from './curve-set.ts';
import { dayZeroLabel, formOf, notReportedSentence } from './format.ts';

const MOST_REASONS = 3;

/** Sentences about what a chart cannot show, or shows in its own way; none where there is nothing to say. */
export function curveNotes(
  { curves }: Pick<CurveSet, 'curves'>,
  view: Pick<CurvesView, 'align' | 'change' | 'per' | 'scale' | 'smooth' | 'measures'>,
  snapshot: DataSpan,
  { colors, nameOf = id => id }: { readonly colors: number; readonly nameOf?: (region: string) => string },
): string[] {
  const { align, per, scale } = view;
  const nobody = (curve: Curve) => (curve.place.population ?? 0) <= 0;
  const hasNoPeople = namesOf(curves.filter(nobody));
  const needsPeople = per !== null || align?.by === 'rate';
  const late = namesOf(curves.filter(curve => curve.zero === null && !(align?.by === 'rate' && nobody(curve))));
  const leading = snapshot.measures[0];
  const notes: string[] = [];

  if (needsPeople && hasNoPeople.length > 0)
    notes.push(
      `How many people live in ${formatShortList(hasNoPeople)} is not known here, so nothing can be shown per person.`,
    );
  if (late.length > 0 && align !== null && leading !== undefined)
    notes.push(`${formatShortList(late)}: no curve, for ${dayZeroLabel(align, leading)} has not come there yet.`);
  notes.push(
    ...missingNotes(
      curves.filter(curve => per === null || !nobody(curve)),
      snapshot,
    ),
    ...heldNotes(curves, nameOf, calendarOf(snapshot)),
    ...suppressedNotes(curves, snapshot),
    ...provisionalNotes(snapshot),
    ...endNotes(curves, snapshot),
    ...lineNotes(curves, view, calendarOf(snapshot)),
  );
  if (view.change === 'new') notes.push(...bulkNotes(curves, view, snapshot));
  if (scale === 'log' && curves.some(({ raw, start }) => raw.slice(start).includes(0)))
    notes.push(
      `${capitalized(periodNoun(calendarOf(snapshot)))}s with zero have no place on a logarithmic scale; a linear one shows them.`,
    );
  if (namesOf(curves).length > colors)
    notes.push(
      `Colors repeat after ${colors} places; point at a curve, or at a name in the legend, to make it stand out.`,
    );
  return notes;
}

/** What notes must know of a data set. */
type DataSpan = Pick<Snapshot, 'firstDate' | 'lastDate' | 'measures'> &
  Partial<Pick<Snapshot, 'period' | 'provisional'>>;

/** Measures that a place has no number of at all. */
function missingNotes(curves: readonly Curve[], { measures }: Pick<Snapshot, 'measures'>): string[] {
  return measures.flatMap(measure => {
    const without = curves.filter(
      ({ measure: { id }, zero, isReported }) => id === measure.id && zero !== null && !isReported,
    );
    return without.length === 0 ? [] : [notReportedSentence(measure, namesOf(without))];
  });
}

/** Gaps that a check made, with the reason, and sums that count last accepted values. */
function heldNotes(curves: readonly Curve[], nameOf: (region: string) => string, calendar: Calendar): string[] {
  const reasons = [...new Set(curves.flatMap(({ heldDays }) => heldDays.held.map(({ reason }) => reason)))];
  const more = reasons.length - MOST_REASONS;
  const lacking = curves.flatMap(({ place, heldDays }) =>
    heldDays.lacks.map(
      ({ period, children }) => `${place.name} ${whenIn(period, calendar)} (${formatShortList(children.map(nameOf))})`,
    ),
  );
  return [
    ...reasons.slice(0, MOST_REASONS).map(reason => `Held back: ${readableSentence(reason)}.`),
    ...(more > 0 ? [`${more} more values are held back; “About” lists them.`] : []),
    ...(lacking.length === 0
      ? []
      : [`Sums that count the last accepted value of a part: ${formatShortList([...new Set(lacking)])}.`]),
  ];
}

/** Gaps where the source keeps values back. */
function suppressedNotes(curves: readonly Curve[], timeline: Timeline): string[] {
  const calendar = calendarOf(timeline);
  const gaps = curves.flatMap(({ place, suppressed = [] }) => {
    const [first] = suppressed;
    if (first === undefined) return [];
    const when =
      suppressed.length === 1 ? whenIn(first, calendar) : `in ${countedPeriods(suppressed.length, calendar)}`;
    return [`${place.name} ${when}`];
  });
  return gaps.length === 0
    ? []
    : [`Suppressed by the source, so the line has a gap: ${formatShortList([...new Set(gaps)])}.`];
}

/** The newest periods, where they are known to be incomplete. */
function provisionalNotes({ provisional = 0, ...timeline }: DataSpan): string[] {
  if (provisional === 0) return [];
  const calendar = calendarOf(timeline);
  const newest =
    provisional === 1 ? `The last ${periodNoun(calendar)} is` : `The last ${countedPeriods(provisional, calendar)} are`;
  return [`${newest} provisional and may still change; the chart shades ${provisional === 1 ? 'it' : 'them'}.`];
}

/** Places whose reports end before those of the data set do. */
function endNotes(
  curves: readonly Curve[],
  { firstDate, lastDate, ...rest }: Pick<Snapshot, 'firstDate' | 'lastDate'> & Timeline,
): string[] {
  const calendar = calendarOf(rest);
  const last = periodsBetween(firstDate, lastDate, calendar);
  const ends = new Map<string, string[]>();
  for (const curve of curves) {
    // What is held back at the end was reported all the same.
    const known = curve.raw.findLastIndex(value => value !== null);
    // So was what its source withholds.
    const kept = [...curve.heldDays.held.map(({ period }) => period), ...(curve.suppressed ?? [])];
    const held = kept.map(period => periodsBetween(firstDate, period, calendar));
    const end = Math.max((curve.zero ?? 0) + known, ...held);
    if (curve.zero === null || known < 0 || end >= last) continue;
    const date = endName(addPeriods(firstDate, end, calendar), calendar);
    const words = `${curve.place.name} (${measureLabel(curve.measure, 'total')})`;
    ends.set(date, [...(ends.get(date) ?? []), words]);
  }
  return [...ends].map(
    ([date, names]) =>
      `The last report of ${formatShortList(names)} is of ${date}; the data ends ${whenIn(lastDate, calendar)}.`,
  );
}

/** `June 30, 2020`, `the week of June 29, 2020` */
function endName(period: string, calendar: Calendar): string {
  return `${calendar.unit === 'week' ? 'the ' : ''}${formatPeriod(period, calendar)}`;
}

/** Days on which a line jumps because much was added at once. */
function bulkNotes(
  curves: readonly Curve[],
  { smooth, per }: Pick<CurvesView, 'smooth' | 'per'>,
  timeline: Timeline,
): string[] {
  const calendar = calendarOf(timeline);
  const counts = curves.filter(({ measure }) => measure.kind === 'cumulative');
  if (calendar.unit !== 'day') return [];
  const days = counts.flatMap(curve =>
    bulkDays(curve, per).map(
      day =>
        `${curve.place.name} (${measureLabel(curve.measure, 'total')}) ${whenIn(dayDate(day, 0, timeline), calendar)}`,
    ),
  );
  if (days.length === 0) return [];
  const line = smooth > 1 ? ` Such a day lifts the line until it leaves the mean, ${smooth} days later.` : '';
  return [`Many were added at once, which may belong to other days: ${formatShortList(days)}.${line}`];
}

function namesOf(curves: readonly Curve[]): string[] {
  return [...new Set(curves.map(({ place }) => place.name))];
}

const WEEK = 7;
/** Compared with the largest of the other days within a week. */
const TIMES = 5;
const LEAST = 50;

/**
 * Days of the data on which far more was reported than on any day in the week before and the week after: five times
 * as many or more, and 50 at least. @param per values are per so many people; null for counts
 */
function bulkDays({ raw, zero, start, place }: Curve, per: number | null): number[] {
  if (zero === null) return [];
  const people = per === null ? 1 : (place.population ?? 0) / per;
  const found: number[] = [];
  for (let day = start; day < raw.length; day += 1) {
    const value = raw[day] ?? 0;
    if (value * people < LEAST) continue;
    const around = [...raw.slice(Math.max(start, day - WEEK), day), ...raw.slice(day + 1, day + 1 + WEEK)];
    const largest = Math.max(0, ...around.map(other => other ?? 0));
    if (largest > 0 && value >= TIMES * largest) found.push(zero + day);
  }
  return found;
}

/** Sentences about what smoothed lines do: where they begin, lie and break off. */
function lineNotes(
  curves: readonly Curve[],
  { change, scale, smooth, align }: Pick<CurvesView, 'change' | 'scale' | 'smooth' | 'align'>,
  calendar: Calendar,
): string[] {
  const noun = periodNoun(calendar);
  const drawn = curves.filter(({ zero }) => zero !== null);
  if (smooth === 1 || drawn.length === 0) return [];
  const notes: string[] = [];
  const hasDayZero = align !== null && drawn.some(({ average }) => (average[0] ?? null) !== null);
  if (change === 'total')
    notes.push(
      `The line of ${drawn.every(({ measure }) => measure.kind === 'cumulative' || measure.kind === 'flow') ? 'a total' : 'values'} is the mean of ${smooth} ${noun}s and so lies behind its points${hasDayZero ? `: on ${noun} 0 it is below them still` : ''}.`,
    );
  if (drawn.some(beginsLate))
    notes.push(
      `A line begins when ${smooth} ${noun}s are known; ${calendar.unit === 'day' ? 'on' : 'in'} the ${noun}s before there are points alone.`,
    );
  const broken = scale === 'log' ? drawn.filter(breaksOff) : [];
  if (broken.length > 0) {
    const names = [...new Set(broken.map(({ place }) => place.name))];
    notes.push(
      `Where the mean of ${smooth} ${noun}s is zero or less, a line breaks off: a logarithmic scale has no place for it (${formatShortList(names)}).`,
    );
  }
  return notes;
}

/** Whether there are days with a value before the first one with a mean. */
function beginsLate({ raw, average, start }: Curve): boolean {
  const first = raw.findIndex((value, day) => day >= start && value !== null);
  return first >= 0 && (average[first] ?? null) === null;
}

/** Whether the mean falls to zero or less after it has been above. */
function breaksOff({ average, start }: Curve): boolean {
  const first = average.findIndex((value, day) => day >= start && (value ?? 0) > 0);
  return first >= 0 && average.slice(first).some(value => value !== null && value <= 0);
}

const MOST_DESCRIBED = 12;

/** A summary of a chart for screen readers: the highest and the latest value of each curve. */
export function describeCurves(
  { curves }: CurveSet,
  { change }: Pick<CurvesView, 'change'>,
  timeline: Timeline,
): string {
  const calendar = calendarOf(timeline);
  const lines = curves.slice(0, MOST_DESCRIBED).map(({ place, measure, raw, zero, start }) => {
    const name = `${place.name}, ${measureLabel(measure, change)}`;
    let high: number | null = null;
    let newest: number | null = null;
    for (let day = start; day < raw.length; day += 1) {
      if ((raw[day] ?? null) === null) continue;
      newest = day;
      if (high === null || (raw[day] ?? 0) > (raw[high] ?? 0)) high = day;
    }
    if (zero === null || high === null || newest === null) return `${name}: no curve.`;
    const at = (day: number) =>
      `${formatAmount(raw[day] ?? 0, formOf(measure, change))} ${whenIn(dayDate(day, zero, timeline), calendar)}`;
    return `${name}: highest ${at(high)}, newest ${at(newest)}.`;
  });
  const rest = curves.length - lines.length;
  return [...lines, ...(rest > 0 ? [`And ${rest} more curves; the table has all.`] : [])].join(' ');
}
