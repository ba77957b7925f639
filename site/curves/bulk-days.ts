import type { Curve } from './curve.ts';

const WEEK = 7;
/** Compared with the largest of the other days within a week. */
const TIMES = 5;
const LEAST = 50;

/**
 * Days of the data on which far more was reported than on any day in the week before and the week after: five times
 * as many or more, and 50 at least. @param per values are per so many people; null for counts
 */
export function bulkDays({ raw, zero, start, place }: Curve, per: number | null): number[] {
  if (zero === null) return [];
  const people = per === null ? 1 : (place.population ?? 0) / per;
  const found: number[] = [];
  for (let day = start; day < raw.length; day += 1) {
    const value = raw[day] ?? 0;
    if (value * people < LEAST) continue;
    const around = [...raw.slice(Math.max(start, day - WEEK), day), ...raw.slice(day + 1, day + 1 + WEEK)];
    const largest = Math.max(0, ...around.map(other => other ?? 0));
    if (largest > 0 && value >= TIMES * largest) found.push(zero + day);
  }
  return found;
}
