import type { MeasureDescription } from '../../functions/contract/snapshot.ts';
import type { CurvePlace } from './curve-place.ts';
import type { CurvesView } from './curves-view.ts';
import { type Mark, markOf, placeMark, typeMark } from './mark.ts';

export interface LegendItem {
  /** Of a region or a measure. */
  readonly id: string;
  readonly name: string;
  readonly mark: Mark;
  readonly shown: boolean;
}

export interface LegendGroup {
  readonly title: string;
  readonly items: readonly LegendItem[];
}

/**
 * What the legend lists. Of one place in a chart: its case types, each in its colour. Of several: the places in their
 * colours, and the case types in the dash and point that all places share, if there are several of them.
 */
export function legendContent(
  places: readonly CurvePlace[],
  measures: readonly MeasureDescription[],
  { hidden, layout }: Pick<CurvesView, 'hidden' | 'layout'>,
): LegendGroup[] {
  const isShown = (id: string) => !hidden.includes(id);
  const perPlace = layout === 'apart' || places.length <= 1;
  const types = (mark: (index: number) => Mark) => ({
    title: 'Case types',
    items: measures.map(({ id, title }, index) => ({ id, name: title, mark: mark(index), shown: isShown(id) })),
  });
  if (places.length === 0 || measures.length === 0) return [];
  if (perPlace) return [types(index => markOf(0, index, 1))];
  const named = {
    title: 'Places',
    items: places.map(({ id, name }, index) => ({ id, name, mark: placeMark(index), shown: isShown(id) })),
  };
  return measures.length > 1 ? [named, types(typeMark)] : [named];
}
