import * as v from 'valibot';
import { checkId, checkRemark, checkResult, replaced } from './check-report.ts';
import { period } from './period.ts';
import { outcome } from './pointer.ts';
import { contentId, count, finite, list, type Output, object, oneOf, parserOf, record, text } from './schema.ts';

/** `data/<dataset>/receipts/<id>.json`: what a build did with its input, every row accounted for. */
export type Receipt = Output<typeof receiptSchema>;
export type Input = Output<typeof input>;
export type InputState = Input['state'];
export type RowCounts = Input['rows'];
export type RejectedRow = Input['rejected'][number];
export type Totals = Output<typeof totals>;
export type Rule = Output<typeof rule>;
export type RowSample = Rule['samples'][number];
export type RowOutcome = Rule['outcome'];
export type MapReport = Output<typeof mapReport>;
export type NamedRegion = MapReport['lost'][number];
export type UnmatchedPlace = Receipt['unmatched'][number];
export type Findings = Output<typeof findings>;
export type TableReport = Output<typeof tableReport>;
export type Finding = Findings['samples'][number];
export type HeldPlace = Receipt['held'][number];
export type EndedMeasure = Receipt['ended'][number];

export const ROW_OUTCOMES = ['kept', 'moved', 'merged', 'dropped', 'unmatched'] as const;

/** By measure. */
const totals = record(finite);

const namedRegion = { region: text, name: text };

/** One upload. `read` = `kept` + `moved` + `merged` + `dropped` + `unmatched` + `superseded` + `rejected`. */
const input = object({
  key: text,
  /** SHA-256 of the bytes in use; null where none of them are. */
  sha256: v.nullable(text),
  /** used: its rows are in. ignored: not data, by its name. quarantined: left out, with the reason. */
  state: oneOf('used', 'ignored', 'quarantined'),
  reason: v.nullable(text),
  /** The declared table it fills. */
  table: v.nullable(text),
  date: v.nullable(period),
  rows: object({
    read: count,
    kept: count,
    /** Counted, but under another name than the row's own. */
    moved: count,
    /** Counted together with other rows of the same place. */
    merged: count,
    /** Not counted: repeats another row. */
    dropped: count,
    /** Not counted: its place is not known. */
    unmatched: count,
    /** Not counted: another file has its period, or it is before the first period that is wanted. */
    superseded: count,
    /** Not read: its line is broken. */
    rejected: count,
  }),
  /** Sums over the rows read; null where the upload is not a report. */
  totals: v.nullable(totals),
  /** Sums over the rows that count in no region: dropped and unmatched. */
  left: v.nullable(totals),
  /** By map: what the parents of its regions count and its regions do not. */
  remainders: record(totals),
  /** Rows by rule. */
  rules: record(count),
  /** The first rejected rows and unreadable cells, in order of lines. */
  rejected: list(object({ line: count, column: v.nullable(text), value: v.nullable(text), reason: text })),
  /** Worth a look, though nothing is held back for it. */
  warnings: v.optional(list(text), []),
  /** What the checks found: why the upload is left out, or why it is used anyway. */
  remarks: v.optional(list(checkRemark), []),
  /** The version that was in use before this one, where this build replaced it. */
  replaced: v.optional(v.nullable(replaced), null),
});

const rule = object({
  rule: text,
  outcome: oneOf(...ROW_OUTCOMES),
  rows: count,
  totals,
  samples: list(object({ key: text, line: count, place: text })),
});

const mapReport = object({
  map: text,
  regions: count,
  /** Regions that have data and no shape, with their totals on the newest day that they have. */
  withoutShape: list(object({ ...namedRegion, date: period, totals })),
  /** Shapes that no region of this snapshot fills. */
  shapesWithoutRegion: list(text),
  /** Regions of the snapshot before that have not a single row in this one. */
  lost: list(object(namedRegion)),
});

const findings = object({
  count,
  samples: list(
    object({
      map: text,
      region: text,
      measure: v.nullable(text),
      date: period,
      /** By how much; null for a gap. */
      change: v.nullable(finite),
    }),
  ),
});

const tableReport = object({
  table: text,
  /** used: made of the files listed. quarantined: what is wrong is the reason, and the last good version stays, if there was one. */
  state: oneOf('used', 'quarantined'),
  reason: v.nullable(text),
  /** Of what is live; 0 where nothing is. */
  rows: count,
  columns: count,
  /** The keys of its uploads, in the order of its rows. */
  files: list(text),
});

export const receiptSchema = object({
  schema: oneOf('receipt/1'),
  dataset: text,
  outcome,
  /** One sentence: what went live, and what did not. */
  summary: text,
  /** The version of the transform's own code. */
  code: contentId,
  inputs: list(input),
  /** Every rule of the data set that changed a row. */
  rules: list(rule),
  maps: list(mapReport),
  /** Tables that are published row by row. */
  tables: v.optional(list(tableReport), []),
  /** Places that no rule and no table knows; their rows count nowhere but here. */
  unmatched: list(
    object({
      place: text,
      /** The regions that it counts in nevertheless: its state, its country. */
      countsIn: list(text),
      rows: count,
      firstDate: period,
      lastDate: period,
      /** Of its last row. */
      totals,
    }),
  ),
  /** Region-days without a record between a region's first and last one. */
  gaps: findings,
  /** Region-days on which a total fell. */
  corrections: findings,
  /** Those that failed, and those whose figure shows how far from its limit the input is. */
  checks: list(checkResult),
  /** Values of one region on one day that a check held back; everything else in their reports is published. */
  held: list(
    object({
      map: text,
      ...namedRegion,
      date: period,
      /** Null: all of them. */
      measures: v.nullable(list(text)),
      check: checkId,
      /** One sentence, with the figures. */
      detail: text,
    }),
  ),
  /** Measures that the newest reports leave blank: missing after `lastDate`, never zero. */
  ended: list(object({ measure: text, lastDate: period })),
});

export const parseReceipt = parserOf(receiptSchema);
