import * as v from 'valibot';
import { count, finite, flag, type Output, object, oneOf, record, text } from './schema.ts';

export type CheckId = Output<typeof checkId>;
export type CheckScope = CheckResult['scope'];
export type CheckRemark = Output<typeof checkRemark>;
export type CheckResult = Output<typeof checkResult>;
export type Replaced = Output<typeof replaced>;

/** What is checked in uploads, reports, places and tables, and may be accepted by a note. docs/checks.md says how. */
export const uploadCheckId = oneOf(
  'readable',
  'unreadable-rows',
  'other-day',
  'gap',
  'repeated-rows',
  'lost-rows',
  'all-zero',
  'lost-places',
  'wrong-places',
  'fall',
  'rise',
  'spike',
  'vanished',
  'below-zero',
  'unreadable-cell',
  'repeated-place',
  'lost-regions',
  'lost-periods',
  'lost-columns',
  'changed-types',
  'lost-table-rows',
  'personal-data',
);

/** All checks: with those of a snapshot as a whole. */
export const checkId = oneOf(
  ...uploadCheckId.options,
  'every-row',
  'balance',
  'unknown-rows',
  'unknown-total',
  'without-shape',
  'over-parents',
  'remainder',
  'population',
);

export const checkRemark = object({
  check: checkId,
  /** quarantined: left out. confirmed: the next day's report agrees, so it is a correction. accepted: by a note beside it. */
  verdict: oneOf('quarantined', 'confirmed', 'accepted'),
  /** What was found, with its figures. */
  detail: text,
  /** The reason that the note gives. */
  note: v.nullable(text),
});

/** One check: what was found that is farthest from right, and whether anything is held back for it. */
export const checkResult = object({
  check: checkId,
  /** What is held back when it fails. */
  scope: oneOf('upload', 'report', 'place', 'table', 'snapshot'),
  /** The map whose regions are meant; null for all of a report, table or snapshot. */
  level: v.nullable(text),
  /** The largest of what failed, else of what is in use. Null where there was nothing to measure. */
  figure: v.nullable(finite),
  /** Null where the check is off, or has none. */
  limit: v.nullable(finite),
  /** The upload in which the figure was found. */
  key: v.nullable(text),
  passed: flag,
  /** One sentence without its period, with the figures. */
  detail: text,
});

/** The version of an upload that was in use before. */
export const replaced = object({
  sha256: text,
  /** Places of the new version whose values are those of the old one; null where its rows are no longer kept. */
  same: v.nullable(count),
  /** Sums of the old version, by measure. */
  totals: record(finite),
  detail: text,
});
