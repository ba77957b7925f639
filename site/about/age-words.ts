import { daysBetween } from '../../functions/measures/calendar.ts';

/** Days are named up to here, then months. */
const DAYS_UP_TO = 60;
/** Months are named up to here, then years. */
const MONTHS_UP_TO = 24;

/** How long a day is past, in whole units of the calendar: `3 days` · `5 months` · `6 years`. */
export function ageWords(date: string, today: string): string {
  const days = Math.max(0, daysBetween(date, today));
  if (days < DAYS_UP_TO) return counted(days, 'day');
  const months = monthsBetween(date, today);
  if (months < MONTHS_UP_TO) return counted(months, 'month');
  return counted(Math.floor(months / 12), 'year');
}

/** The same as it stands at the end of a sentence: `today` · `yesterday` · `3 days ago`. */
export function agoWords(date: string, today: string): string {
  const days = daysBetween(date, today);
  if (days <= 0) return 'today';
  return days === 1 ? 'yesterday' : `${ageWords(date, today)} ago`;
}

function monthsBetween(from: string, to: string): number {
  const months =
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
  return to.slice(8) < from.slice(8) ? months - 1 : months;
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
