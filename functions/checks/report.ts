import type { StagedReport } from '../ingest/staged.ts';
import { daysBetween } from '../measures/periods.ts';
import type { ChosenInput } from './choose-inputs.ts';
import type { Holds } from './holds.ts';

/** An upload that is the report of a day, with the rows that are in. */
export type Report = ChosenInput & StagedReport;

/** A report that is in. */
export interface AcceptedReport {
  /** As it was chosen, and what is in of it: itself or its last good version. */
  readonly chosen: Report;
  readonly report: Report;
  holds: Holds;
}

export function isReport(input: ChosenInput): input is Report {
  return input.date !== null && input.rows !== null;
}

/** The usual number of days from one report to the next: the median, of an even number the smaller one; 1 of too few. */
export function rhythmOf(reports: readonly Report[]): number {
  const distances = reports.slice(1).map(({ date }, index) => daysBetween(reports[index]?.date ?? date, date));
  if (distances.length < 2) return Number.POSITIVE_INFINITY;
  return distances.sort((a, b) => a - b)[Math.ceil(distances.length / 2) - 1] ?? 1;
}
