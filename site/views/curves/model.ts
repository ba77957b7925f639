import type { Maybe } from '../../../functions/contract/changes.ts';
import type { MeasureDescription, Snapshot } from '../../../functions/contract/snapshot.ts';
import { dayZero, derive } from '../../../functions/measures/derive.ts';
import { type HeldDays, NO_HELD_DAYS } from '../../../functions/measures/held-back.ts';
import { daysBetween } from '../../../functions/measures/periods.ts';
import type { Alignment, CurvesView } from './address.ts';
import type { Totals } from './series-source.ts';

/** One measure of one place, over time. */
export interface Curve {
  readonly place: CurvePlace;
  readonly measure: MeasureDescription;
  /** As reported, by day: the API's values without smoothing. */
  readonly raw: readonly Maybe[];
  /** Their trailing mean: the API's values with smoothing. */
  readonly average: readonly Maybe[];
  /** Which day of the data the first of them is; null where the place never reached its day 0. */
  readonly zero: number | null;
  /** From which of them on there is something to draw: the first day with a total above zero. */
  readonly start: number;
  /** False where the place has no total on any day: nobody reports the measure there. */
  readonly isReported: boolean;
  /** What checks did to its totals. */
  readonly heldDays: HeldDays;
}

/** Every curve of a view, by place and then by measure, on one axis of days. */
export interface CurveSet {
  readonly curves: readonly Curve[];
  /** How many days the axis has. */
  readonly length: number;
  /** The first day that is drawn. */
  readonly start: number;
}

type Dates = Pick<Snapshot, 'firstDate' | 'lastDate' | 'maps' | 'measures'>;

/** The curves of the places whose totals are at hand. */
export function curveSet(
  places: readonly (readonly [CurvePlace, Totals])[],
  snapshot: Dates,
  view: Pick<CurvesView, 'change' | 'per' | 'smooth' | 'measures' | 'align'>,
): CurveSet {
  const measures = snapshot.measures.filter(({ id }) => view.measures.includes(id));
  const leading = snapshot.measures[0]?.id ?? '';
  const days = daysBetween(snapshot.firstDate, snapshot.lastDate) + 1;
  const curves = places.flatMap(([place, totals]) => {
    const known = totals.get(leading)?.values ?? [];
    const threshold = view.align === null ? null : thresholdOf(view.align, place.population);
    const zero = view.align === null ? 0 : threshold === null ? null : dayZero(known, threshold);
    const shown = zero ?? days;
    const start = Math.max(firstAbove(known) - shown, 0);
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

/** The total that makes day 0, or null where it is not known how many people there are. */
export function thresholdOf({ by, count }: Alignment, population: number | null): number | null {
  if (by === 'total') return count;
  return population === null || population <= 0 ? null : population / count;
}

/** The first day with a total of one or more; where none ever has, the first that is known. */
function firstAbove(totals: readonly Maybe[]): number {
  const first = dayZero(totals, 1) ?? totals.findIndex(total => total !== null);
  return Math.max(first, 0);
}

/** Where the records of a place and of its map begin, in days of the data. */
function originOf(place: CurvePlace, { firstDate, maps }: Dates) {
  const map = maps.find(({ id }) => id === place.map);
  return {
    first: daysBetween(firstDate, place.firstDate),
    mapFirst: daysBetween(firstDate, map?.firstDate ?? firstDate),
  };
}

/** A region as the curves need it. */
export interface CurvePlace {
  readonly id: string;
  /** `Elm, Northmoor`; a state or province alone, where no country shown has its name. */
  readonly name: string;
  /** The map it is on. */
  readonly map: string;
  readonly population: number | null;
  /** The day of its first record. */
  readonly firstDate: string;
}
