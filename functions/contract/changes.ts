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

/** Rows of totals, coded: one base a row, and the changes of all rows one after the other, a day each. */
export interface CodedRows {
  readonly base: readonly Maybe[];
  readonly changes: readonly Maybe[];
}

/** The totals of one coded row. @param days how many a row has */
export function totalsOfRow({ base, changes }: CodedRows, row: number, days: number): Maybe[] {
  return totalsFromChanges(changes.slice(row * days, (row + 1) * days), base[row] ?? null);
}
