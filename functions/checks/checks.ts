import { PLACE_CHECKS, UNREADABLE_CELL } from './place-checks.ts';
import { REPORT_CHECKS } from './report-checks.ts';
import { SNAPSHOT_CHECKS } from './snapshot-checks.ts';
import { SPIKE } from './spike.ts';
import { lostRegions, OTHER_DAY, READABLE, unreadableRows } from './upload-checks.ts';

/** A check as the docs list it. */
export interface ListedCheck {
  readonly id: string;
  readonly scope: 'upload' | 'report' | 'place' | 'table' | 'snapshot';
  readonly fails: string;
  readonly field: string | null;
}

/** All that is checked before anything is published. */
export const CHECKS: readonly ListedCheck[] = [
  ...[READABLE, OTHER_DAY, unreadableRows],
  ...[...REPORT_CHECKS, SPIKE],
  ...[...PLACE_CHECKS, UNREADABLE_CELL],
  lostRegions,
  ...SNAPSHOT_CHECKS.map(check => ({ ...check, scope: 'snapshot' as const })),
];
