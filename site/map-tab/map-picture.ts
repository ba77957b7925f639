import { colorScale, type ScaleKind } from '../color/color-scale.ts';
import type { Paint } from '../color/paint.ts';
import { type DayFigures, figureAt } from '../data/day-figures.ts';
import type { MapData } from '../data/map-data.ts';
import type { Place } from '../data/place.ts';
import { placesOnDay, placesWithoutShape, type ShapeTargets } from '../map/shape-targets.ts';
import type { View } from '../view/view.ts';

const SCALE: ScaleKind = 'log';

/** What one view looks like, before anything is drawn. */
export interface MapPicture {
  readonly scale: ReturnType<typeof colorScale>;
  /** Per shape. */
  readonly paints: readonly Paint[];
  readonly drawn: readonly (Place | null)[];
  readonly withoutShape: readonly Place[];
}

export function mapPicture(data: MapData, targets: ShapeTargets, view: View, figures: DayFigures): MapPicture {
  const ranges = data.latest.measures[view.measure]?.ranges;
  const scale = colorScale(ranges?.[view.change] ?? { smallest: null, largest: null }, SCALE);
  const figureOf = (row: number) => figureAt(figures, view.change, row);
  const hasReport = (row: number) => (figures.total[row] ?? null) !== null;
  const drawn = placesOnDay(targets, hasReport);
  return {
    scale,
    drawn,
    paints: drawn.map(place => scale.paintOf(place === null ? null : figureOf(place.row))),
    withoutShape: placesWithoutShape(data.places, drawn, hasReport),
  };
}
