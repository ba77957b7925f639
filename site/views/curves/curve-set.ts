import type { Maybe } from '../../../functions/contract/changes.ts';
import type { MeasureDescription, Snapshot } from '../../../functions/contract/snapshot.ts';
import { dayZero, derive } from '../../../functions/measures/derive.ts';
import { type HeldDays, NO_HELD_DAYS } from '../../../functions/measures/held-back.ts';
import { addDays, daysBetween } from '../../../functions/measures/periods.ts';
import type { Alignment, CurvesView } from './address.ts';
import type { CurvePlace, PlaceTotals } from './source.ts';

/** One measure of one place over time. */
export interface Curve {
  readonly place: CurvePlace;
  readonly measure: MeasureDescription;
  /** As reported, by day: the API's values without smoothing. */
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
}

/** The curves of a view, by place and then by measure, on a common axis of days. */
export interface CurveSet {
  readonly curves: readonly Curve[];
  /** Days on the axis. */
  readonly length: number;
  /** The first day that is drawn. */
  readonly start: number;
}

type Dates = Pick<Snapshot, 'firstDate' | 'lastDate' | 'maps' | 'measures'>;

/** Turns the totals of places into the curves that a view asks for. */
export function curveSet(
  places: readonly (readonly [CurvePlace, PlaceTotals])[],
  snapshot: Dates,
  view: Pick<CurvesView, 'change' | 'per' | 'smooth' | 'measures' | 'align'>,
): CurveSet {
  const measures = snapshot.measures.filter(({ id }) => view.measures.includes(id));
  const leading = snapshot.measures[0]?.id ?? '';
  const days = daysBetween(snapshot.firstDate, snapshot.lastDate) + 1;
  const curves = places.flatMap(([place, totals]) => {
    const leads = totals.get(leading)?.values ?? [];
    const threshold = view.align === null ? null : thresholdOf(view.align, place.population);
    const zero = view.align === null ? 0 : threshold === null ? null : dayZero(leads, threshold);
    const shown = zero ?? days;
    const start = Math.max(firstAbove(leads) - shown, 0);
    const origin = originOf(place, snapshot);
    return measures.map(measure => {
      const { values, ...heldDays } = totals.get(measure.id) ?? { values: [], ...NO_HELD_DAYS };
      const of = (smooth: number) =>
        derive(values, { origin, population: place.population }, { change: view.change, per: view.per, smooth }).slice(
          shown,
        );
      const isReported = values.some(value => value !== null);
      return { place, measure, raw: of(1), average: of(view.smooth), zero, start, isReported, heldDays };
    });
  });
  const present = curves.filter(({ zero }) => zero !== null);
  return {
    curves,
    length: view.align === null ? days : Math.max(0, ...present.map(({ zero }) => days - (zero ?? days))),
    start: present.length === 0 ? 0 : Math.min(...present.map(({ start }) => start)),
  };
}

/** The date of a day of an axis whose day 0 is `zero` days after the first of the data. */
export function dayDate(day: number, zero: number, { firstDate }: Pick<Snapshot, 'firstDate'>): string {
  return addDays(firstDate, zero + day);
}

/** The total that makes a day day 0; null where the population is not known. */
export function thresholdOf({ by, count }: Alignment, population: number | null): number | null {
  if (by === 'total') return count;
  return population === null || population <= 0 ? null : population / count;
}

/** The first day with a total of one or more; without any, the first day with a known total. */
function firstAbove(totals: readonly Maybe[]): number {
  const first = dayZero(totals, 1) ?? totals.findIndex(total => total !== null);
  return Math.max(first, 0);
}

/** The days of the data on which the records of a place and of its map begin. */
function originOf(place: CurvePlace, { firstDate, maps }: Dates) {
  const map = maps.find(({ id }) => id === place.map);
  return {
    first: daysBetween(firstDate, place.firstDate),
    mapFirst: daysBetween(firstDate, map?.firstDate ?? firstDate),
  };
}
