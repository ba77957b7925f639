import type { Maybe } from '../../functions/contract/changes.ts';
import { type Calendar, DAILY } from '../../functions/contract/period.ts';
import { addPeriods } from '../../functions/measures/periods.ts';
import type { DayFigures, FirstDays } from './day-figures.ts';

/** A place that has been silent for longer is only said to have no report. */
const MAX_MONTHS_BACK = 6;

export interface LastReport {
  readonly date: string;
  readonly total: number;
  /** What was new in it; null if that is not known. */
  readonly fresh?: Maybe;
}

export interface LastReports {
  /** The newest report of a row before a day; null if there is none, undefined if more months must be read first. */
  readonly lastReport: (measure: string, row: number, date: string) => LastReport | null | undefined;
  /** Reads the months before a day, newest first, until one has a report of a row; after a few it gives up. */
  readonly readLastReport: (measure: string, row: number, date: string) => Promise<void>;
}

interface LoadedDays {
  /** The figures of a day; null before the map's first, undefined if its month must be read first. */
  readonly peek: (measure: string, date: string) => DayFigures | null | undefined;
  /** Reads the month of a day; false if there is none. */
  readonly readMonthOf: (measure: string, date: string) => Promise<boolean>;
}

/** Finds when a place last had a report. */
export function lastReports(
  { peek, readMonthOf }: LoadedDays,
  firsts: FirstDays,
  calendar: Calendar = DAILY,
): LastReports {
  /** The newest report of a row before a day, or the first day back that is not loaded. */
  const walkBack = (measure: string, row: number, date: string): LastReport | string | null => {
    if (calendar.unit === 'none') return null;
    const first = firsts.regions[row] ?? firsts.map;
    for (let at = addPeriods(date, -1, calendar); at >= first; at = addPeriods(at, -1, calendar)) {
      const day = peek(measure, at);
      if (day === undefined) return at;
      const total = day?.total[row] ?? null;
      if (total !== null) return { date: at, total, fresh: day?.new[row] ?? null };
    }
    return null;
  };
  return {
    lastReport: (...of) => {
      const found = walkBack(...of);
      return typeof found === 'string' ? undefined : found;
    },
    readLastReport: async (measure, row, date) => {
      for (let months = 0; months < MAX_MONTHS_BACK; months += 1) {
        const missing = walkBack(measure, row, date);
        if (typeof missing !== 'string' || !(await readMonthOf(measure, missing))) return;
      }
    },
  };
}
