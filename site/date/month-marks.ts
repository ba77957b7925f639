import { daysBetween, daysFrom } from '../../functions/measures/calendar.ts';
import { monthMark } from '../text/date-words.ts';

export interface MonthMark {
  readonly name: string;
  /** Along the days, 0 to 1. */
  readonly position: number;
}

const MAX_MARKS = 13;

/** The beginnings of months on a time line; of many, every second, third, sixth or twelfth, so that each year has its own. */
export function monthMarks(firstDate: string, lastDate: string): MonthMark[] {
  const span = Math.max(daysBetween(firstDate, lastDate), 1);
  const starts = daysFrom(firstDate, lastDate).filter(date => date.endsWith('-01'));
  const every = [1, 2, 3, 6, 12].find(step => starts.length / step <= MAX_MARKS) ?? 12;
  return starts
    .filter(date => (Number(date.slice(5, 7)) - 1) % every === 0)
    .map(date => ({ name: monthMark(date), position: daysBetween(firstDate, date) / span }));
}
