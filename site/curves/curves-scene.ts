import type { Snapshot } from '../../functions/contract/snapshot.ts';
import { addDays } from '../../functions/measures/calendar.ts';
import { dayTicks } from '../chart/day-ticks.ts';
import { valueTicks } from '../chart/value-ticks.ts';
import { countWords } from '../text/number-words.ts';
import type { PanelPicture } from './chart-panel.ts';
import { correctionWords } from './correction-words.ts';
import { type CurveSet, curveSet } from './curve.ts';
import { curveLayers, type MarkedCurve } from './curve-layers.ts';
import type { CurvePlace } from './curve-place.ts';
import type { CurvesView } from './curves-view.ts';
import { markOf } from './mark.ts';
import type { Totals } from './series-source.ts';
import { valueRange } from './value-range.ts';

/** Everything that a view shows of the numbers at hand. */
export interface CurvesScene {
  /** The curves that are drawn: none of those switched off. */
  readonly set: CurveSet;
  readonly panels: readonly PanelPicture[];
  readonly days: readonly [number, number];
  /** What crosses stand for; null where there are none. */
  readonly corrections: string | null;
}

export interface SceneInput {
  /** All places chosen, in their order. */
  readonly places: readonly CurvePlace[];
  /** The totals of those that are at hand. */
  readonly totalsOf: (id: string) => Totals | null;
  readonly view: CurvesView;
  readonly snapshot: Snapshot;
}

export function curvesScene({ places, totalsOf, view, snapshot }: SceneInput): CurvesScene {
  const isApart = view.layout === 'apart';
  const ready = places.flatMap(place => {
    const totals = totalsOf(place.id);
    return totals === null ? [] : [[place, totals] as const];
  });
  const all = curveSet(ready, snapshot, view);
  const curves = all.curves.filter(
    ({ place, measure }) => !view.hidden.includes(place.id) && !view.hidden.includes(measure.id),
  );
  const set = { ...all, curves };
  const days = [all.start, Math.max(all.length - 1, all.start)] as const;
  const range = valueRange(curves, view) ?? [view.scale === 'log' ? 1 : 0, 10];
  const marked = curves.map((curve): MarkedCurve => {
    const place = places.findIndex(({ id }) => id === curve.place.id);
    const measure = snapshot.measures.filter(({ id }) => view.measures.includes(id)).indexOf(curve.measure);
    return { curve, mark: markOf(place, measure, isApart ? 1 : places.length) };
  });
  const panelOf = (title: string | null, part: readonly MarkedCurve[]): PanelPicture => ({
    title,
    curves: part,
    chart: {
      layers: curveLayers(part, { change: view.change, kind: view.scale, range }),
      days,
      dayTicks: most => ticksOf(days, view, snapshot.firstDate, most),
      range,
      kind: view.scale,
    },
  });
  const drawn = ready.filter(([{ id }]) => !view.hidden.includes(id));
  return {
    set,
    days,
    panels: isApart
      ? drawn.map(([place]) =>
          panelOf(
            place.name,
            marked.filter(({ curve }) => curve.place.id === place.id),
          ),
        )
      : [panelOf(null, marked)],
    corrections: correctionWords(curves, view, range, snapshot.firstDate),
  };
}

function ticksOf([first, last]: readonly [number, number], { align }: CurvesView, firstDate: string, most: number) {
  if (align === null) {
    const ticks = dayTicks(addDays(firstDate, first), addDays(firstDate, last), most);
    return ticks.map(({ at, name }) => ({ at: at + first, name }));
  }
  const days = valueTicks(0, Math.max(last, 1), 'linear').filter(Number.isInteger);
  const every = Math.ceil(days.length / most);
  return days.filter((_, index) => index % every === 0).map(at => ({ at, name: countWords(at) }));
}
