import type { Maybe } from '../../functions/contract/changes.ts';
import { NOTHING_HELD } from '../../functions/contract/held.ts';
import type { Range } from '../../functions/contract/latest.ts';
import type { MeasureDescription } from '../../functions/contract/snapshot.ts';
import { leadDays } from '../../functions/measures/derive.ts';
import { type HeldRegions, heldOn } from '../../functions/measures/held-back.ts';
import { type ColorScale, colorScale } from '../color/color-scale.ts';
import { INCOMPLETE, MISSING, NO_POPULATION, type Paint } from '../color/paint.ts';
import { type DayFigures, valueIn } from '../data/day-figures.ts';
import type { DayWindow } from '../data/figure-source.ts';
import type { MapData } from '../data/map-data.ts';
import type { Place } from '../data/place.ts';
import { shownCounts, shownValue, shownValues } from '../data/shown-values.ts';
import { placesOnDay } from '../map/shape-targets.ts';
import type { View } from '../view/view.ts';
import type { MapSession } from './map-session.ts';

/** What one view of a map shows on its day, before anything is drawn. */
export interface Shown {
  readonly session: MapSession;
  readonly view: View;
  readonly measure: MeasureDescription;
  /** The day's own figures, neither smoothed nor divided. */
  readonly day: DayFigures;
  /** What the view counts, by row, and the values that it makes of them. */
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

/** The value of a place as the view shows it; of several regions together, that of their sum. */
export function placeValue({ view, counts, values }: Pick<Shown, 'view' | 'counts' | 'values'>, place: Place): Maybe {
  if (place.parts === undefined) return values[place.row] ?? null;
  return shownValue(valueIn(counts, place), place.population, view);
}

export function hasReport(day: DayFigures, row: number): boolean {
  return (day.total[row] ?? null) !== null;
}

function heldIn(window: DayWindow, view: View): HeldRegions {
  const days = window.filter(day => day !== null);
  const lists = { held: days.flatMap(({ held }) => held), lacks: days.flatMap(({ lacks }) => lacks) };
  return heldOn(lists, view.date, leadDays(view));
}

/**
 * The smallest and the largest count of a view over all days of its map. A mean may be smaller than the smallest count;
 * it then has the first colour.
 */
function rangeOf({ latest }: MapData, { measure, change, per }: View): Range {
  const ranges = latest.measures[measure]?.ranges;
  if (ranges === undefined) return { smallest: null, largest: null };
  const { smallest, largest } = per === null ? ranges[change] : ranges[`${change}PerPerson`];
  const times = (value: Maybe, factor: number) => (value === null ? null : value * factor);
  return { smallest: times(smallest, per ?? 1), largest: times(largest, per ?? 1) };
}
