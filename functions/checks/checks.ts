import type { ListedCheck } from './check.ts';
import { PLACE_CHECKS, REPEATED_PLACE, UNREADABLE_CELL, wrongPlaces } from './place-checks.ts';
import { REPORT_CHECKS } from './report-checks.ts';
import { BALANCE, EVERY_ROW, SNAPSHOT_CHECKS } from './snapshot-checks.ts';
import { PLACE_SPIKE, SPIKE } from './spike.ts';
import { TABLE_CHECKS } from './table-checks.ts';
import { LOST_PERIODS, lostRegions, OTHER_DAY, READABLE, unreadableRows } from './upload-checks.ts';

/** All that is checked before anything is published, in the order in which docs and receipt list it. */
export const CHECKS: readonly ListedCheck[] = [
  ...[READABLE, OTHER_DAY, unreadableRows, LOST_PERIODS],
  ...[...REPORT_CHECKS, wrongPlaces, SPIKE],
  ...[...PLACE_CHECKS, UNREADABLE_CELL, REPEATED_PLACE, PLACE_SPIKE],
  lostRegions,
  ...TABLE_CHECKS,
  ...[EVERY_ROW, BALANCE, ...SNAPSHOT_CHECKS],
];
