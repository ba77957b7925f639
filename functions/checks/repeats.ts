import { counted, fileOf } from './format.ts';
import type { Report } from './report.ts';
import { again, LEAST_ROWS } from './report-checks.ts';

/** A report whose rows are those of another day's, and why it is this one of the two that is wrong. */
export interface Repeat {
  readonly original: Report;
  readonly detail: string;
}

/** Rows are updated when their day is over, where nothing else is known. */
const USUAL_DELAY_DAYS = 1;
const FEW = 3;
/** So many days more or less are of another day. */
const CLEARLY = 0.5;
const DAY_MS = 86_400_000;

/**
 * Reports whose rows are those of another day, in any order. Of equal reports the one is right whose day fits the time
 * at which its rows were last updated; where they have none, the one that has been live unchanged, else the earliest.
 * @param reports in the order of their days
 */
export function findRepeats(reports: readonly Report[]): Map<Report, Repeat> {
  const repeats = new Map<Report, Repeat>();
  const groups = Map.groupBy(
    reports.filter(({ rows }) => rows.kept >= LEAST_ROWS),
    ({ rows }) => rows.content,
  );
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    const fits = bestFit(group, reports);
    const unchanged = group.find(({ good, rows, wasLive }) => wasLive && good?.id === rows.id);
    const original = fits ?? unchanged ?? group[0];
    for (const report of group) {
      if (original === undefined || report === original) continue;
      const rows = `${counted(report.rows.kept)} of ${counted(report.rows.kept, 'row')} are the same`;
      const why = fits === undefined ? again(original, report) : updatedWords(report, original);
      repeats.set(report, {
        original,
        detail: `${fileOf(report.key)} repeats ${fileOf(original.key)}: ${rows}; ${why}`,
      });
    }
  }
  return repeats;
}

/** Which of two reports the time of the last update contradicts; undefined where it speaks against neither, or both. */
export function contradicted(one: Report, other: Report, reports: readonly Report[]): Report | undefined {
  const usual = usualDelay(reports.filter(report => report !== one && report !== other));
  const [a, b] = [delayOf(one), delayOf(other)].map(delay => (delay === null ? null : Math.abs(delay - usual)));
  if (a == null || b == null) return undefined;
  if (a >= CLEARLY && b < CLEARLY) return one;
  return b >= CLEARLY && a < CLEARLY ? other : undefined;
}

/** Whether the rows of a report were updated for its own day: few may have changed on a holiday, and it is not the file before. */
export function isOfItsDay(report: Report, before: Report, usual: number): boolean {
  const delay = delayOf(report);
  return delay !== null && Math.abs(delay - usual) < CLEARLY && report.rows.updated !== before.rows.updated;
}

/** Says when the rows of a report were updated, and which day that is for. */
export function updatedWords(report: Report, right: Report): string {
  const at = report.rows.updated?.replace('T', ' ').replace(/:\d\dZ$/, '') ?? '';
  return `they were last updated ${at}, which fits ${fileOf(right.key)} and not ${fileOf(report.key)}`;
}

function bestFit(group: readonly Report[], reports: readonly Report[]): Report | undefined {
  const usual = usualDelay(reports.filter(report => !group.includes(report)));
  const fits = group.filter(report => {
    const delay = delayOf(report);
    return delay !== null && Math.abs(delay - usual) < CLEARLY;
  });
  return fits.length === 1 ? fits[0] : undefined;
}

/** Days from the beginning of a report's day to the last update of its rows, as is usual. */
export function usualDelay(reports: readonly Report[]): number {
  const delays = reports.map(delayOf).filter(delay => delay !== null);
  if (delays.length < FEW) return USUAL_DELAY_DAYS;
  return delays.sort((a, b) => a - b)[Math.floor(delays.length / 2)] ?? USUAL_DELAY_DAYS;
}

/** Days from the beginning of its day to the last update of its rows. */
function delayOf({ date, rows }: Report): number | null {
  return rows.updated === null ? null : (Date.parse(rows.updated) - Date.parse(`${date}T00:00:00Z`)) / DAY_MS;
}
