import type { Maybe } from '../../functions/contract/changes.ts';
import { WHOLE_TIME } from '../../functions/contract/period.ts';

/** English with the number and date formats of the visitor's country: `en-DE` writes 2.635.417 and 30 June 2020. */
export const LOCALE = localeFor(typeof navigator === 'undefined' ? undefined : navigator.language);

/** The locale of the page for a visitor's language; US English if that names no country. */
export function localeFor(language = 'en-US'): string {
  try {
    const { region } = new Intl.Locale(language).maximize();
    return region === undefined ? 'en-US' : `en-${region}`;
  } catch {
    return 'en-US';
  }
}

const whole = lazyFormat({ maximumFractionDigits: 0 });
const one = lazyFormat({ maximumFractionDigits: 1 });
const significant = lazyFormat({ maximumSignificantDigits: 2 });
export const MINUS = '−';

/** `2,635,417`; a true minus sign, so that figures align. */
export function formatCount(value: number): string {
  return whole.format(value).replace('-', MINUS);
}

/** A rate in plain notation: `2,581` · `12.3` · `0.042`. */
export function formatRate(value: number): string {
  const size = Math.abs(value);
  const format = size >= 100 ? whole : size >= 1 ? one : significant;
  return format.format(value).replace('-', MINUS);
}

/** A value as shown: counts whole, rates and means in plain notation. */
export function formatValue(value: number): string {
  return Number.isInteger(value) ? formatCount(value) : formatRate(value);
}

/** `+284` · `−4` · `No change`; null if the change is not known. */
export function formatChange(change: Maybe): string | null {
  if (change === null) return null;
  if (change === 0) return 'No change';
  return change > 0 ? `+${whole.format(change)}` : formatCount(change);
}

/** The label of a tick: `0.1` · `100` · `10K` · `1M`. */
export function formatTick(value: number): string {
  if (value >= 1_000_000) return `${one.format(value / 1_000_000)}M`;
  if (value >= 1_000) return `${one.format(value / 1_000)}K`;
  return value >= 1 ? one.format(value) : significant.format(value);
}

/** Formats are slow to create, so each is created at its first use. */
function lazyFormat(options: Intl.NumberFormatOptions): { readonly format: (value: number) => string } {
  let made: Intl.NumberFormat | null = null;
  return {
    format: value => {
      made ??= new Intl.NumberFormat(LOCALE, options);
      return made.format(value);
    },
  };
}

const long = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'long', timeZone: 'UTC' });
const month = new Intl.DateTimeFormat(LOCALE, { month: 'short', timeZone: 'UTC' });
const ofYear = new Intl.DateTimeFormat(LOCALE, { year: 'numeric', month: 'long', timeZone: 'UTC' });

/** A period by its form, in every time zone: `June 30, 2020`, `June 2020`, `Q2 2020`, `2020`; empty for the whole of time. */
export function formatDate(period: string): string {
  if (DAY.test(period)) return long.format(new Date(`${period}T00:00:00Z`));
  if (MONTH.test(period)) return ofYear.format(new Date(`${period}-01T00:00:00Z`));
  const [, year, quarter] = QUARTER.exec(period) ?? [];
  if (quarter !== undefined) return `${quarter} ${year}`;
  return period === WHOLE_TIME ? '' : period;
}

const DAY = /^\d{4}-\d\d-\d\d$/;
const MONTH = /^\d{4}-\d\d$/;
const QUARTER = /^(\d{4})-(Q\d)$/;

/** `Jun`, or `2021` for a January: the mark of a month on a time line. */
export function formatMonth(date: string): string {
  return date.slice(5, 7) === '01' ? date.slice(0, 4) : month.format(new Date(`${date.slice(0, 7)}-01T00:00:00Z`));
}
