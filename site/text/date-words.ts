import { LOCALE } from './locale.ts';

const long = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'long', timeZone: 'UTC' });
const month = new Intl.DateTimeFormat(LOCALE, { month: 'short', timeZone: 'UTC' });

/** `June 30, 2020`, of a day `2020-06-30`, in every time zone. */
export function dateWords(date: string): string {
  return long.format(new Date(`${date}T00:00:00Z`));
}

/** `Jun`, and `2021` for a January: the mark of a month on a time line. */
export function monthMark(date: string): string {
  return date.slice(5, 7) === '01' ? date.slice(0, 4) : month.format(new Date(`${date}T00:00:00Z`));
}
