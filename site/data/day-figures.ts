import type { Maybe } from '../../functions/contract/changes.ts';
import type { HeldBack } from '../../functions/contract/held.ts';
import type { Latest } from '../../functions/contract/latest.ts';
import type { Place } from './place.ts';

/**
 * One measure of a map on one day, by row; shorter than the map's rows where the last regions were not known yet. What was
 * held back or lacks is that of the day and of the one before, which `new` starts from.
 */
export interface DayFigures extends HeldBack {
  readonly date: string;
  readonly total: readonly Maybe[];
  /** Total less the total of the day before. */
  readonly new: readonly Maybe[];
}

/** The newest day, as the latest blob has it. */
export function latestFigures(latest: Latest, measure: string): DayFigures {
  const columns = latest.measures[measure];
  const { total = [], new: fresh = [], held = [], lacks = [] } = columns ?? {};
  return { date: latest.date, total, new: fresh, held, lacks };
}

/** The value of a place in a column; of several places that one shape stands for their sum, null where one has none. */
export function valueIn(column: readonly Maybe[], { row, parts }: Place): Maybe {
  if (parts === undefined) return column[row] ?? null;
  let sum = 0;
  for (const part of parts) {
    const value = column[part.row] ?? null;
    if (value === null) return null;
    sum += value;
  }
  return sum;
}

/** The sum of what is known; null where nothing is. */
export function sumOf(values: readonly Maybe[]): Maybe {
  let sum: Maybe = null;
  for (const value of values) if (value !== null) sum = (sum ?? 0) + value;
  return sum;
}
