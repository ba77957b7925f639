import type { Calendar } from '../../functions/contract/period.ts';
import { addDays, daysBetween, firstDayOf, periodsFrom } from '../../functions/measures/periods.ts';
import { formatDate, formatMonth, LOCALE } from '../format/numbers-and-dates.ts';
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

/**
 * No more than `most` ticks on an axis of periods, in periods after the first. Periods shorter than a year are marked
 * as days are, at the first one of a month or a year; years by themselves.
 */
export function periodTicks(first: string, last: string, most: number, calendar: Calendar): Tick[] {
  const { unit } = calendar;
  if (unit === 'day') return dayTicks(first, last, most);
  const periods = periodsFrom(first, last, calendar);
  if (periods.length <= most && unit !== 'week' && unit !== 'month')
    return periods.map((period, at) => ({ at, name: formatDate(period) }));
  if (unit === 'year') return yearTicks(periods, most);
  const ticks = dayTicks(firstDayOf(first, unit), firstDayOf(last, unit), most);
  const at = ticks.map(tick => {
    const day = addDays(firstDayOf(first, unit), tick.at);
    return periods.findIndex(period => firstDayOf(period, unit) >= day);
  });
  return ticks.flatMap(({ name }, index) => {
    const place = at[index] ?? -1;
    return place < 0 || place === at[index - 1] ? [] : [{ at: place, name }];
  });
}

/** Round years: every second, fifth, tenth and so on. */
function yearTicks(periods: readonly string[], most: number): Tick[] {
  const years = periods.map((name, at) => ({ at, name }));
  for (const step of [1, 2, 5, 10, 20, 25, 50, 100, 200]) {
    const round = years.filter(({ name }) => Number(name) % step === 0);
    if (round.length > 0 && round.length <= most) return round;
  }
  const every = Math.ceil(years.length / most);
  return years.filter((_, index) => index % every === 0);
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
