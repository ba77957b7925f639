import { type Maybe, totalsOfRow } from '../../functions/contract/changes.ts';
import type { Frames } from '../../functions/contract/frames.ts';
import { type HeldBack, NOTHING_HELD } from '../../functions/contract/held.ts';
import { addDays, daysBetween } from '../../functions/measures/calendar.ts';
import { newValues } from '../../functions/measures/new-values.ts';
import type { DayFigures } from './day-figures.ts';

/** The days of the first records, of the regions by row and of the whole map. */
export interface FirstDays {
  readonly regions: readonly string[];
  readonly map: string;
}

/** Every day of one month of frames, decoded: by date, the totals and what was new. */
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
  // Every list of totals begins with the day before the month, so that its first day has something to differ from.
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

/** The entries of a day and of the one before. */
function heldNear({ held, lacks }: HeldBack, date: string): HeldBack {
  if (held.length === 0 && lacks.length === 0) return NOTHING_HELD;
  const before = addDays(date, -1);
  const isNear = ({ period }: { readonly period: string }) => period === date || period === before;
  return { held: held.filter(isNear), lacks: lacks.filter(isNear) };
}
