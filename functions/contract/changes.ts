/** A number, or null where nothing is known: missing is never zero. */
export type Maybe = number | null;

/**
 * Totals of consecutive days as differences, the form in which frames and series store them.
 *
 * The first known day is written against `base` (the total of the day before the first day; null counts as 0 here),
 * each later one against the last known day, so a gap costs one null and loses nothing. Exact for integers.
 */
export function changesFromTotals(totals: readonly Maybe[], base: Maybe): Maybe[] {
  let last = base ?? 0;
  return totals.map(total => {
    if (total === null) return null;
    const change = total - last;
    last = total;
    return change;
  });
}

/** The inverse of {@link changesFromTotals}. */
export function totalsFromChanges(changes: readonly Maybe[], base: Maybe): Maybe[] {
  let last = base ?? 0;
  return changes.map(change => {
    if (change === null) return null;
    last += change;
    return last;
  });
}
