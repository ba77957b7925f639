import {
  added,
  contentId,
  count,
  day,
  finite,
  flag,
  listOf,
  mapOf,
  nullable,
  oneOf,
  type Parser,
  shape,
  text,
} from './expect.ts';
import {
  GATE_CHECKS,
  type GateCheck,
  type GateFigure,
  type GateRemark,
  gateFigure,
  gateRemark,
  type Replaced,
  replaced,
} from './gate-report.ts';
import { OUTCOMES, type Outcome } from './pointer.ts';

/** `data/<dataset>/receipts/<id>.json`: what a build did with its input, row by row accounted for. */
export interface Receipt {
  readonly schema: 'receipt/1';
  readonly dataset: string;
  readonly outcome: Outcome;
  /** One sentence: what went live, and what did not. */
  readonly summary: string;
  /** The version of the transform's own code, 32 hexadecimal digits. */
  readonly code: string;
  readonly inputs: readonly Input[];
  /** Every rule of the data set that did something to a row. */
  readonly rules: readonly Rule[];
  readonly maps: readonly MapReport[];
  /** Places that no rule and no table knows; their rows count nowhere but here. */
  readonly unmatched: readonly UnmatchedPlace[];
  /** Region-days without a record between a region's first and last one. */
  readonly gaps: Findings;
  /** Region-days on which a total fell. */
  readonly corrections: Findings;
  readonly checks: readonly Check[];
  /** Values of single places that are not published, each with the reason; everything else of their reports is. */
  readonly held: readonly HeldPlace[];
  /** Measures that the newest reports leave blank: missing since the day after, never zero. */
  readonly ended: readonly EndedMeasure[];
  /** What the checks of single uploads found at most, in those that are in. */
  readonly gate: readonly GateFigure[];
}

/** One upload. `read` = `kept` + `moved` + `merged` + `dropped` + `unmatched` + `rejected`. */
export interface Input {
  readonly key: string;
  /** SHA-256 of the bytes in use; null where none of them are. */
  readonly sha256: string | null;
  /** used: its rows are in. ignored: not data, by its name. quarantined: kept out, with the reason. */
  readonly state: InputState;
  readonly reason: string | null;
  /** The declared table it fills. */
  readonly table: string | null;
  readonly date: string | null;
  readonly rows: RowCounts;
  /** Sums over the rows read, per measure; null where the upload is no report. */
  readonly totals: Totals | null;
  /** Sums over the rows that count in no region: dropped and unmatched. */
  readonly left: Totals | null;
  /** Per map: what the parents of its regions count and its regions do not. */
  readonly remainders: Readonly<Record<string, Totals>>;
  /** Rows by rule. */
  readonly rules: Readonly<Record<string, number>>;
  /** The first rejected rows and unreadable cells, in order of lines. */
  readonly rejected: readonly RejectedRow[];
  /** What is worth a look, though nothing is held back for it. */
  readonly warnings: readonly string[];
  /** What the gate has to say of it: why it is kept out, or why it is in all the same. */
  readonly remarks: readonly GateRemark[];
  /** The version that was in use before this one, where this build took it over. */
  readonly replaced: Replaced | null;
}

export const INPUT_STATES = ['used', 'ignored', 'quarantined'] as const;
export type InputState = (typeof INPUT_STATES)[number];

/** Per measure. */
export type Totals = Readonly<Record<string, number>>;

export interface RowCounts {
  readonly read: number;
  readonly kept: number;
  /** Counted, but under another name than the row's own. */
  readonly moved: number;
  /** Counted together with other rows of the same place. */
  readonly merged: number;
  /** Not counted: repeats another row. */
  readonly dropped: number;
  /** Not counted: its place is not known. */
  readonly unmatched: number;
  /** Not read: its line is broken. */
  readonly rejected: number;
}

export interface RejectedRow {
  readonly line: number;
  readonly column: string | null;
  readonly value: string | null;
  readonly reason: string;
}

export const ROW_OUTCOMES = ['kept', 'moved', 'merged', 'dropped', 'unmatched'] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];

export interface Rule {
  readonly rule: string;
  readonly outcome: RowOutcome;
  readonly rows: number;
  readonly totals: Totals;
  readonly samples: readonly RowSample[];
}

export interface RowSample {
  readonly key: string;
  readonly line: number;
  readonly place: string;
}

