import type { Snapshot } from '../../functions/contract/snapshot.ts';
import { addDays, daysBetween } from '../../functions/measures/calendar.ts';
import { dateWords } from '../text/date-words.ts';
import { someWords } from '../text/list-words.ts';
import { measureWords } from '../text/measure-words.ts';
import { bulkDays } from './bulk-days.ts';
import type { Curve } from './curve.ts';
import { dayZeroWords } from './curve-words.ts';
import type { CurvesScene } from './curves-scene.ts';
import type { CurvesView } from './curves-view.ts';
import { lineNotes } from './line-notes.ts';

/** Sentences about what a chart cannot show, or shows in its own way; none where there is nothing to say. */
export function curveNotes(
  { set: { curves }, withoutRecoveries }: Pick<CurvesScene, 'set' | 'withoutRecoveries'>,
  view: Pick<CurvesView, 'align' | 'change' | 'per' | 'scale' | 'smooth' | 'measures'>,
  snapshot: Pick<Snapshot, 'firstDate' | 'lastDate' | 'measures'>,
  colors: number,
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
    ...recoveryNotes(withoutRecoveries, view),
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
      ({ measure: { id }, raw, zero }) => id === measure.id && zero !== null && raw.every(value => value === null),
    );
    return without.length === 0
      ? []
      : [`No ${measureWords(measure, 'total')} are reported for ${someWords(namesOf(without))}.`];
  });
}

/** Zeros that stand for not known. */
function recoveryNotes(places: readonly string[], { measures }: Pick<CurvesView, 'measures'>): string[] {
  if (places.length === 0 || !(measures.includes('recovered') || measures.includes('active'))) return [];
  const active = measures.includes('active') ? '; the active cases there are too high by them' : '';
  return [`Recoveries are not reported for ${someWords(places)}: zeros stand for not known${active}.`];
}

/** Places whose reports end before those of the data set do. */
function endNotes(
  curves: readonly Curve[],
  { firstDate, lastDate }: Pick<Snapshot, 'firstDate' | 'lastDate'>,
): string[] {
  const last = daysBetween(firstDate, lastDate);
  const ends = new Map<string, string[]>();
  for (const curve of curves) {
    const end = (curve.zero ?? 0) + curve.raw.findLastIndex(value => value !== null);
    const known = curve.zero !== null && curve.raw.some(value => value !== null);
    if (!known || end >= last) continue;
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
