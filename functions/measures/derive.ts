import type { Maybe } from '../contract/changes.ts';
import { newValues, type Origin } from './new-values.ts';
import { perCapita } from './per-capita.ts';
import { roundDerived } from './round.ts';

/** How a region's totals are turned into the values to show. */
export interface Derivation {
  readonly change: 'total' | 'new';
  /** Periods of the moving average; 1 does not smooth. */
  readonly smooth: number;
  /** Per how many people, such as 100,000; null for absolute values. */
  readonly per: number | null;
}

/** What the stored values of a measure mean. */
export interface StoredAs {
  /** Stored values are whole numbers: the value times ten to this power. */
  readonly decimals: number;
  /** Of a flow, what was added in each period; null for other kinds. */
  readonly added: readonly Maybe[] | null;
}

const WHOLE_NUMBERS: StoredAs = { decimals: 0, added: null };

/** How many periods before the first requested one a derivation needs. */
export function lookbackDays({ change, smooth }: Derivation): number {
  return change === 'new' ? smooth : smooth - 1;
}

/** A region's totals as values to show, as many as there are totals. The first {@link lookbackDays} of them may be null, because the periods before them are missing. */
export function derive(
  totals: readonly Maybe[],
  region: { readonly origin: Origin; readonly population: Maybe },
  { change, smooth, per }: Derivation,
  { decimals, added }: StoredAs = WHOLE_NUMBERS,
): Maybe[] {
  const power = 10 ** decimals;
  const fresh = () => (added === null ? newValues(totals, region.origin, smooth) : movingAverage(added, smooth));
  const values = change === 'new' ? fresh() : movingAverage(totals, smooth);
  // Whole numbers divided by a power of ten are as exact as they were written.
  if (smooth === 1 && per === null) return values.map(value => (value === null ? null : value / power));
  return values.map(value => {
    const plain = value === null ? null : value / power;
    return roundDerived(per === null ? plain : perCapita(plain, region.population, per));
  });
}

/** The index of the first period in which a total has reached `threshold`, or null where it never did. */
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
