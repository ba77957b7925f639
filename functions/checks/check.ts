import type { CheckId } from '../contract/check-report.ts';
import type { CheckLimits, Limit } from '../contract/dataset.ts';

/**
 * One thing that must hold. Verdict, receipt and docs are made from it: a figure is computed once, is a fault where it is
 * above the limit, and is shown by the receipt where it is not.
 */
export interface Check<Facts, Found extends Figure = Figure> {
  readonly id: CheckId;
  /** What is held back when it fails. */
  readonly scope: 'upload' | 'report' | 'place' | 'table' | 'snapshot';
  /** What fails it, for the docs; `{limit}` stands for the limit. */
  readonly fails: string;
  /** The field of the descriptor that sets its limit; null where it has none. */
  readonly field: string | null;
  limit(limits: CheckLimits, level: string | null): Limit;
  /** None where there is too little data to tell. */
  figures(facts: Facts): readonly Found[];
  /** Whether a figure is a fault; where it is not given, it is one above the limit. */
  exceeds?(figure: Found, limit: number, facts: Facts): boolean;
  /** One sentence without its period, with the figures. */
  message(figure: Found, facts: Facts): string;
  /** Whether the next report makes of the fault a correction, or a change for good. None: no report can. */
  agrees?(figure: Found, limit: number, facts: Facts): Promise<boolean> | boolean;
}

export interface Figure {
  /** Null: the whole report. Else the map whose regions are meant. */
  readonly level: string | null;
  readonly value: number;
}

/** Above its limit, as the check itself sees it. */
export function isFault<Facts, Found extends Figure>(
  check: Check<Facts, Found>,
  figure: Found,
  limit: Limit,
  facts: Facts,
): boolean {
  if (limit === null) return false;
  return check.exceeds?.(figure, limit, facts) ?? figure.value > limit;
}
