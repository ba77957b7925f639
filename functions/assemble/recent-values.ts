import type { Maybe } from '../contract/changes.ts';
import type { Latest } from '../contract/latest.ts';
import type { Calendar } from '../contract/period.ts';
import type { Stretch } from '../measures/new-values.ts';
import { addPeriods, USUAL_WINDOW } from '../measures/periods.ts';
import type { MapState, RecentValues } from './memory.ts';

/** What came in the usual window together, for each region. */
export type Lately = NonNullable<Latest['measures'][string]['lately']>;

/** Collects the recent values of a measure, region by region. */
export class RecentCollector {
  readonly #columns: Maybe[][];
  readonly #before: RecentValues;

  /** @param start the state before the chunk */
  constructor(measure: string, isFlow: boolean, start: MapState | undefined, window: number) {
    this.#columns = Array.from({ length: window > 1 ? window : 0 }, () => []);
    this.#before = start === undefined ? [] : [lastValues(start, measure, isFlow), ...(start.recent?.[measure] ?? [])];
  }

  /** @param values of the chunk */
  add(row: number, { values, from, to }: Stretch): void {
    for (const [index, column] of this.#columns.entries()) {
      const at = to - 2 - index;
      const value = at >= from ? values[at] : this.#before[from - at - 1]?.[row];
      column.push(value == null || Number.isNaN(value) ? null : value);
    }
  }

  take(): RecentValues {
    return this.#columns;
  }
}

/** Null where the usual window is a single period. @param date the last period */
export function latelyOf(
  state: MapState,
  measure: string,
  isFlow: boolean,
  { date, period }: { readonly date: string; readonly period: Calendar },
): Lately | null {
  const periods = USUAL_WINDOW[period.unit];
  if (periods === 1) return null;
  const columns = [lastValues(state, measure, isFlow), ...(state.recent?.[measure] ?? [])];
  const sum = (row: number) => {
    let sum = 0;
    for (const column of columns.slice(0, periods)) {
      const value = column[row] ?? null;
      if (value === null) return null;
      sum += value;
    }
    return sum;
  };
  const start = addPeriods(date, -periods, period);
  const mapFirst = state.firsts.reduce((first, other) => (other < first ? other : first), date);
  const difference = (row: number) => {
    const last = columns[0]?.[row] ?? null;
    const isBefore = start < (state.firsts[row] ?? date);
    const before = start < mapFirst ? null : isBefore ? 0 : (columns[periods]?.[row] ?? null);
    return last === null || before === null ? null : last - before;
  };
  return { periods, new: state.ids.map((_, row) => (isFlow ? sum(row) : difference(row))) };
}

function lastValues({ totals, news }: MapState, measure: string, isFlow: boolean): readonly Maybe[] {
  return (isFlow ? news : totals)[measure] ?? [];
}
