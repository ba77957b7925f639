import { type Calendar, DAILY, type PeriodUnit } from '../../functions/contract/period.ts';
import { formatDate } from './numbers-and-dates.ts';

/** `day`, `month`; `period` where several units make one period or time has none. */
export function periodNoun({ unit, every }: Calendar): string {
  return unit === 'none' || every > 1 ? 'period' : unit;
}

/** `1 day`, `3 months`. */
export function countedPeriods(count: number, calendar: Calendar): string {
  return `${count} ${periodNoun(calendar)}${count === 1 ? '' : 's'}`;
}

/** `per day`, `per 5 years`. */
export function perPeriod({ unit, every }: Calendar): string {
  return every === 1 ? `per ${unit}` : `per ${every} ${unit}s`;
}

/** `on the day`, `in the month`. */
export function inPeriod(calendar: Calendar): string {
  return `${prepositionOf(calendar)} the ${periodNoun(calendar)}`;
}

/** `on that day`, `in that month`. */
export function inThatPeriod(calendar: Calendar): string {
  return `${prepositionOf(calendar)} that ${periodNoun(calendar)}`;
}

/** `7-day average`. */
export function averageLabel(smooth: number, calendar: Calendar = DAILY): string {
  return `${smooth}-${periodNoun(calendar)} average`;
}

/** A period as a name: `June 30, 2020`, `week of June 29, 2020`, `June 2020`, `Q2 2020`, `2020`; empty without time. */
export function formatPeriod(period: string, { unit }: Calendar): string {
  return unit === 'week' ? `week of ${formatDate(period)}` : formatDate(period);
}

/** A period at the end of a sentence: `on June 30, 2020`, `in the week of June 29, 2020`, `in 2020`; empty without time. */
export function whenIn(period: string, calendar: Calendar): string {
  const name = nameOf(period, calendar);
  return name === '' ? '' : `${prepositionOf(calendar)} ${name}`;
}

/** Up to a period and with it: `by June 30, 2020`, `by the end of June 2020`; empty without time. */
export function whenBy(period: string, calendar: Calendar): string {
  const name = nameOf(period, calendar);
  if (name === '') return '';
  return calendar.unit === 'day' ? `by ${name}` : `by the end of ${name}`;
}

/** From one period to another: `June 2019 to June 2020`; empty without time. */
export function formatSpan(first: string, last: string, calendar: Calendar): string {
  const [from, to] = [nameOf(first, calendar), nameOf(last, calendar)];
  return from === to ? from : `${from} to ${to}`;
}

function nameOf(period: string, calendar: Calendar): string {
  const name = formatPeriod(period, calendar);
  return calendar.unit === 'week' ? `the ${name}` : name;
}

function prepositionOf({ unit }: Calendar): string {
  return unit === 'day' ? 'on' : 'in';
}

/** How far Page Up and Page Down go: a week, or about a year of longer periods. */
export const LEAPS: Readonly<Record<PeriodUnit, number>> = {
  day: 7,
  week: 52,
  month: 12,
  quarter: 4,
  year: 10,
  none: 1,
};
