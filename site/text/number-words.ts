import type { Maybe } from '../../functions/contract/changes.ts';

/** The page is in English, and so are its numbers. */
const LOCALE = 'en-US';
const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const one = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 });
const significant = new Intl.NumberFormat(LOCALE, { maximumSignificantDigits: 2 });
const MINUS = '−';

/** `2,635,417`; a true minus sign, so that figures align. */
export function countWords(value: number): string {
  return whole.format(value).replace('-', MINUS);
}

/** A rate in plain notation: `2,581` · `12.3` · `0.042`. */
export function rateWords(value: number): string {
  const size = Math.abs(value);
  const format = size >= 100 ? whole : size >= 1 ? one : significant;
  return format.format(value).replace('-', MINUS);
}

/** `+284` · `−4` · `no change`; null where one of the two days is not known. */
export function changeWords(change: Maybe): string | null {
  if (change === null) return null;
  if (change === 0) return 'no change';
  return change > 0 ? `+${whole.format(change)}` : countWords(change);
}

/** The name of a tick: `0.1` · `100` · `10K` · `1M`. */
export function tickWords(value: number): string {
  if (value >= 1_000_000) return `${one.format(value / 1_000_000)}M`;
  if (value >= 1_000) return `${one.format(value / 1_000)}K`;
  return value >= 1 ? one.format(value) : significant.format(value);
}
