import { type Maybe, totalsFromChanges } from '../../functions/contract/changes.ts';
import type { Frames } from '../../functions/contract/frames.ts';
import { daysBetween } from '../../functions/measures/calendar.ts';
import { newValues } from '../../functions/measures/new-values.ts';
import type { DayFigures } from './day-figures.ts';

/** The days of the first records, of the regions by row and of the whole map. */
export interface FirstDays {
  readonly regions: readonly string[];
  readonly map: string;
}

/** Every day of one month of frames, decoded: by date, the totals and what was new. */
export function monthFigures(frames: Frames, firsts: FirstDays): ReadonlyMap<string, DayFigures> {
  const { dates, base, changes } = frames;
  const start = dates[0];
  if (start === undefined) return new Map();
  const days = dates.map(date => ({
    date,
    total: new Array<Maybe>(changes.length),
    new: new Array<Maybe>(changes.length),
  }));
  // Every list of totals begins with the day before the month, so that its first day has something to differ from.
  const indexOf = (date: string) => daysBetween(start, date) + 1;
  const mapFirst = indexOf(firsts.map);

  changes.forEach((row, index) => {
    const before = base[index] ?? null;
    const totals = [before, ...totalsFromChanges(row, before)];
    const first = indexOf(firsts.regions[index] ?? start);
    const fresh = newValues(totals, { first, mapFirst });
    days.forEach((day, at) => {
      day.total[index] = totals[at + 1] ?? null;
      day.new[index] = fresh[at + 1] ?? null;
    });
  });
  return new Map(days.map(day => [day.date, day]));
}
