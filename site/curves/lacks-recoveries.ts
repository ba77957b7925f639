import type { Totals } from './series-source.ts';

/** In so many days somebody recovers where cases are counted by the hundred. */
const DAYS = 28;
const CASES = 100;

/**
 * Whether the recoveries of a place are not reported, though its totals say zero: the last four weeks have none, and
 * cases kept growing in them.
 */
export function lacksRecoveries(totals: Totals): boolean {
  const cases = totals.get('confirmed') ?? [];
  const recovered = totals.get('recovered') ?? [];
  const last = recovered.findLastIndex(total => total !== null);
  const first = last - DAYS;
  const before = cases[first] ?? null;
  const after = cases[last] ?? null;
  if (before === null || after === null || before < CASES || after <= before) return false;
  return recovered.slice(first, last + 1).every(total => total === null || total === 0);
}
