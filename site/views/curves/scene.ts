import type { Snapshot } from '../../../functions/contract/snapshot.ts';
import { addDays } from '../../../functions/measures/periods.ts';
import { dayTicks } from '../../charts/day-ticks.ts';
import { markOf } from '../../charts/mark.ts';
import { valueTicks } from '../../charts/value-ticks.ts';
import { formatCount, formatDate, formatValue } from '../../format/numbers-and-dates.ts';
import type { CurvesView } from './address.ts';
import type { PanelPicture } from './chart-panel.ts';
import { curveLayers, isCorrection, type MarkedCurve, valueRange } from './layers.ts';
import { type Curve, type CurvePlace, type CurveSet, curveSet } from './model.ts';
import { dayDate } from './readout.ts';
import type { Totals } from './series-source.ts';

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
  return days.filter((_, index) => index % every === 0).map(at => ({ at, name: formatCount(at) }));
}

const MEANING = 'A correction: the total went down that day.';

/** What the crosses of a chart stand for, and which of them stand elsewhere than at their value; null without any. */
export function correctionWords(
  curves: readonly Curve[],
  { change, scale }: Pick<CurvesView, 'change' | 'scale'>,
  [low]: readonly [number, number],
  firstDate: string,
): string | null {
  let count = 0;
  let deeper = 0;
  let deepest: { readonly curve: Curve; readonly day: number; readonly value: number } | null = null;
  for (const curve of curves) {
    for (let day = curve.start; day < curve.raw.length; day += 1) {
      const value = curve.raw[day] ?? null;
      if (!isCorrection(value, change, curve)) continue;
      count += 1;
      if (value < low) deeper += 1;
      if (deepest === null || value < deepest.value) deepest = { curve, day, value };
    }
  }
  if (count === 0 || deepest === null) return null;
  if (scale === 'log') return `${MEANING} On a logarithmic scale it stands at the lower edge, whatever its size.`;
  if (deeper === 0) return MEANING;
  const { curve, day, value } = deepest;
  const at = `${formatValue(value)} in ${curve.place.name} on ${formatDate(dayDate(day, curve.zero ?? 0, { firstDate }))}`;
  return deeper === 1
    ? `${MEANING} One is too deep for the axis and stands at its lower edge: ${at}.`
    : `${MEANING} ${formatCount(deeper)} are too deep for the axis and stand at its lower edge; the deepest is ${at}.`;
}
