import type { Maybe } from '../../functions/contract/changes.ts';
import type { Range } from '../../functions/contract/latest.ts';
import type { MeasureDescription } from '../../functions/contract/snapshot.ts';
import { type ColorScale, colorScale } from '../color/color-scale.ts';
import { INCOMPLETE, MISSING, NO_POPULATION, type Paint } from '../color/paint.ts';
import type { DayFigures } from '../data/day-figures.ts';
import type { DayWindow } from '../data/figure-source.ts';
import type { MapData } from '../data/map-data.ts';
import type { Place } from '../data/place.ts';
import { shownValues } from '../data/shown-values.ts';
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
  /** False for a measure that this map has no count of on any day: its zeros stand for nobody having counted. */
  readonly isCounted: boolean;
  /** The values as the view shows them, by row. */
  readonly values: readonly Maybe[];
  readonly scale: ColorScale;
  /** Per shape: the place that it stands for on the day, and its paint. */
  readonly drawn: readonly (Place | null)[];
  readonly paints: readonly Paint[];
}

export function shownOf(session: MapSession, view: View, window: DayWindow): Shown {
  const { data, targets } = session;
  const day = window.at(-1) ?? { date: view.date, total: [], new: [] };
  const values = shownValues(window, view, data.places);
  const scale = colorScale(rangeOf(data, view), view.scale);
  const isCounted = data.latest.measures[view.measure]?.ranges.total.largest != null;
  const drawn = placesOnDay(targets, row => hasReport(day, row));
  const paintOf = (place: Place | null): Paint => {
    if (place === null || !isCounted) return MISSING;
    if (view.per !== null && (place.population ?? 0) <= 0) return NO_POPULATION;
    const value = values[place.row] ?? null;
    return value === null ? INCOMPLETE : scale.paintOf(value);
  };
  return {
    session,
    view,
    measure: data.measures.find(({ id }) => id === view.measure) ?? {
      id: view.measure,
      title: view.measure,
      description: '',
    },
    day,
    isCounted,
    values,
    scale,
    drawn,
    paints: drawn.map(paintOf),
  };
}

export function hasReport(day: DayFigures, row: number): boolean {
  return (day.total[row] ?? null) !== null;
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
