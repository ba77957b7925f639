import type { Epidemic } from './epidemic.ts';
import { combinedKey, type Place } from './place.ts';

/** Rows that one file does not have: a gap, neither zero nor the value of the day before. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  'Santa Barbara, California, US': '2020-05-05',
  Uruguay: '2020-04-11',
};

/** Totals that fall: what the office found to be counted twice, in tenths of a per cent. */
const CORRECTIONS: Readonly<Record<string, { readonly date: string; readonly permille: number }>> = {
  'Hudson, New Jersey, US': { date: '2020-05-14', permille: 20 },
  Ecuador: { date: '2020-05-08', permille: 30 },
};

/** Whether the day's file has no row of this place, by mistake. */
export function isLeftOut(place: Pick<Place, 'admin2' | 'province' | 'country'>, date: string): boolean {
  return LEFT_OUT[combinedKey(place)] === date;
}

/** Takes back cases that were counted twice, on the day on which they are. */
export function correct(today: Epidemic, date: string, keys: ReadonlyMap<string, number>): void {
  for (const [key, { date: day, permille }] of Object.entries(CORRECTIONS)) {
    const index = keys.get(key);
    if (day !== date || index === undefined) continue;
    const total = today.confirmed[index] ?? 0;
    today.confirmed[index] = total - Math.floor((total * permille) / 1_000);
  }
}
