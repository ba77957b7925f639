import type { Maybe } from '../contract/changes.ts';
import { newValues, type Origin } from './new-values.ts';
import { perCapita } from './per-capita.ts';
import { roundDerived } from './round.ts';

/** What is to be shown of a region's totals. */
export interface Derivation {
  readonly change: 'total' | 'new';
  /** The mean of so many days; 1 smooths nothing. */
  readonly smooth: number;
  /** Values per so many people, or null. */
  readonly per: number | null;
}

/** How many days before the first one wanted a derivation looks back. */
export function leadDays({ change, smooth }: Derivation): number {
  return change === 'new' ? smooth : smooth - 1;
}

/** A region's totals as values to show, as many as there are totals. The first {@link leadDays} of them may be null for want of lead. */
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
