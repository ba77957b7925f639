import { LOCALE } from '../text/locale.ts';

const percent = new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 0 });

/** A share in whole percent: `67%`. */
export function percentWords(share: number): string {
  return percent.format(share);
}
