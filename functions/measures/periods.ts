import { type Calendar, DAILY, type PeriodUnit, WHOLE_TIME } from '../contract/period.ts';

const DAY_MS = 86_400_000;

/** How many periods new values are averaged over by default. */
export const USUAL_WINDOW: Readonly<Record<PeriodUnit, number>> = {
  day: 7,
  week: 1,
  month: 1,
  quarter: 1,
  year: 1,
  none: 1,
};

/** The day `count` days after `date` (`YYYY-MM-DD`, UTC, so no zone can shift it). */
export function addDays(date: string, count: number): string {
  return dayAt(dayNumber(date) + count);
}

/** How many days `to` lies after `from`. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** Every day from the first to the last, both included; empty where the last comes first. */
export function daysFrom(first: string, last: string): string[] {
  return periodsFrom(first, last, DAILY);
}

/** The period `count` periods after `period`. A week stays on the weekday on which it begins. */
export function addPeriods(period: string, count: number, calendar: Calendar): string {
  const { unit } = calendar;
  if (count === 0 || unit === 'none') return period;
  return periodAt(periodNumber(period, unit) + count * stepOf(calendar), unit);
}

/** How many periods `to` lies after `from`. */
export function periodsBetween(from: string, to: string, calendar: Calendar): number {
  const { unit } = calendar;
  return Math.round((periodNumber(to, unit) - periodNumber(from, unit)) / stepOf(calendar));
}

/** Every period from the first to the last, both included; empty where the last comes first. */
export function periodsFrom(first: string, last: string, calendar: Calendar): string[] {
  const start = periodNumber(first, calendar.unit);
  const step = stepOf(calendar);
  const count = Math.max(0, periodsBetween(first, last, calendar) + 1);
  return Array.from({ length: count }, (_, index) => periodAt(start + index * step, calendar.unit));
}

/** The period of the unit in which a day lies; a week begins on the weekday of `weekStart`, 0 for Sunday. */
export function periodOf(day: string, unit: PeriodUnit, weekStart = 1): string {
  const [year = '', month = ''] = day.split('-');
  switch (unit) {
    case 'day':
      return day;
    case 'week':
      return addDays(day, -((weekdayOf(day) - weekStart + 7) % 7));
    case 'month':
      return `${year}-${month}`;
    case 'quarter':
      return `${year}-Q${Math.ceil(Number(month) / 3)}`;
    case 'year':
      return year;
    case 'none':
      return WHOLE_TIME;
  }
}

/** The first day of a period; of the single period of data without time, the first of all days. */
export function firstDayOf(period: string, unit: PeriodUnit): string {
  if (unit === 'day' || unit === 'week') return period;
  if (unit === 'none') return '0001-01-01';
  const [year = '', part = '01'] = period.split('-');
  return `${year}-${part.startsWith('Q') ? padded(Number(part.slice(1)) * 3 - 2, 2) : part}-01`;
}

/** 0 for Sunday. */
export function weekdayOf(day: string): number {
  return (((dayNumber(day) + THURSDAY) % 7) + 7) % 7;
}

/** 1970-01-01 was a Thursday. */
const THURSDAY = 4;

/** Days for days and weeks; else months, quarters or years. */
function periodNumber(period: string, unit: PeriodUnit): number {
  switch (unit) {
    case 'day':
    case 'week':
      return dayNumber(period);
    case 'month':
      return Number(period.slice(0, 4)) * 12 + Number(period.slice(5)) - 1;
    case 'quarter':
      return Number(period.slice(0, 4)) * 4 + Number(period.slice(6)) - 1;
    case 'year':
      return Number(period);
    case 'none':
      return 0;
  }
}

function periodAt(number: number, unit: PeriodUnit): string {
  switch (unit) {
    case 'day':
    case 'week':
      return dayAt(number);
    case 'month':
      return `${padded(Math.floor(number / 12), 4)}-${padded((number % 12) + 1, 2)}`;
    case 'quarter':
      return `${padded(Math.floor(number / 4), 4)}-Q${(number % 4) + 1}`;
    case 'year':
      return padded(number, 4);
    case 'none':
      return WHOLE_TIME;
  }
}

function stepOf({ unit, every }: Calendar): number {
  return unit === 'week' ? 7 * every : every;
}

function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / DAY_MS);
}

function dayAt(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

function padded(number: number, length: number): string {
  return String(number).padStart(length, '0');
}
