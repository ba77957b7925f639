import type { InspectedCsv } from './inspect-csv.ts';
import type { ColumnPlaces } from './match-headings.ts';

/** How many rejected rows of a file are shown. */
export const MAX_SAMPLES = 20;

/** One upload of a batch; `sha256` tells its rows from the others'. */
export interface BatchFile {
  readonly sha256: string;
  readonly csv: InspectedCsv;
}

/** Holds for a row whose counts are all whole numbers or blank. */
export function fitsTest(places: ColumnPlaces): string {
  const counts = [...places].flatMap(([column, place]) => (column.type === 'count' && place !== null ? [place] : []));
  return counts.length === 0 ? 'true' : `(${counts.map(place => `w${place} IS NULL`).join(' AND ')})`;
}
