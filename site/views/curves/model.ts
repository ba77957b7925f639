import type { Snapshot } from '../../../functions/contract/snapshot.ts';
import { addPeriods } from '../../../functions/measures/periods.ts';
import { isCount, type ScaleKind } from '../../address/choices.ts';
import { periodTicks } from '../../charts/day-ticks.ts';
import { markOf } from '../../charts/mark.ts';
import { namedTicks, type Tick } from '../../charts/plot.ts';
import { valueTicks } from '../../charts/value-ticks.ts';
import { formatAmount } from '../../format/amounts.ts';
import { formatCount } from '../../format/numbers-and-dates.ts';
import { inThatPeriod, whenIn } from '../../format/periods.ts';
import type { CurvesView } from './address.ts';
import { type Curve, type CurveSet, calendarOf, curveSet, dayDate, type Timeline } from './curve-set.ts';
import { unitOnAxis } from './format.ts';
import { curveLayers, isCorrection, type MarkedCurve, type Panel, valueRange } from './layers.ts';
import type { CurvePlace, PlaceTotals } from './source.ts';

/** What a view shows of the totals loaded so far. */
export interface CurvesModel {
  /** The curves drawn, without those that are hidden. */
  readonly set: CurveSet;
  readonly panels: readonly Panel[];
  /** The first and the last day of the axis. */
  readonly days: readonly [number, number];
  /** What crosses mean; null without any. */
  readonly corrections: string | null;
  /** The scale in use: values below zero need a linear one. */
  readonly scale: ScaleKind;
}

export interface CurvesData {
  /** All chosen places, in their order. */
  readonly places: readonly CurvePlace[];
  /** The totals of a place; null while they are not loaded. */
  readonly totalsOf: (id: string) => PlaceTotals | null;
  readonly snapshot: Snapshot;
}

export function curvesModel(view: CurvesView, { places, totalsOf, snapshot }: CurvesData): CurvesModel {
  const { change, hidden } = view;
  const isApart = view.layout === 'apart';
  const loaded = places.flatMap(place => {
    const totals = totalsOf(place.id);
    return totals === null ? [] : [[place, totals] as const];
  });
  const all = curveSet(loaded, snapshot, view);
  const curves = all.curves.filter(({ place, measure }) => !hidden.includes(place.id) && !hidden.includes(measure.id));
  const scale = needsLinear(curves) ? 'linear' : view.scale;
  const days = [all.start, Math.max(all.length - 1, all.start)] as const;
  const range = valueRange(curves, { change, scale }) ?? [scale === 'log' ? 1 : 0, 10];
  const measures = snapshot.measures.filter(({ id }) => view.measures.includes(id));
  const marked = curves.map((curve): MarkedCurve => {
    const place = places.findIndex(({ id }) => id === curve.place.id);
    return { curve, mark: markOf(place, measures.indexOf(curve.measure), isApart ? 1 : places.length) };
  });
  const panelOf = (title: string | null, part: readonly MarkedCurve[]): Panel => ({
    title,
    curves: part,
    layers: curveLayers(part, { change, scale, range }),
    days,
    dayTicks: most => ticksOf(days, view, snapshot, most),
    range,
    scale,
    unit: unitOnAxis(measures, change),
    provisional: provisionalFrom(days, all, view, snapshot),
  });
  const visible = loaded.map(([place]) => place).filter(({ id }) => !hidden.includes(id));
  return {
    set: { ...all, curves },
    days,
    panels: isApart
      ? visible.map(({ id, name }) =>
          panelOf(
            name,
            marked.filter(({ curve }) => curve.place.id === id),
          ),
        )
      : [panelOf(null, marked)],
    corrections: correctionText(curves, { change, scale }, range, snapshot),
    scale,
  };
}

function ticksOf(
  [first, last]: readonly [number, number],
  { align }: CurvesView,
  { firstDate, period }: Pick<Snapshot, 'firstDate' | 'period'>,
  most: number,
): readonly Tick[] {
  if (align === null) {
    const [from, to] = [addPeriods(firstDate, first, period), addPeriods(firstDate, last, period)];
    const ticks = periodTicks(from, to, most, period);
    return ticks.map(({ at, name }) => ({ at: at + first, name }));
  }
  const days = valueTicks(0, Math.max(last, 1), 'linear').filter(Number.isInteger);
  const every = Math.ceil(days.length / most);
  return namedTicks(
    days.filter((_, index) => index % every === 0),
    formatCount,
  );
}

/** Of measures that are no counts, which have no place below zero on a logarithmic scale. */
function needsLinear(curves: readonly Curve[]): boolean {
  return curves.some(
    ({ measure, raw, start }) => !isCount(measure) && raw.slice(start).some(value => value !== null && value < 0),
  );
}

/** Where the newest periods begin that are known to be incomplete; curves that are aligned end in different places. */
function provisionalFrom(
  [first]: readonly [number, number],
  { length }: Pick<CurveSet, 'length'>,
  { align }: CurvesView,
  { provisional }: Pick<Snapshot, 'provisional'>,
): number | null {
  return align !== null || provisional === 0 ? null : Math.max(length - provisional, first);
}

/** What the crosses of a chart mean, and which of them are not at their value; null without any. */
export function correctionText(
  curves: readonly Curve[],
  { change, scale }: Pick<CurvesView, 'change' | 'scale'>,
  [low]: readonly [number, number],
  timeline: Timeline,
): string | null {
  const calendar = calendarOf(timeline);
  const meaning = `A correction: the total went down ${calendar.unit === 'day' ? 'that day' : inThatPeriod(calendar)}.`;
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
  if (scale === 'log') return `${meaning} On a logarithmic scale, it is drawn at the lower edge, whatever its size.`;
  if (deeper === 0) return meaning;
  const { curve, day, value } = deepest;
  const when = whenIn(dayDate(day, curve.zero ?? 0, timeline), calendar);
  const at = `${formatAmount(value, curve.measure)} in ${curve.place.name} ${when}`;
  return deeper === 1
    ? `${meaning} One is too deep for the axis and is drawn at its lower edge: ${at}.`
    : `${meaning} ${formatCount(deeper)} are too deep for the axis and are drawn at its lower edge; the deepest is ${at}.`;
}
