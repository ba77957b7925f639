import { dateWords } from '../text/date-words.ts';
import { measureWords } from '../text/measure-words.ts';
import { valueWords } from '../text/number-words.ts';
import type { CurveSet } from './curve.ts';
import type { CurvesView } from './curves-view.ts';
import { dayDate } from './readout-content.ts';

const MOST = 12;

/** What a chart says in short, for those who hear the page: of each curve its highest value and its newest. */
export function describeCurves(
  { curves }: CurveSet,
  { change }: Pick<CurvesView, 'change'>,
  firstDate: string,
): string {
  const lines = curves.slice(0, MOST).map(({ place, measure, raw, zero, start }) => {
    const name = `${place.name}, ${measureWords(measure, change)}`;
    let high: number | null = null;
    let newest: number | null = null;
    for (let day = start; day < raw.length; day += 1) {
      if ((raw[day] ?? null) === null) continue;
      newest = day;
      if (high === null || (raw[day] ?? 0) > (raw[high] ?? 0)) high = day;
    }
    if (zero === null || high === null || newest === null) return `${name}: no curve.`;
    const at = (day: number) => `${valueWords(raw[day] ?? 0)} on ${dateWords(dayDate(day, zero, { firstDate }))}`;
    return `${name}: highest ${at(high)}, newest ${at(newest)}.`;
  });
  const rest = curves.length - lines.length;
  return [...lines, ...(rest > 0 ? [`And ${rest} more curves; the table has all.`] : [])].join(' ');
}
