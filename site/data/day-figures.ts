import { type Maybe, totalsOfRow } from '../../functions/contract/changes.ts';
import type { Frames } from '../../functions/contract/frames.ts';
import { type HeldBack, NOTHING_HELD } from '../../functions/contract/held.ts';
import type { Latest } from '../../functions/contract/latest.ts';
import { newValues } from '../../functions/measures/new-values.ts';
import { addDays, daysBetween } from '../../functions/measures/periods.ts';
import type { Place } from './places.ts';

/**
 * One measure of a map on one day, by row; shorter than the map's rows where the last regions were not known yet. What
 * was held back or lacks is that of the day and of the one before, which `new` starts from.
 */
export interface DayFigures extends HeldBack {
  readonly date: string;
  readonly total: readonly Maybe[];
  /** Total less the total of the day before. */
  readonly new: readonly Maybe[];
}

/** A day with the days before it, oldest first; null for a day before the map's first. */
export type DayWindow = readonly (DayFigures | null)[];

/** The days of the first records, of the regions by row and of the whole map. */
export interface FirstDays {
  readonly regions: readonly string[];
  readonly map: string;
}

/** The newest day, from the latest blob. */
export function latestFigures(latest: Latest, measure: string): DayFigures {
  const columns = latest.measures[measure];
  const { total = [], new: fresh = [], held = [], lacks = [] } = columns ?? {};
  return { date: latest.date, total, new: fresh, held, lacks };
}

/** Every day of one month of frames, by date. */
export function monthFigures(frames: Frames, firsts: FirstDays): ReadonlyMap<string, DayFigures> {
  const { dates, base } = frames;
  const start = dates[0];
  if (start === undefined) return new Map();
  const days = dates.map(date => ({
    date,
    total: new Array<Maybe>(base.length),
    new: new Array<Maybe>(base.length),
    ...heldNear(frames, date),
  }));
  // Every list of totals begins with the day before the month, so that the first day has a day to differ from.
  const indexOf = (date: string) => daysBetween(start, date) + 1;
  const mapFirst = indexOf(firsts.map);

  base.forEach((before, index) => {
    const totals = [before, ...totalsOfRow(frames, index, dates.length)];
    const first = indexOf(firsts.regions[index] ?? start);
    const fresh = newValues(totals, { first, mapFirst });
    days.forEach((day, at) => {
      day.total[index] = totals[at + 1] ?? null;
      day.new[index] = fresh[at + 1] ?? null;
    });
  });
  return new Map(days.map(day => [day.date, day]));
}

/** The value of a place in a column; for several places that share one shape their sum, null if one has no value. */
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

/** The sum of the known values; null if none is known. */
export function sumOf(values: readonly Maybe[]): Maybe {
  let sum: Maybe = null;
  for (const value of values) if (value !== null) sum = (sum ?? 0) + value;
  return sum;
}

/** The entries of a day and of the one before. */
function heldNear({ held, lacks }: HeldBack, date: string): HeldBack {
  if (held.length === 0 && lacks.length === 0) return NOTHING_HELD;
  const before = addDays(date, -1);
  const isNear = ({ period }: { readonly period: string }) => period === date || period === before;
  return { held: held.filter(isNear), lacks: lacks.filter(isNear) };
}
