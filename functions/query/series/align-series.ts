import * as v from 'valibot';
import type { RegionDescription, SeriesAnswer, SeriesEntry } from '../../contract/answers.ts';
import { dayZero } from '../../measures/derive.ts';
import type { RegionTotals } from './read-totals.ts';

/** One region's curves, with its totals on the same days. */
export interface RegionCurves {
  readonly region: RegionDescription;
  readonly totalsOf: RegionTotals['totalsOf'];
  readonly series: readonly SeriesEntry[];
}

/**
 * Curves from each region's own day 0, the first day on which its total of `measure` reached the threshold. All are as
 * long as the longest; a shorter one ends in null, and one that never got there is null throughout.
 */
export function alignSeries(
  curves: readonly RegionCurves[],
  dates: readonly string[],
  alignment: Alignment,
  measure: string,
): Pick<SeriesAnswer, 'periods' | 'days' | 'series'> {
  const zeros = curves.map(({ region, totalsOf }) => {
    const threshold = alignmentThreshold(alignment, region.population);
    return threshold === null ? null : dayZero(totalsOf(measure), threshold);
  });
  const length = Math.max(0, ...zeros.map(zero => (zero === null ? 0 : dates.length - zero)));
  const days = Array.from({ length }, (_, day) => day);
  const series = curves.flatMap((curve, index) => {
    const zero = zeros[index] ?? null;
    const start = zero === null ? null : (dates[zero] ?? null);
    const isReached = (period: string) => start !== null && period >= start;
    const isShown = ({ period }: { readonly period: string }) => isReached(period);
    return curve.series.map(entry => ({
      ...entry,
      dayZero: start,
      values: days.map(day => (zero === null ? null : (entry.values[zero + day] ?? null))),
      suppressed: entry.suppressed.filter(isReached),
      held: entry.held.filter(isShown),
      lacks: entry.lacks.filter(isShown),
    }));
  });
  return { periods: null, days, series };
}

export type Alignment = v.InferOutput<typeof alignment>;

/** Day 0 of a line: the first day with a total of so many, or with one in so many people. */
export const alignment = v.pipe(
  v.string(),
  v.regex(/^(total:|rate:1\/)[1-9]\d{0,9}$/, '"total:N" or "rate:1/N" with N from 1 to 9999999999'),
  v.examples(['total:100', 'rate:1/10000']),
  v.transform(given => ({
    by: given.startsWith('total:') ? ('total' as const) : ('rate' as const),
    count: Number(/\d+$/.exec(given)?.[0]),
  })),
);

/** The total that makes day 0, or null where there is none: nobody lives there, or the population is not known. */
function alignmentThreshold({ by, count }: Alignment, population: number | null): number | null {
  if (by === 'total') return count;
  return population === null || population <= 0 ? null : population / count;
}
