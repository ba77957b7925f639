import { someWords } from '../text/list-words.ts';
import type { Curve } from './curve.ts';
import type { CurvesView } from './curves-view.ts';

/** Sentences about what smoothed lines do: where they begin, lie and break off. */
export function lineNotes(
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
      `Where the mean of ${smooth} days is zero or less, a line breaks off: a logarithmic scale has no place for it (${someWords(names)}).`,
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
