import type { Maybe } from '../contract/changes.ts';

/** When a region and its map start: indices into the list of days, possibly outside of it. */
export interface Origin {
  /** The day of the region's first record. */
  readonly first: number;
  /** The day of the map's first record. */
  readonly mapFirst: number;
}

/**
 * New per day from totals: `total[d] - total[d-1]`, null where either is null. Before a region's first record its
 * total counts as 0 if the map has earlier days. With `days` = n the mean of n days: `(total[d] - total[d-n]) / n`.
 *
 * The first `days` entries are null: pass that many days of lookback.
 */
export function newValues(totals: readonly Maybe[], origin: Origin, days = 1): Maybe[] {
  return totals.map((total, index) => {
    const before = totalBefore(totals, origin, index - days);
    return total === null || before === null ? null : (total - before) / days;
  });
}

/** {@link newValues} of one day in typed arrays, NaN for null. @param before the total of the day before the first one */
export function dailyNew(totals: Float64Array, before: number, { first, mapFirst }: Origin): Float64Array {
  const fresh = new Float64Array(totals.length).fill(Number.NaN);
  let last = before;
  for (let day = 0; day < totals.length; day++) {
    const total = totals[day] ?? Number.NaN;
    if (day > mapFirst) fresh[day] = total - (day <= first ? 0 : last);
    last = total;
  }
  return fresh;
}

function totalBefore(totals: readonly Maybe[], { first, mapFirst }: Origin, index: number): Maybe {
  if (index < mapFirst) return null;
  if (index < first) return 0;
  return totals[index] ?? null;
}
