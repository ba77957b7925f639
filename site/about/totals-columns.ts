import type { Totals } from '../../functions/contract/receipt.ts';
import type { MeasureDescription } from '../../functions/contract/snapshot.ts';

export interface TotalsColumns {
  readonly names: readonly string[];
  /** The cells of one line; null where a measure is not known. */
  readonly cells: (totals: Totals) => readonly (number | null)[];
}

/** A column for each measure that any of these totals has, in the order of the data set. */
export function totalsColumns(all: readonly Totals[], measures: readonly MeasureDescription[]): TotalsColumns {
  const known = measures.filter(({ id }) => all.some(totals => totals[id] !== undefined));
  return {
    names: known.map(({ title }) => title),
    cells: totals => known.map(({ id }) => totals[id] ?? null),
  };
}
