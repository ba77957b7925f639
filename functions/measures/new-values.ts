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

/** Some consecutive days of a typed array, NaN where nothing is known; views of their own would take longer to make than to read. */
export interface Stretch {
  readonly values: Float64Array;
  readonly from: number;
  readonly to: number;
}

/**
 * {@link newValues} of one period, NaN for null; of a flow, what was added since the last known total.
 * @param fresh is filled from its beginning @param before the total of the period before
 */
export function eachNew(
  fresh: Float64Array,
  { values, from, to }: Stretch,
  before: number,
  { first, mapFirst, isFlow }: Origin & { readonly isFlow: boolean },
): void {
  if (isFlow) {
    eachAdded(fresh, { values, from, to }, before);
    return;
  }
  let last = before;
  for (let at = from; at < to; at++) {
    const day = at - from;
    const total = values[at] ?? Number.NaN;
    fresh[day] = day > mapFirst ? total - (day <= first ? 0 : last) : Number.NaN;
    last = total;
  }
}

function eachAdded(fresh: Float64Array, { values, from, to }: Stretch, before: number): void {
  let last = Number.isNaN(before) ? 0 : before;
  for (let at = from; at < to; at++) {
    const total = values[at] ?? Number.NaN;
    fresh[at - from] = total - last;
    if (!Number.isNaN(total)) last = total;
  }
}

function totalBefore(totals: readonly Maybe[], { first, mapFirst }: Origin, index: number): Maybe {
  if (index < mapFirst) return null;
  if (index < first) return 0;
  return totals[index] ?? null;
}
