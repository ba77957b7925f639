import type { Maybe } from '../../../functions/contract/changes.ts';
import { NOTHING_HELD } from '../../../functions/contract/held.ts';
import type { Range } from '../../../functions/contract/latest.ts';
import type { MeasureDescription } from '../../../functions/contract/snapshot.ts';
import { lookbackDays } from '../../../functions/measures/derive.ts';
import { type HeldRegions, heldOn } from '../../../functions/measures/held-back.ts';
import { perCapita } from '../../../functions/measures/per-capita.ts';
import { type Ranked, rank } from '../../../functions/measures/rank.ts';
import { roundDerived } from '../../../functions/measures/round.ts';
import type { View } from '../../address/choices.ts';
import { type ColorScale, colorScale, INCOMPLETE, MISSING, NO_POPULATION, type Paint } from '../../color/scale.ts';
import { type DayFigures, type DayWindow, valueIn } from '../../data/day-figures.ts';
import type { MapData } from '../../data/map-data.ts';
import type { Place, PlaceNames } from '../../data/places.ts';
import type { MapDrawing, Point } from '../../geo/shape.ts';
import { placesOnDay, type ShapeTargets } from '../../geo/shape-targets.ts';

/** One map, read and ready to be shown. */
export interface MapSession {
  readonly data: MapData;
  readonly drawing: MapDrawing;
  readonly targets: ShapeTargets;
  /** The names of places of all maps, as far as they are known. */
  readonly names: PlaceNames;
  /** Per shape, the point that a tooltip points at; computed at the first call. */
  readonly middles: () => readonly Point[];
}

/** What one view of a map shows on its day, before anything is drawn. */
export interface Shown {
  readonly session: MapSession;
  readonly view: View;
  readonly measure: MeasureDescription;
  /** The day's own figures, neither smoothed nor divided. */
  readonly day: DayFigures;
  /** What the view counts, by row, and the values that it turns them into. */
  readonly counts: readonly Maybe[];
  readonly values: readonly Maybe[];
  /** By region: why its value is held back, and the regions whose last accepted values it counts. */
  readonly heldBack: HeldRegions;
  readonly scale: ColorScale;
  /** Per shape: the place that it stands for on the day, with a report or without, and its paint. */
  readonly drawn: readonly (Place | null)[];
  readonly paints: readonly Paint[];
}

export function shownOf(session: MapSession, view: View, window: DayWindow): Shown {
  const { data, targets } = session;
  const day = window.at(-1) ?? { date: view.date, total: [], new: [], ...NOTHING_HELD };
  const counts = shownCounts(window, view, data.places);
  const values = shownValues(counts, view, data.places);
  const scale = colorScale(rangeOf(data, view), view.scale);
  const drawn = placesOnDay(targets, view.date);
  const paintOf = (place: Place | null): Paint => {
    if (place === null || valueIn(day.total, place) === null) return MISSING;
    if (view.per !== null && (place.population ?? 0) <= 0) return NO_POPULATION;
    const value = placeValue({ view, counts, values }, place);
    return value === null ? INCOMPLETE : scale.paintOf(value);
  };
  return {
    session,
    view,
    measure: data.measures.find(({ id }) => id === view.measure) ?? {
      id: view.measure,
      title: view.measure,
      description: '',
      kind: 'cumulative',
      noun: null,
      unit: null,
      decimals: 0,
      guessed: false,
    },
    day,
    counts,
    values,
    heldBack: heldIn(window, view),
    scale,
    drawn,
    paints: drawn.map(paintOf),
  };
}

/** The value of a place as the view shows it; for several regions together, that of their sum. */
export function placeValue({ view, counts, values }: Pick<Shown, 'view' | 'counts' | 'values'>, place: Place): Maybe {
  if (place.parts === undefined) return values[place.row] ?? null;
  return shownValue(valueIn(counts, place), place.population, view);
}

