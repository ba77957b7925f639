import type { Snapshot } from '../../functions/contract/snapshot.ts';
import { addDays, daysBetween } from '../../functions/measures/calendar.ts';
import { dateWords } from '../text/date-words.ts';
import { measureWords } from '../text/measure-words.ts';
import type { Curve, CurveSet } from './curve.ts';
import { dayZeroWords, listWords } from './curve-words.ts';
import type { CurvesView } from './curves-view.ts';

const MOST_NAMED = 3;

/** Sentences about what a chart cannot show, or shows in its own way; none where there is nothing to say. */
export function curveNotes(
  { curves }: CurveSet,
  view: Pick<CurvesView, 'align' | 'per' | 'scale' | 'measures'>,
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
    notes.push(`How many people live in ${someOf(hasNoPeople)} is not known here, so nothing can be shown per person.`);
  if (late.length > 0 && align !== null && leading !== undefined)
    notes.push(`${someOf(late)}: no curve, for ${dayZeroWords(align, leading)} has not come there yet.`);
  notes.push(
    ...missingNotes(
      curves.filter(curve => per === null || !nobody(curve)),
      snapshot,
    ),
    ...endNotes(curves, snapshot),
  );
  if (scale === 'log' && curves.some(({ raw, start }) => raw.slice(start).includes(0)))
    notes.push('Days with zero have no place on a logarithmic scale; a linear one shows them.');
  if (namesOf(curves).length > colors)
    notes.push(`Colours repeat after ${colors} places; point at a name in the legend to bring its curve out.`);
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
      : [`No ${measureWords(measure, 'total')} are reported for ${someOf(namesOf(without))}.`];
  });
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
    ([date, names]) => `The last report of ${someOf(names)} is of ${date}; the data ends on ${dateWords(lastDate)}.`,
  );
}

function namesOf(curves: readonly Curve[]): string[] {
  return [...new Set(curves.map(({ place }) => place.name))];
}

function someOf(names: readonly string[]): string {
  const rest = names.length - MOST_NAMED;
  return rest > 1 ? `${names.slice(0, MOST_NAMED).join(', ')} and ${rest} more` : listWords(names);
}
