import type { Maybe } from '../contract/changes.ts';

/** The index of the first day on which a total has reached `threshold`, or null where it never did. */
export function dayZero(totals: readonly Maybe[], threshold: number): number | null {
  const index = totals.findIndex(total => total !== null && total >= threshold);
  return index < 0 ? null : index;
}
