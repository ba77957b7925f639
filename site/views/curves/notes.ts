import type { Snapshot } from '../../../functions/contract/snapshot.ts';
import { addDays, daysBetween } from '../../../functions/measures/periods.ts';
import { measureLabel } from '../../format/measures.ts';
import { formatDate, formatValue } from '../../format/numbers-and-dates.ts';
import { formatShortList, readableSentence } from '../../format/sentences.ts';
import type { CurvesView } from './address.ts';
import { type Curve, type CurveSet, dayDate } from './curve-set.ts';
import { dayZeroLabel, notReportedSentence } from './format.ts';

const MOST_REASONS = 3;

/** Sentences about what a chart cannot show, or shows in its own way; none where there is nothing to say. */
export function curveNotes(
  { curves }: Pick<CurveSet, 'curves'>,
  view: Pick<CurvesView, 'align' | 'change' | 'per' | 'scale' | 'smooth' | 'measures'>,
  snapshot: Pick<Snapshot, 'firstDate' | 'lastDate' | 'measures'>,
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
    ...heldNotes(curves, nameOf),
    ...endNotes(curves, snapshot),
    ...lineNotes(curves, view),
  );
  if (view.change === 'new') notes.push(...bulkNotes(curves, view, snapshot));
  if (scale === 'log' && curves.some(({ raw, start }) => raw.slice(start).includes(0)))
    notes.push('Days with zero have no place on a logarithmic scale; a linear one shows them.');
  if (namesOf(curves).length > colors)
    notes.push(
      `Colors repeat after ${colors} places; point at a curve, or at a name in the legend, to make it stand out.`,
    );
  return notes;
}

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
function heldNotes(curves: readonly Curve[], nameOf: (region: string) => string): string[] {
  const reasons = [...new Set(curves.flatMap(({ heldDays }) => heldDays.held.map(({ reason }) => reason)))];
  const more = reasons.length - MOST_REASONS;
  const lacking = curves.flatMap(({ place, heldDays }) =>
    heldDays.lacks.map(
      ({ period, children }) => `${place.name} on ${formatDate(period)} (${formatShortList(children.map(nameOf))})`,
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

/** Places whose reports end before those of the data set do. */
function endNotes(
  curves: readonly Curve[],
  { firstDate, lastDate }: Pick<Snapshot, 'firstDate' | 'lastDate'>,
): string[] {
  const last = daysBetween(firstDate, lastDate);
  const ends = new Map<string, string[]>();
  for (const curve of curves) {
    // What is held back at the end was reported all the same.
    const known = curve.raw.findLastIndex(value => value !== null);
    const held = curve.heldDays.held.map(({ period }) => daysBetween(firstDate, period));
    const end = Math.max((curve.zero ?? 0) + known, ...held);
    if (curve.zero === null || known < 0 || end >= last) continue;
    const date = formatDate(addDays(firstDate, end));
    const words = `${curve.place.name} (${measureLabel(curve.measure, 'total')})`;
    ends.set(date, [...(ends.get(date) ?? []), words]);
  }
  return [...ends].map(
    ([date, names]) =>
      `The last report of ${formatShortList(names)} is of ${date}; the data ends on ${formatDate(lastDate)}.`,
  );
}

/** Days on which a line jumps because much was added at once. */
function bulkNotes(
  curves: readonly Curve[],
  { smooth, per }: Pick<CurvesView, 'smooth' | 'per'>,
  { firstDate }: Pick<Snapshot, 'firstDate'>,
): string[] {
  const days = curves.flatMap(curve =>
    bulkDays(curve, per).map(
      day => `${curve.place.name} (${measureLabel(curve.measure, 'total')}) on ${formatDate(addDays(firstDate, day))}`,
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
): string[] {
  const drawn = curves.filter(({ zero }) => zero !== null);
  if (smooth === 1 || drawn.length === 0) return [];
  const notes: string[] = [];
  const hasDayZero = align !== null && drawn.some(({ average }) => (average[0] ?? null) !== null);
  if (change === 'total')
    notes.push(
      `The line of a total is the mean of ${smooth} days and so lies behind its points${hasDayZero ? ': on day 0 it is below them still' : ''}.`,
    );
  if (drawn.some(beginsLate))
    notes.push(`A line begins when ${smooth} days are known; on the days before there are points alone.`);
  const broken = scale === 'log' ? drawn.filter(breaksOff) : [];
  if (broken.length > 0) {
    const names = [...new Set(broken.map(({ place }) => place.name))];
    notes.push(
      `Where the mean of ${smooth} days is zero or less, a line breaks off: a logarithmic scale has no place for it (${formatShortList(names)}).`,
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
  firstDate: string,
): string {
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
    const at = (day: number) => `${formatValue(raw[day] ?? 0)} on ${formatDate(dayDate(day, zero, { firstDate }))}`;
    return `${name}: highest ${at(high)}, newest ${at(newest)}.`;
  });
  const rest = curves.length - lines.length;
  return [...lines, ...(rest > 0 ? [`And ${rest} more curves; the table has all.`] : [])].join(' ');
}
