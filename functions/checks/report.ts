import type { StagedReport } from '../ingest/staged.ts';
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
