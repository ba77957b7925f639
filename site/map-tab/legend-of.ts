import { MISSING } from '../color/paint.ts';
import type { LegendContent } from '../legend/render-legend.ts';
import { capitalized, derivedWords, measureWords } from '../text/measure-words.ts';
import type { Shown } from './shown.ts';

const HATCHED = 'Hatched places have no report on this day, which is not zero: point at one for its last report.';

/** What the colors of a map mean. */
export function legendOf({ measure, view, scale, paints }: Shown): LegendContent {
  const used = new Set(paints);
  return {
    title: capitalized(measureWords(measure, view.change)),
    unit: derivedWords(view.per, view.smooth),
    note: [measure.description, ...(used.has(MISSING) ? [HATCHED] : [])].join(' ').trim(),
    kind: measure.kind,
    scale,
    used,
  };
}
