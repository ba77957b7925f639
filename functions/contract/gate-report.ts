import { count, finite, mapOf, nullable, oneOf, shape, text } from './expect.ts';

/** What is checked of uploads, reports, places and tables. docs/checks.md says how. */
export const GATE_CHECKS = [
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
] as const;
export type GateCheck = (typeof GATE_CHECKS)[number];

export const VERDICTS = ['quarantined', 'confirmed', 'accepted'] as const;
/** quarantined: kept out. confirmed: the next day's report agrees, so it is a correction. accepted: by a note beside it. */
export type Verdict = (typeof VERDICTS)[number];

export interface GateRemark {
  readonly check: GateCheck;
  readonly verdict: Verdict;
  /** What was found, with its figures. */
  readonly detail: string;
  /** The reason that the note gives. */
  readonly note: string | null;
}

/** The version of an upload that was in use before. */
export interface Replaced {
  readonly sha256: string;
  /** Places of the new version whose values are those of the old one; null where its rows are not kept any more. */
  readonly same: number | null;
  /** Sums of the old version, per count. */
  readonly totals: Readonly<Record<string, number>>;
  readonly detail: string;
}

/** One check over all uploads: its limit, and the most that was found in one that is in. */
export interface GateFigure {
  readonly check: GateCheck;
  /** Null: the whole report. Else what it is added up by: a state, a country. */
  readonly level: string | null;
  /** Null where the check is off. */
  readonly limit: number | null;
  /** Null where nothing was there to be measured. */
  readonly most: number | null;
  /** The upload in which it was found. */
  readonly key: string | null;
}

export const gateRemark = shape<GateRemark>({
  check: oneOf(...GATE_CHECKS),
  verdict: oneOf(...VERDICTS),
  detail: text,
  note: nullable(text),
});

export const replaced = shape<Replaced>({
  sha256: text,
  same: nullable(count),
  totals: mapOf(finite),
  detail: text,
});

export const gateFigure = shape<GateFigure>({
  check: oneOf(...GATE_CHECKS),
  level: nullable(text),
  limit: nullable(finite),
  most: nullable(finite),
  key: nullable(text),
});
