import { dateWords } from '../text/date-words.ts';
import { countWords, valueWords } from '../text/number-words.ts';
import type { Curve } from './curve.ts';
import { isCorrection } from './curve-layers.ts';
import type { CurvesView } from './curves-view.ts';
import { dayDate } from './readout-content.ts';

const MEANING = 'A correction: the total went down that day.';

/** What the crosses of a chart stand for, and which of them stand elsewhere than at their value; null without any. */
export function correctionWords(
  curves: readonly Curve[],
  { change, scale }: Pick<CurvesView, 'change' | 'scale'>,
  [low]: readonly [number, number],
  firstDate: string,
): string | null {
  let count = 0;
  let deeper = 0;
  let deepest: { readonly curve: Curve; readonly day: number; readonly value: number } | null = null;
  for (const curve of curves) {
    for (let day = curve.start; day < curve.raw.length; day += 1) {
      const value = curve.raw[day] ?? null;
      if (!isCorrection(value, change, curve)) continue;
      count += 1;
      if (value < low) deeper += 1;
      if (deepest === null || value < deepest.value) deepest = { curve, day, value };
    }
  }
  if (count === 0 || deepest === null) return null;
  if (scale === 'log') return `${MEANING} On a logarithmic scale it stands at the lower edge, whatever its size.`;
  if (deeper === 0) return MEANING;
  const { curve, day, value } = deepest;
  const at = `${valueWords(value)} in ${curve.place.name} on ${dateWords(dayDate(day, curve.zero ?? 0, { firstDate }))}`;
  return deeper === 1
    ? `${MEANING} One is too deep for the axis and stands at its lower edge: ${at}.`
    : `${MEANING} ${countWords(deeper)} are too deep for the axis and stand at its lower edge; the deepest is ${at}.`;
}
