import type { MeasureDescription } from '../../functions/contract/snapshot.ts';
import { countWords } from '../text/number-words.ts';
import type { CurveSet } from './curve.ts';
import { dayZeroWords, notReportedWords } from './curve-words.ts';
import type { CurvesView } from './curves-view.ts';

export interface Emptiness {
  readonly words: string;
  /** Whether the legend stays: what is missing can be had there. */
  readonly inLegend: boolean;
}

/** Why there is nothing to see; null where there are curves, or they have not come yet. */
export function emptiness(
  view: Pick<CurvesView, 'regions' | 'measures' | 'hidden' | 'align'>,
  { curves }: Pick<CurveSet, 'curves'>,
  leading: MeasureDescription,
): Emptiness | null {
  const { regions, measures, hidden, align } = view;
  const gone = (words: string): Emptiness => ({ words, inLegend: false });
  if (regions.length === 0)
    return gone('No place is chosen. Search for a county, state, province or country above: its curve appears here.');
  if (measures.length === 0) return gone('No case type is chosen. Tick one above: its curves appear here.');
  const isOff = measures.every(id => hidden.includes(id)) || regions.every(id => hidden.includes(id));
  if (curves.length === 0)
    return isOff
      ? { words: 'Every curve is switched off in the legend. Press a name there to see it again.', inLegend: true }
      : null;
  if (curves.every(({ zero, isReported }) => zero !== null && !isReported)) {
    const shown = [...new Map(curves.map(({ measure }) => [measure.id, measure])).values()];
    const places = [...new Set(curves.map(({ place }) => place.name))];
    return gone(shown.map(measure => notReportedWords(measure, places)).join(' '));
  }
  if (align === null || curves.some(({ zero }) => zero !== null)) return null;
  if (align.by === 'rate' && curves.every(({ place }) => (place.population ?? 0) <= 0))
    return gone(
      `How many people live here is not known, so no curve can start at 1 case in ${countWords(align.count)} people.`,
    );
  const smaller = align.by === 'cases' ? ' Choose a smaller number, or start the curves by date.' : '';
  return gone(`No curve begins: ${dayZeroWords(align, leading)} has come to none of the places shown yet.${smaller}`);
}