/** The shape with the largest value; null if none has one. */
export function largestShape(shown: Shown): number | null {
  let largest: { shape: number; value: number } | null = null;
  for (const [shape, place] of shown.drawn.entries()) {
    const value = place === null ? null : placeValue(shown, place);
    if (value !== null && value > (largest?.value ?? -Infinity)) largest = { shape, value };
  }
  return largest?.shape ?? null;
}

export function hasReport(day: DayFigures, row: number): boolean {
  return (day.total[row] ?? null) !== null;
}

function heldIn(window: DayWindow, view: View): HeldRegions {
  const days = window.filter(day => day !== null);
  const lists = { held: days.flatMap(({ held }) => held), lacks: days.flatMap(({ lacks }) => lacks) };
  return heldOn(lists, view.date, lookbackDays(view));
}

/**
 * The smallest and the largest count of a view over all days of its map. A mean may be smaller than the smallest count
 * and then has the first color.
 */
function rangeOf({ latest }: MapData, { measure, change, per }: View): Range {
  const ranges = latest.measures[measure]?.ranges;
  if (ranges === undefined) return { smallest: null, largest: null };
  const { smallest, largest } = per === null ? ranges[change] : ranges[`${change}PerPerson`];
  const times = (value: Maybe, factor: number) => (value === null ? null : value * factor);
  return { smallest: times(smallest, per ?? 1), largest: times(largest, per ?? 1) };
}

type Derived = Pick<View, 'change' | 'smooth' | 'per'>;

/** How many days before the one shown a view needs. What is new on a single day is part of that day's figures. */
export function lookbackOf({ change, smooth }: Derived): number {
  return change === 'new' && smooth > 1 ? smooth : smooth - 1;
}

/** The values of a day as a view shows them, by row: the same as `derive` of the measures, for all regions at once. */
export function shownValues(counts: readonly Maybe[], view: Derived, places: readonly Place[]): readonly Maybe[] {
  if (view.per === null && view.smooth === 1) return counts;
  return counts.map((count, row) => shownValue(count, places[row]?.population ?? null, view));
}

function shownValue(count: Maybe, population: Maybe, { per }: Derived): Maybe {
  return roundDerived(per === null ? count : perCapita(count, population, per));
}

/** What a view counts on a day, before it is divided and rounded. `window` is the day with {@link lookbackOf} days before it. */
export function shownCounts(window: DayWindow, { change, smooth }: Derived, places: readonly Place[]): Maybe[] {
  const day = window.at(-1) ?? null;
  if (day === null) return [];
  if (smooth === 1) return padded(day[change], places.length);
  return change === 'new' ? meanOfNew(window, smooth, places) : meanOfTotals(window, places);
}

function meanOfNew(window: DayWindow, days: number, places: readonly Place[]): Maybe[] {
  const [before = null] = window;
  const totals = window.at(-1)?.total ?? [];
  return places.map(({ row, firstDate }) => {
    const total = totals[row] ?? null;
    if (total === null || before === null) return null;
    const start = before.date < firstDate ? 0 : (before.total[row] ?? null);
    return start === null ? null : (total - start) / days;
  });
}

function meanOfTotals(window: DayWindow, places: readonly Place[]): Maybe[] {
  return places.map(({ row }) => {
    let sum = 0;
    for (const day of window) {
      const total = day?.total[row] ?? null;
      if (total === null) return null;
      sum += total;
    }
    return sum / window.length;
  });
}

function padded(values: readonly Maybe[], length: number): Maybe[] {
  return Array.from({ length }, (_, row) => values[row] ?? null);
}

export const RANKING_LENGTH = 10;

/** The ten places with the largest values above zero. */
export function topPlaces(places: readonly Place[], values: readonly Maybe[]): readonly Ranked<Place>[] {
  const positive = ({ row }: Place) => {
    const value = values[row] ?? null;
    return value !== null && value > 0 ? value : null;
  };
  return rank(places, positive, RANKING_LENGTH);
}