export interface MapReport {
  readonly map: string;
  readonly regions: number;
  /** Regions that have data and nothing to be drawn as. */
  readonly withoutShape: readonly PlaceFigure[];
  /** Shapes that no region of this snapshot fills. */
  readonly shapesWithoutRegion: readonly string[];
  /** Regions that the snapshot before had and this one has not a single row of. */
  readonly lost: readonly NamedRegion[];
}

export interface NamedRegion {
  readonly region: string;
  readonly name: string;
}

/** Values of one region on one day that a check held back. */
export interface HeldPlace extends NamedRegion {
  readonly map: string;
  readonly date: string;
  /** Null: all of them. */
  readonly measures: readonly string[] | null;
  readonly check: GateCheck;
  /** One sentence, with the figures. */
  readonly detail: string;
}

export interface EndedMeasure {
  readonly measure: string;
  /** The last day on which a report had a value. */
  readonly lastDate: string;
}

/** A region with its totals on the newest day that it has. */
export interface PlaceFigure {
  readonly region: string;
  readonly name: string;
  readonly date: string;
  readonly totals: Totals;
}

export interface UnmatchedPlace {
  readonly place: string;
  /** The regions that it counts in all the same: its state, its country. */
  readonly countsIn: readonly string[];
  readonly rows: number;
  readonly firstDate: string;
  readonly lastDate: string;
  /** Of its last row. */
  readonly totals: Totals;
}

export interface Findings {
  readonly count: number;
  readonly samples: readonly Finding[];
}

export interface Finding {
  readonly map: string;
  readonly region: string;
  readonly measure: string | null;
  readonly date: string;
  /** By how much; null for a gap. */
  readonly change: number | null;
}

export interface Check {
  readonly check: string;
  readonly passed: boolean;
  readonly detail: string;
}

const totals = mapOf(finite);
const findings = shape<Findings>({
  count,
  samples: listOf(
    shape<Finding>({ map: text, region: text, measure: nullable(text), date: day, change: nullable(finite) }),
  ),
});

const rowCounts = shape<RowCounts>({
  read: count,
  kept: count,
  moved: count,
  merged: count,
  dropped: count,
  unmatched: count,
  rejected: count,
});

const input = shape<Input>({
  key: text,
  sha256: nullable(text),
  state: oneOf(...INPUT_STATES),
  reason: nullable(text),
  table: nullable(text),
  date: nullable(day),
  rows: rowCounts,
  totals: nullable(totals),
  left: nullable(totals),
  remainders: mapOf(totals),
  rules: mapOf(count),
  rejected: listOf(shape<RejectedRow>({ line: count, column: nullable(text), value: nullable(text), reason: text })),
  warnings: added(listOf(text), []),
  remarks: added(listOf(gateRemark), []),
  replaced: added(nullable(replaced), null),
});

const mapReport = shape<MapReport>({
  map: text,
  regions: count,
  withoutShape: listOf(shape<PlaceFigure>({ region: text, name: text, date: day, totals })),
  shapesWithoutRegion: listOf(text),
  lost: listOf(shape<NamedRegion>({ region: text, name: text })),
});

const heldPlace = shape<HeldPlace>({
  map: text,
  region: text,
  name: text,
  date: day,
  measures: nullable(listOf(text)),
  check: oneOf(...GATE_CHECKS),
  detail: text,
});

export const parseReceipt: Parser<Receipt> = shape<Receipt>({
  schema: oneOf('receipt/1'),
  dataset: text,
  outcome: oneOf(...OUTCOMES),
  summary: text,
  code: contentId,
  inputs: listOf(input),
  rules: listOf(
    shape<Rule>({
      rule: text,
      outcome: oneOf(...ROW_OUTCOMES),
      rows: count,
      totals,
      samples: listOf(shape<RowSample>({ key: text, line: count, place: text })),
    }),
  ),
  maps: listOf(mapReport),
  unmatched: listOf(
    shape<UnmatchedPlace>({ place: text, countsIn: listOf(text), rows: count, firstDate: day, lastDate: day, totals }),
  ),
  gaps: findings,
  corrections: findings,
  checks: listOf(shape<Check>({ check: text, passed: flag, detail: text })),
  held: listOf(heldPlace),
  ended: listOf(shape<EndedMeasure>({ measure: text, lastDate: day })),
  gate: added(listOf(gateFigure), []),
});
