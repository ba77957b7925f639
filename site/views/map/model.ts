import type { Maybe } from '../../../functions/contract/changes.ts';
import { NOTHING_HELD } from '../../../functions/contract/held.ts';
import type { Range } from '../../../functions/contract/latest.ts';
import type { Calendar } from '../../../functions/contract/period.ts';
import type { MeasureDescription } from '../../../functions/contract/snapshot.ts';
import { lookbackDays } from '../../../functions/measures/derive.ts';
import { type HeldRegions, heldOn } from '../../../functions/measures/held-back.ts';
import { KINDS } from '../../../functions/measures/kinds.ts';
import { perCapita } from '../../../functions/measures/per-capita.ts';
import { periodsBetween } from '../../../functions/measures/periods.ts';
import { type Ranked, rank } from '../../../functions/measures/rank.ts';
import { roundDerived } from '../../../functions/measures/round.ts';
import { isCount, keyOf, type View } from '../../address/choices.ts';
import {
  type ColorScale,
  colorScale,
  INCOMPLETE,
  MISSING,
  NO_POPULATION,
  type Paint,
  SUPPRESSED,
} from '../../color/scale.ts';
import { type DayFigures, type DayWindow, isSuppressed, valueIn } from '../../data/day-figures.ts';
import type { MapData } from '../../data/map-data.ts';
import type { Place, PlaceNames } from '../../data/places.ts';
import { circleRadius, type Sizes } from '../../geo/circles.ts';
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
  /** Counts are shown from 0 and ranked where they are above it; other values have a range of their own. */
  readonly isCount: boolean;
  /** Per shape: the place that it stands for on the day, with a report or without, and its paint. */
  readonly drawn: readonly (Place | null)[];
  readonly paints: readonly Paint[];
  /** Per shape the radius of its circle; null where places are areas. */
  readonly radii: readonly number[] | null;
  /** What the area of a circle stands for. */
  readonly sizes: Sizes;
}

export function shownOf(session: MapSession, view: View, window: DayWindow): Shown {
  const { data, targets } = session;
  const measure = data.measures.find(({ id }) => id === view.measure) ?? unknownMeasure(view.measure);
  const { isFlow } = KINDS[measure.kind];
  const day = window.at(-1) ?? { date: view.date, total: [], new: [], ...NOTHING_HELD };
  const counts = shownCounts(window, view, data.places, isFlow);
  const values = shownValues(counts, view, data.places);
  const range = rangeOf(data, view, measure.decimals);
  const counted = isCounted(measure, view, range);
  // A logarithmic scale has no place for values below zero.
  const kind = !isCount(measure) && (range.least ?? 0) < 0 ? 'linear' : view.scale;
  const scale = colorScale(range, kind, counted);
  const drawn = placesOnDay(targets, view.date);
  const paintOf = (place: Place | null): Paint => {
    if (place === null) return MISSING;
    if (valueIn(day.total, place) === null) return isSuppressed(day, place) ? SUPPRESSED : MISSING;
    if (view.per !== null && (place.population ?? 0) <= 0) return NO_POPULATION;
    const value = placeValue({ view, counts, values }, place);
    return value === null ? INCOMPLETE : scale.paintOf(value);
  };
  // Rates and values below zero are told by color alone.
  const sizes = { largest: counted && view.per === null ? range.largest : null, count: drawn.length };
  const radiusOf = (place: Place | null) =>
    circleRadius(place === null ? null : placeValue({ view, counts, values }, place), sizes);
  return {
    session,
    view,
    measure,
    day,
    counts,
    values,
    heldBack: heldIn(window, view, data.snapshot.period),
    scale,
    isCount: counted,
    drawn,
    paints: drawn.map(paintOf),
    radii: session.drawing.marks === 'areas' ? null : drawn.map(radiusOf),
    sizes,
  };
}

/** The periods of the data. */
export function calendarOf({ session }: Pick<Shown, 'session'>): Calendar {
  return session.data.snapshot.period;
}

/** Whether the period shown is one of the newest, which are known to be incomplete. */
export function isProvisional({ session, view }: Pick<Shown, 'session' | 'view'>): boolean {
  const { provisional, lastDate, period } = session.data.snapshot;
  return provisional > 0 && periodsBetween(view.date, lastDate, period) < provisional;
}

