import type { MeasureDescription } from '../../functions/contract/snapshot.ts';
import type { Change, ScaleKind } from '../view/view.ts';

/** Where the curves begin: on the first day with so many cases, or with one case in so many people. */
export interface Alignment {
  readonly by: 'cases' | 'rate';
  readonly count: number;
}

/** One chart for all places, or one for each. */
export const LAYOUTS = ['together', 'apart'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** What a visitor has chosen to see of curves; all of it lives in the address. */
export interface CurvesView {
  readonly regions: readonly string[];
  readonly change: Change;
  /** Values per so many people; null for counts. */
  readonly per: number | null;
  readonly scale: ScaleKind;
  readonly measures: readonly string[];
  /** The lines are the mean of so many days; 1 smooths nothing. */
  readonly smooth: number;
  /** null for curves by date. */
  readonly align: Alignment | null;
  readonly layout: Layout;
  /** Regions and measures that the legend has switched off. */
  readonly hidden: readonly string[];
}

/** What can be chosen, and which places a bare address shows. */
export interface CurvesChoices {
  readonly measures: readonly MeasureDescription[];
  readonly regions: readonly string[];
}

/** As many regions as one answer of the API holds. */
export const MAX_PLACES = 50;
/** The other way to align: one case in so many people. */
export const PEOPLE_PER_CASE = 10_000;
export const STANDARD_CASES = 1;
/** As large as the API takes a number of cases. */
export const MAX_CASES = 9_999_999_999;
const STANDARD_SMOOTH = 14;
const STANDARD_MEASURES = ['confirmed', 'deaths'];

export function standardCurves({ measures, regions }: CurvesChoices): CurvesView {
  const ids = measures.map(({ id }) => id);
  const standard = ids.filter(id => STANDARD_MEASURES.includes(id));
  return {
    regions,
    change: 'new',
    per: null,
    scale: 'log',
    measures: standard.length > 0 ? standard : ids.slice(0, 1),
    smooth: STANDARD_SMOOTH,
    align: null,
    layout: 'together',
    hidden: [],
  };
}
