import type { ChosenInput } from './chosen-input.ts';
import { type Day, LEAST_ROWS } from './find-faults.ts';

/**
 * Reports whose rows are those of another day, in any order: each with the one that it repeats. Of equal reports the one
 * that has been live unchanged is the original, else the earliest.
 * @param reports in the order of their days
 */
export function findRepeats<R extends ChosenInput & Day>(reports: readonly R[]): Map<R, R> {
  const repeats = new Map<R, R>();
  const groups = Map.groupBy(
    reports.filter(({ rows }) => rows.kept >= LEAST_ROWS),
    ({ rows }) => rows.content,
  );
  for (const group of groups.values()) {
    const original = group.find(({ good, rows, wasLive }) => wasLive && good?.sha256 === rows.sha256) ?? group[0];
    for (const report of group) if (original !== undefined && report !== original) repeats.set(report, original);
  }
  return repeats;
}