function isCounted({ kind, ...form }: MeasureDescription, { change }: View, { least }: Range): boolean {
  if (kind === 'flow') return (least ?? 0) >= 0;
  return isCount({ kind, ...form }) && (kind === 'cumulative' || change === 'total');
}

function unknownMeasure(id: string): MeasureDescription {
  const form = { kind: 'cumulative', noun: null, unit: null, decimals: 0, guessed: false } as const;
  return { id, title: id, description: '', ...form };
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

function heldIn(window: DayWindow, view: View, calendar: Calendar): HeldRegions {
  const days = window.filter(day => day !== null);
  const lists = { held: days.flatMap(({ held }) => held), lacks: days.flatMap(({ lacks }) => lacks) };
  return heldOn(lists, view.date, lookbackDays(view), calendar);
}

/**
 * The smallest and the largest count of a view over all periods of its map. A mean may be smaller than the smallest count
 * and then has the first color.
 */
function rangeOf({ latest, snapshot }: MapData, view: View, decimals: number): Range {
  const { change, per } = view;
  const ranges = latest.measures[keyOf(view, snapshot)]?.ranges;
  if (ranges === undefined) return { smallest: null, largest: null, least: null };
  const { smallest, largest, least } = per === null ? ranges[change] : ranges[`${change}PerPerson`];
  const power = 10 ** decimals;
  const shown = (value: Maybe) => (value === null ? null : (value * (per ?? 1)) / power);
  return { smallest: shown(smallest), largest: shown(largest), least: shown(least) };
}

type Derived = Pick<View, 'change' | 'smooth' | 'per'>;

/**
 * How many periods before the one shown a view needs. What is new in a single period is part of its figures, and so is
 * every value of a flow.
 */
export function lookbackOf({ change, smooth }: Derived, isFlow = false): number {
  return change === 'new' && smooth > 1 && !isFlow ? smooth : smooth - 1;
}

/** The values of a day as a view shows them, by row: the same as `derive` of the measures, for all regions at once. */
export function shownValues(counts: readonly Maybe[], view: Derived, places: readonly Place[]): readonly Maybe[] {
  if (view.per === null && view.smooth === 1) return counts;
  return counts.map((count, row) => shownValue(count, places[row]?.population ?? null, view));
}

function shownValue(count: Maybe, population: Maybe, { per }: Derived): Maybe {
  return roundDerived(per === null ? count : perCapita(count, population, per));
}

/**
 * What a view counts in a period, before it is divided and rounded. `window` is the period with {@link lookbackOf} before it,
 * or alone if it is the newest and has the mean of the view.
 */
export function shownCounts(
  window: DayWindow,
  { change, smooth }: Derived,
  places: readonly Place[],
  isFlow = false,
): Maybe[] {
  const day = window.at(-1) ?? null;
  if (day === null) return [];
  if (smooth === 1) return padded(day[change], places.length);
  if (change === 'new' && day.lately?.periods === smooth) return meanOfLately(day.lately, places);
  if (change === 'new' && !isFlow) return meanOfNew(window, smooth, places);
  return meanOf(window, change, places);
}

function meanOfLately({ periods, new: sums }: NonNullable<DayFigures['lately']>, places: readonly Place[]): Maybe[] {
  return padded(sums, places.length).map(sum => (sum === null ? null : sum / periods));
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

function meanOf(window: DayWindow, change: View['change'], places: readonly Place[]): Maybe[] {
  return places.map(({ row }) => {
    let sum = 0;
    for (const day of window) {
      const value = day?.[change][row] ?? null;
      if (value === null) return null;
      sum += value;
    }
    return sum / window.length;
  });
}

function padded(values: readonly Maybe[], length: number): Maybe[] {
  return Array.from({ length }, (_, row) => values[row] ?? null);
}

export const RANKING_LENGTH = 10;

/** The ten places with the largest values: of counts, with those above zero. */
export function topPlaces(
  places: readonly Place[],
  values: readonly Maybe[],
  isCount = true,
): readonly Ranked<Place>[] {
  const ranked = ({ row }: Place) => {
    const value = values[row] ?? null;
    return value !== null && (!isCount || value > 0) ? value : null;
  };
  return rank(places, ranked, RANKING_LENGTH);
}

/** The ten largest of what is shown. */
export function topOf({ session, values, isCount }: Shown): readonly Ranked<Place>[] {
  return topPlaces(session.data.places, values, isCount);
}
