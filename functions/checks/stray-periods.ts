import type { Calendar } from '../contract/period.ts';
import { periodsBetween } from '../measures/periods.ts';

/** So many periods in a row without a single row are no gap: some 14 years of days, 400 of months. */
const MOST_EMPTY = 5000;

/**
 * Periods that are cut off from most of the rows by more than {@link MOST_EMPTY} empty ones, each with the nearest period
 * that is not: everything between would be stored.
 */
export function strayPeriods(
  reports: readonly { readonly period: string; readonly rows: number }[],
  calendar: Calendar,
): ReadonlyMap<string, string> {
  const rows = new Map<string, number>();
  for (const report of reports) rows.set(report.period, (rows.get(report.period) ?? 0) + report.rows);
  const groups: string[][] = [];
  for (const period of [...rows.keys()].sort()) {
    const last = groups.at(-1)?.at(-1);
    if (last === undefined || periodsBetween(last, period, calendar) > MOST_EMPTY) groups.push([period]);
    else groups.at(-1)?.push(period);
  }
  const sizes = groups.map(group => group.reduce((sum, period) => sum + (rows.get(period) ?? 0), 0));
  const main = groups[sizes.indexOf(Math.max(...sizes))] ?? [];
  const [first = '', last = ''] = [main[0], main.at(-1)];
  const strays = groups.filter(group => group !== main).flat();
  return new Map(strays.map(period => [period, period < first ? first : last]));
}
