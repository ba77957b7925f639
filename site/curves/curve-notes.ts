import type { Snapshot } from '../../functions/contract/snapshot.ts';
import { addDays, daysBetween } from '../../functions/measures/calendar.ts';
import { dateWords } from '../text/date-words.ts';
import { someWords } from '../text/list-words.ts';
import { measureWords } from '../text/measure-words.ts';
import { readableSentence } from '../text/readable-sentence.ts';
import { bulkDays } from './bulk-days.ts';
import type { Curve } from './curve.ts';
import { dayZeroWords, notReportedWords } from './curve-words.ts';
import type { CurvesScene } from './curves-scene.ts';
import type { CurvesView } from './curves-view.ts';
import { lineNotes } from './line-notes.ts';

const MOST_REASONS = 3;

/** Sentences about what a chart cannot show, or shows in its own way; none where there is nothing to say. */
export function curveNotes(
  { set: { curves } }: Pick<CurvesScene, 'set'>,
  view: Pick<CurvesView, 'align' | 'change' | 'per' | 'scale' | 'smooth' | 'measures'>,
  snapshot: Pick<Snapshot, 'firstDate' | 'lastDate' | 'measures'>,
  colors: number,
  nameOf: (region: string) => string = id => id,
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
      `How many people live in ${someWords(hasNoPeople)} is not known here, so nothing can be shown per person.`,
    );
  if (late.length > 0 && align !== null && leading !== undefined)
    notes.push(`${someWords(late)}: no curve, for ${dayZeroWords(align, leading)} has not come there yet.`);
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
    notes.push(`Colours repeat after ${colors} places; point at a curve, or at a name in the legend, to bring it out.`);
  return notes;
}

/** Case types that a place has no number of at all. */
function missingNotes(curves: readonly Curve[], { measures }: Pick<Snapshot, 'measures'>): string[] {
  return measures.flatMap(measure => {
    const without = curves.filter(
      ({ measure: { id }, zero, isReported }) => id === measure.id && zero !== null && !isReported,
    );
    return without.length === 0 ? [] : [notReportedWords(measure, namesOf(without))];
  });
}

/** Gaps that a check made, with the reason, and sums that count last accepted values. */
function heldNotes(curves: readonly Curve[], nameOf: (region: string) => string): string[] {
  const reasons = [...new Set(curves.flatMap(({ heldDays }) => heldDays.held.map(({ reason }) => reason)))];
  const more = reasons.length - MOST_REASONS;
  const lacking = curves.flatMap(({ place, heldDays }) =>
    heldDays.lacks.map(
      ({ period, children }) => `${place.name} on ${dateWords(period)} (${someWords(children.map(nameOf))})`,
    ),
  );
  return [
    ...reasons.slice(0, MOST_REASONS).map(reason => `Held back: ${readableSentence(reason)}.`),
    ...(more > 0 ? [`${more} more values are held back; “About” lists them.`] : []),
    ...(lacking.length === 0
      ? []
      : [`Sums that count the last accepted value of a part: ${someWords([...new Set(lacking)])}.`]),
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
    const date = dateWords(addDays(firstDate, end));
    const words = `${curve.place.name} (${measureWords(curve.measure, 'total')})`;
    ends.set(date, [...(ends.get(date) ?? []), words]);
  }
  return [...ends].map(
    ([date, names]) => `The last report of ${someWords(names)} is of ${date}; the data ends on ${dateWords(lastDate)}.`,
  );
}

/** Days on which a line jumps because many cases were added at once. */
function bulkNotes(
  curves: readonly Curve[],
  { smooth, per }: Pick<CurvesView, 'smooth' | 'per'>,
  { firstDate }: Pick<Snapshot, 'firstDate'>,
): string[] {
  const days = curves.flatMap(curve =>
    bulkDays(curve, per).map(
      day => `${curve.place.name} (${measureWords(curve.measure, 'total')}) on ${dateWords(addDays(firstDate, day))}`,
    ),
  );
  if (days.length === 0) return [];
  const line = smooth > 1 ? ` Such a day lifts the line until it leaves the mean, ${smooth} days later.` : '';
  return [`Many were added at once, which may belong to other days: ${someWords(days)}.${line}`];
}

function namesOf(curves: readonly Curve[]): string[] {
  return [...new Set(curves.map(({ place }) => place.name))];
}
