import type { Maybe } from '../contract/changes.ts';
import { newValues, type Origin } from './new-values.ts';
import { perCapita } from './per-capita.ts';
import { roundDerived } from './round.ts';

/** How a region's totals are turned into the values to show. */
export interface Derivation {
  readonly change: 'total' | 'new';
  /** Days of the moving average; 1 does not smooth. */
  readonly smooth: number;
  /** Per how many people, such as 100,000; null for absolute values. */
  readonly per: number | null;
}

/** How many days before the first requested day a derivation needs. */
export function lookbackDays({ change, smooth }: Derivation): number {
  return change === 'new' ? smooth : smooth - 1;
}

/** A region's totals as values to show, as many as there are totals. The first {@link lookbackDays} of them may be null, because the days before them are missing. */
export function derive(
  totals: readonly Maybe[],
  region: { readonly origin: Origin; readonly population: Maybe },
  { change, smooth, per }: Derivation,
): Maybe[] {
  const values = change === 'new' ? newValues(totals, region.origin, smooth) : movingAverage(totals, smooth);
  return values.map(value => roundDerived(per === null ? value : perCapita(value, region.population, per)));
}

/** The index of the first day on which a total has reached `threshold`, or null where it never did. */
export function dayZero(totals: readonly Maybe[], threshold: number): number | null {
  const index = totals.findIndex(total => total !== null && total >= threshold);
  return index < 0 ? null : index;
}

/** The trailing mean of `days` values, null where one of them is null or lies before the list. */
export function movingAverage(values: readonly Maybe[], days: number): Maybe[] {
  let sum = 0;
  let known = 0;
  return values.map((value, index) => {
    if (value !== null) {
      sum += value;
      known += 1;
    }
    const leaving = index >= days ? (values[index - days] ?? null) : null;
    if (leaving !== null) {
      sum -= leaving;
      known -= 1;
    }
    return known === days ? sum / days : null;
  });
}
