import type { Maybe } from '../contract/changes.ts';

/** The trailing mean of `days` values, null where one of them is null or lies before the list. */
export function movingAverage(values: readonly Maybe[], days: number): Maybe[] {
  let sum = 0;
  let known = 0;
  return values.map((value, index) => {
    if (value !== null) {
      sum += value;
      known += 1;
    }
    const leaving = index >= days ? (values[index - days] ?? null) : null;
    if (leaving !== null) {
      sum -= leaving;
      known -= 1;
    }
    return known === days ? sum / days : null;
  });
}
