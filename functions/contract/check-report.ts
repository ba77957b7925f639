import * as v from 'valibot';
import { count, finite, type Output, object, oneOf, record, text } from './schema.ts';

export type CheckId = Output<typeof checkId>;
export type CheckRemark = Output<typeof checkRemark>;
export type Replaced = Output<typeof replaced>;
export type LargestFigure = Output<typeof checkResult>;

/** What is checked in uploads, reports, places and tables. docs/checks.md says how. */
export const checkId = oneOf(
  'readable',
  'unreadable-rows',
  'other-day',
  'gap',
  'repeated-rows',
  'lost-rows',
  'all-zero',
  'lost-places',
  'fall',
  'rise',
  'spike',
  'vanished',
  'below-zero',
  'unreadable-cell',
  'lost-regions',
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

/** The version of an upload that was in use before. */
export const replaced = object({
  sha256: text,
  /** Places of the new version whose values are those of the old one; null where its rows are no longer kept. */
  same: v.nullable(count),
  /** Sums of the old version, by measure. */
  totals: record(finite),
  detail: text,
});

/** One check over all uploads: its limit, and the most that was found in an upload in use. */
export const checkResult = object({
  check: checkId,
  /** Null: the whole report. Else what it is added up by: a state, a country. */
  level: v.nullable(text),
  /** Null where the check is off. */
  limit: v.nullable(finite),
  /** Null where there was nothing to measure. */
  most: v.nullable(finite),
  /** The upload in which it was found. */
  key: v.nullable(text),
});
