import { changesFromTotals, type Maybe } from '../../../functions/contract/changes.ts';
import { type Calendar, DAILY } from '../../../functions/contract/period.ts';
import type { MeasureDescription, Snapshot } from '../../../functions/contract/snapshot.ts';
import { dayZero, derive } from '../../../functions/measures/derive.ts';
import { type HeldDays, NO_HELD_DAYS } from '../../../functions/measures/held-back.ts';
import { KINDS } from '../../../functions/measures/kinds.ts';
import { addPeriods, periodsBetween } from '../../../functions/measures/periods.ts';
import { isPerCapita } from '../../address/choices.ts';
import type { Alignment, CurvesView } from './address.ts';
import type { CurvePlace, PlaceTotals } from './source.ts';

/** One measure of one place over time. */
export interface Curve {
  readonly place: CurvePlace;
  readonly measure: MeasureDescription;
  /** As reported, by period: the API's values without smoothing. */
  readonly raw: readonly Maybe[];
  /** Their trailing mean: the API's values with smoothing. */
  readonly average: readonly Maybe[];
  /** The day of the data on which they begin; null where the place never reached its day 0. */
  readonly zero: number | null;
  /** The index of the first one to draw: the first day with a total. */
  readonly start: number;
  /** False where the place has no total on any day: the measure is not reported there. */
  readonly isReported: boolean;
  /** What the checks did to its totals. */
  readonly heldDays: HeldDays;
  /** Periods whose value the source withholds. */
  readonly suppressed?: readonly string[];
}

/** The curves of a view, by place and then by measure, on a common axis of days. */
export interface CurveSet {
  readonly curves: readonly Curve[];
  /** Days on the axis. */
  readonly length: number;
  /** The first day that is drawn. */
  readonly start: number;
}

type Dates = Pick<Snapshot, 'firstDate' | 'lastDate' | 'maps' | 'measures'> & Partial<Pick<Snapshot, 'period'>>;

/** Turns the totals of places into the curves that a view asks for. */
export function curveSet(
  places: readonly (readonly [CurvePlace, PlaceTotals])[],
  snapshot: Dates,
  view: Pick<CurvesView, 'change' | 'per' | 'smooth' | 'measures' | 'align'>,
): CurveSet {
  const measures = snapshot.measures.filter(({ id }) => view.measures.includes(id));
  const { period: calendar = DAILY } = snapshot;
  const [leading] = snapshot.measures;
  const power = 10 ** (leading?.decimals ?? 0);
  const days = periodsBetween(snapshot.firstDate, snapshot.lastDate, calendar) + 1;
  // Nothing is per capita beside what cannot be.
  const per = measures.every(isPerCapita) ? view.per : null;
  const curves = places.flatMap(([place, totals]) => {
    const leads = totals.get(leading?.id ?? '')?.values ?? [];
    const threshold = view.align === null ? null : scaled(thresholdOf(view.align, place.population), power);
    const zero = view.align === null ? 0 : threshold === null ? null : dayZero(leads, threshold);
    const shown = zero ?? days;
    const begins = leading?.kind === 'cumulative' ? firstAbove(leads) : firstKnown(leads);
    const start = Math.max(begins - shown, 0);
    const origin = originOf(place, snapshot);
    return measures.map(measure => {
      const { values, suppressed = [], ...heldDays } = totals.get(measure.id) ?? { values: [], ...NO_HELD_DAYS };
      const added = KINDS[measure.kind].isFlow ? changesFromTotals(values, null) : null;
      const region = { origin, population: place.population };
      const stored = { decimals: measure.decimals, added };
      const of = (smooth: number) => derive(values, region, { change: view.change, per, smooth }, stored).slice(shown);
      const isReported = values.some(value => value !== null);
      return { place, measure, raw: of(1), average: of(view.smooth), zero, start, isReported, heldDays, suppressed };
    });
  });
  const present = curves.filter(({ zero }) => zero !== null);
  return {
    curves,
    length: view.align === null ? days : Math.max(0, ...present.map(({ zero }) => days - (zero ?? days))),
    start: present.length === 0 ? 0 : Math.min(...present.map(({ start }) => start)),
  };
}

/** Where an axis begins, and how long its steps are. */
export type Timeline = Pick<Snapshot, 'firstDate'> & Partial<Pick<Snapshot, 'period'>>;

/** The period at a place of an axis whose place 0 is `zero` periods after the first of the data. */
export function dayDate(day: number, zero: number, { firstDate, period = DAILY }: Timeline): string {
  return addPeriods(firstDate, zero + day, period);
}

export function calendarOf({ period = DAILY }: Partial<Pick<Snapshot, 'period'>>): Calendar {
  return period;
}

function scaled(value: number | null, power: number): number | null {
  return value === null ? null : value * power;
}

/** The total that makes a day day 0; null where the population is not known. */
export function thresholdOf({ by, count }: Alignment, population: number | null): number | null {
  if (by === 'total') return count;
  return population === null || population <= 0 ? null : population / count;
}

/** The first day with a total of one or more; without any, the first day with a known total. */
function firstAbove(totals: readonly Maybe[]): number {
  return dayZero(totals, 1) ?? firstKnown(totals);
}

function firstKnown(totals: readonly Maybe[]): number {
  return Math.max(
    totals.findIndex(total => total !== null),
    0,
  );
}

/** The days of the data on which the records of a place and of its map begin. */
function originOf(place: CurvePlace, { firstDate, maps, period = DAILY }: Dates) {
  const map = maps.find(({ id }) => id === place.map);
  return {
    first: periodsBetween(firstDate, place.firstDate, period),
    mapFirst: periodsBetween(firstDate, map?.firstDate ?? firstDate, period),
  };
}
