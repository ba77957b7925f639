import { addDays, daysBetween } from '../../functions/measures/periods.ts';
import { formatMonth, LOCALE } from '../format/numbers-and-dates.ts';
import type { Tick } from './plot.ts';

const short = new Intl.DateTimeFormat(LOCALE, { month: 'short', day: 'numeric', timeZone: 'UTC' });

/**
 * No more than `most` ticks on an axis of dates, in days after the first: beginnings of months or years, the first with
 * its year where no other tick has one; for a short time, weeks or days.
 */
export function dayTicks(first: string, last: string, most: number): Tick[] {
  const span = Math.max(daysBetween(first, last), 0);
  const months = monthsFrom(first, last);
  if (months.length >= 3) {
    const every = [1, 2, 3, 6, 12, 24, 60, 120].find(step => Math.ceil(months.length / step) <= most) ?? 240;
    const marked = months.filter(date => monthNumber(date) % every === 0);
    const hasYear = marked.some(date => date.slice(5, 7) === '01');
    return marked.map((date, index) => ({
      at: daysBetween(first, date),
      name: index === 0 && !hasYear ? `${formatMonth(date)} ${date.slice(0, 4)}` : formatMonth(date),
    }));
  }
  const every = [1, 2, 7, 14, 28].find(step => span / step + 1 <= most) ?? 56;
  return Array.from({ length: Math.floor(span / every) + 1 }, (_, index) => {
    const at = index * every;
    return { at, name: short.format(new Date(`${addDays(first, at)}T00:00:00Z`)) };
  });
}

function monthsFrom(first: string, last: string): string[] {
  const from = monthNumber(first) + (first.endsWith('-01') ? 0 : 1);
  const length = Math.max(0, monthNumber(last) - from + 1);
  return Array.from({ length }, (_, index) => {
    const month = from + index;
    return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;
  });
}

function monthNumber(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}
