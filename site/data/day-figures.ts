import type { Maybe } from '../../functions/contract/changes.ts';
import type { Latest } from '../../functions/contract/latest.ts';

/** One measure of a map on one day, by row; shorter than the map's rows where the last regions were not known yet. */
export interface DayFigures {
  readonly date: string;
  readonly total: readonly Maybe[];
  /** Total less the total of the day before. */
  readonly new: readonly Maybe[];
}

/** The newest day, as the latest blob has it. */
export function latestFigures(latest: Latest, measure: string): DayFigures {
  const columns = latest.measures[measure];
  return { date: latest.date, total: columns?.total ?? [], new: columns?.new ?? [] };
}

/** The sum of what is known; null where nothing is. */
export function sumOf(values: readonly Maybe[]): Maybe {
  let sum: Maybe = null;
  for (const value of values) if (value !== null) sum = (sum ?? 0) + value;
  return sum;
}
