import { MISSING } from '../../color/scale.ts';
import { capitalized, derivedWords, measureWords } from '../../format/measures.ts';
import type { LegendContent } from './legend.ts';
import type { Shown } from './model.ts';

/** What the colors of a map mean. */
export function legendOf({ measure, view, scale, paints, heldBack }: Shown): LegendContent {
  const used = new Set(paints);
  return {
    title: capitalized(measureWords(measure, view.change)),
    unit: derivedWords(view.per, view.smooth),
    note: [measure.description, ...(used.has(MISSING) ? [hatchedWords(heldBack.held.size > 0)] : [])].join(' ').trim(),
    kind: measure.kind,
    scale,
    used,
  };
}

/** Of a map with hatched places, some of which may be held back. */
function hatchedWords(isHeld: boolean): string {
  const why = isHeld ? 'have no report of this day, or a check held it back' : 'have no report of this day';
  return `Hatched places ${why}. That is not zero: point at one to see ${isHeld ? 'which' : 'its last report'}.`;
}
