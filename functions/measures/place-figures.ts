import type { Maybe } from '../contract/changes.ts';
import type { Calendar, PeriodUnit } from '../contract/period.ts';
import type { MeasureDescription } from '../contract/snapshot.ts';
import type { Derivation } from './derive.ts';
import { isPerCapita, KINDS } from './kinds.ts';
import { USUAL_WINDOW } from './periods.ts';

/** A figure of a place's page: a measure, and how its values are derived. */
export interface PlaceFigure extends Derivation {
  readonly measure: MeasureDescription;
}

/** Per capita figures of a place are per this many people. */
export const FIGURE_PER = 100_000;

/** How many periods back a figure is compared: a day with the same weekday two weeks earlier. */
const COMPARED: Readonly<Record<PeriodUnit, number>> = { day: 14, week: 2, month: 1, quarter: 1, year: 1, none: 0 };

export function comparedPeriods({ unit }: Calendar): number {
  return COMPARED[unit];
}

/**
 * The figures that describe a place: what is new of each count, per capita where the population is known; then the total
 * to date of each cumulative count, and the value of every other measure.
 */
export function placeFigures(
  measures: readonly MeasureDescription[],
  { unit }: Calendar,
  population: number | null,
): readonly PlaceFigure[] {
  const flows = measures.filter(({ kind }) => unit !== 'none' && (kind === 'cumulative' || kind === 'flow'));
  const fresh = flows.map(measure => ({
    ...{ measure, change: 'new' as const, smooth: USUAL_WINDOW[unit] },
    per: isPerCapita(measure) && (population ?? 0) > 0 ? FIGURE_PER : null,
  }));
  const stocks = measures
    .filter(({ kind }) => kind !== 'flow' || unit === 'none')
    .map(measure => ({ measure, change: KINDS[measure.kind].change, smooth: 1, per: null }));
  return [...fresh, ...stocks];
}

/** The newest value of a figure, and the one that it is compared with. */
export interface FigureValue {
  readonly value: Maybe;
  readonly before: Maybe;
}

/** @param values of all periods up to the newest */
export function newestValue(values: readonly Maybe[], calendar: Calendar): FigureValue {
  const back = comparedPeriods(calendar);
  return { value: values.at(-1) ?? null, before: back === 0 ? null : (values.at(-1 - back) ?? null) };
}

/** How a figure has changed: as a share where that makes sense, as an amount for measures that are not counts. */
export type FigureChange =
  | { readonly kind: 'share'; readonly share: number }
  | { readonly kind: 'times'; readonly times: number }
  | { readonly kind: 'base'; readonly before: number }
  | { readonly kind: 'amount'; readonly amount: number };

const TIMES = 3;

/** null where a value is missing, or both are zero. */
export function figureChange({ value, before }: FigureValue, { measure }: PlaceFigure): FigureChange | null {
  if (value === null || before === null) return null;
  if (measure.kind === 'rate' || measure.unit === '%' || before < 0 || value < 0)
    return { kind: 'amount', amount: value - before };
  if (before === 0) return value === 0 ? null : { kind: 'base', before };
  if (before < 1 && value >= TIMES) return { kind: 'base', before };
  if (value / before >= TIMES) return { kind: 'times', times: value / before };
  return { kind: 'share', share: value / before - 1 };
}

/** Smaller changes count as none. */
const STEADY = 0.05;

/** Up, down, or about the same. */
export function directionOf(change: FigureChange): 'up' | 'down' | 'flat' {
  switch (change.kind) {
    case 'base':
    case 'times':
      return 'up';
    case 'share':
      return Math.abs(change.share) <= STEADY ? 'flat' : change.share > 0 ? 'up' : 'down';
    case 'amount':
      return change.amount === 0 ? 'flat' : change.amount > 0 ? 'up' : 'down';
  }
}
