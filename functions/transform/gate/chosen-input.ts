import type { GateRemark, Replaced } from '../../contract/gate-report.ts';
import type { InputState } from '../../contract/receipt.ts';
import type { Table } from '../descriptor.ts';
import type { StagedUpload } from '../stage/stage.ts';

/** One upload and what the build makes of it. */
export interface ChosenInput {
  readonly key: string;
  readonly etag: string;
  readonly state: InputState;
  readonly reason: string | null;
  readonly table: Table | null;
  readonly date: string | null;
  /** The version whose rows are in: the one listed, or the last good one. */
  readonly rows: StagedUpload | null;
  /** The version listed, for its account of rejected rows. */
  readonly listed: StagedUpload | null;
  /** The version that was live before, if it is fit and still kept. */
  readonly good: StagedUpload | null;
  /** A version was live before. */
  readonly wasLive: boolean;
  readonly remarks: readonly GateRemark[];
  readonly replaced: Replaced | null;
}

/** Kept out, with its last good version in its place if there is one. */
export function quarantined(input: Omit<ChosenInput, 'state' | 'reason' | 'rows'>, problem: string): ChosenInput {
  const gone = input.wasLive ? '; its last good version is not kept any more' : '';
  const instead = input.good === null ? gone : '; its last good version stays in use';
  return { ...input, state: 'quarantined', reason: `${problem}${instead}`, rows: input.good };
}
