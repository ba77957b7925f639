import type { CheckId, CheckScope } from '../contract/check-report.ts';
import type { CheckLimits, Limit, PlaceLimits } from '../contract/dataset.ts';

/** A check as docs and receipt list it. */
export interface ListedCheck {
  readonly id: CheckId;
  /** What is held back when it fails. */
  readonly scope: CheckScope;
  /** What fails it, for the docs. */
  readonly fails: string;
  /** The field of the descriptor that sets its limit; null where it has none. */
  readonly field: string | null;
  /** Of a figure that shows how near to its limit a report is: the receipt names the largest, failed or not. */
  readonly unit?: 'share' | 'times';
  /** Each map has a limit and a figure of its own. */
  readonly byMap?: true;
  limit?(limits: CheckLimits, level: string | null): Limit;
}

/**
 * One thing that must hold. Verdict, receipt and docs are made from it: a figure is computed once, is a fault where it is
 * above the limit, and is shown by the receipt where it is not.
 */
export interface Check<Facts, Found extends Figure = Figure> extends ListedCheck {
  limit(limits: CheckLimits, level: string | null): Limit;
  /** None where there is too little data to tell. */
  figures(facts: Facts): readonly Found[];
  /** Whether a figure is a fault; where it is not given, it is one above the limit. */
  exceeds?(figure: Found, limit: number, facts: Facts): boolean;
  /** One sentence without its period, with the figures. */
  message(figure: Found, facts: Facts): string;
  /** Whether the next report makes of the fault a correction, or a change for good. None: no report can. */
  agrees?(figure: Found, limit: number, facts: Facts): Promise<boolean> | boolean;
  /** Checks that fail with this one, whose faults say nothing more. */
  readonly implies?: readonly CheckId[];
}

export interface Figure {
  /** Null: the whole report. Else the map whose regions are meant. */
  readonly level: string | null;
  readonly value: number;
}

/** Something that is wrong with an upload, a report or a table. */
export interface Fault {
  readonly check: CheckId;
  /** Null where the check does not measure, as of a file that cannot be read. */
  readonly figure: Figure | null;
  /** One sentence without its period, with the figures. */
  readonly detail: string;
  readonly implies?: readonly CheckId[] | undefined;
  /** Whether the next report agrees; none where no report could. */
  readonly agrees?: (() => Promise<boolean> | boolean) | undefined;
}

/** Each figure of a check, with the fault that it is, if any. */
export function judge<Facts, Found extends Figure>(check: Check<Facts, Found>, facts: Facts, limits: CheckLimits) {
  return check.figures(facts).map(figure => {
    const limit = check.limit(limits, figure.level);
    const isFault = limit !== null && (check.exceeds?.(figure, limit, facts) ?? figure.value > limit);
    if (!isFault) return { figure, fault: null };
    const agrees = check.agrees && (() => check.agrees?.(figure, limit, facts) ?? false);
    const detail = check.message(figure, facts);
    const fault: Fault = { check: check.id, figure, detail, implies: check.implies, agrees };
    return { figure, fault };
  });
}

/** The item of the largest value, the first of equals; undefined where there is none. */
export function largest<T>(items: readonly T[], of: (item: T) => number): T | undefined {
  return items.reduce<T | undefined>(
    (most, item) => (most === undefined || of(item) > of(most) ? item : most),
    undefined,
  );
}

export function placeLimits({ places }: CheckLimits, map: string | null): PlaceLimits | undefined {
  return places.find(limits => limits.map === map);
}

/** The limit of a check that has one for each map. */
export function limitOfMap(pick: (limits: PlaceLimits) => Limit) {
  return (limits: CheckLimits, map: string | null): Limit => {
    const ofMap = placeLimits(limits, map);
    return ofMap === undefined ? null : pick(ofMap);
  };
}
