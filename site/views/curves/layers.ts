import type { Maybe } from '../../../functions/contract/changes.ts';
import { type Change, isCount, type ScaleKind } from '../../address/choices.ts';
import { fade, type PlotInk } from '../../charts/ink.ts';
import type { ChartForm } from '../../charts/line-chart.ts';
import { colorOf, LINE_WIDTH, type Mark, POINT_OPACITY, POINT_RADIUS, type PointShape } from '../../charts/mark.ts';
import { namedTicks, type Plot, type PlotPoint, type PlotSeries, type Tick } from '../../charts/plot.ts';
import { valueTicks } from '../../charts/value-ticks.ts';
import { tickNames } from '../../format/amounts.ts';
import type { CurvesView } from './address.ts';
import type { Curve } from './curve-set.ts';

/** A curve and how it is drawn. */
export interface MarkedCurve {
  readonly curve: Curve;
  readonly mark: Mark;
}

/** Identifies a curve within a chart: `elm visits`. */
export function curveKey({ place, measure }: Curve): string {
  return `${place.id} ${measure.id}`;
}

/** One layer of a chart: the points, the line, what the line leaves alone or the corrections of a curve. */
export interface Layer {
  readonly kind: 'points' | 'line' | 'alone' | 'corrections';
  /** Of the curve. */
  readonly key: string;
  readonly mark: Mark;
  readonly point: PointShape;
  readonly dots: readonly PlotPoint[];
}

/** One chart: its curves on its axes, and a title where there are several charts. */
export interface Panel {
  readonly title: string | null;
  readonly curves: readonly MarkedCurve[];
  readonly layers: readonly Layer[];
  /** The first and the last day of the axis. */
  readonly days: readonly [number, number];
  readonly dayTicks: (most: number) => readonly Tick[];
  /** The lowest and the highest value of the axis. */
  readonly range: readonly [number, number];
  readonly scale: ScaleKind;
  /** What the values are in, where the ticks say so. */
  readonly unit?: string | null;
  /** The first of the newest periods that are known to be incomplete; null if none is shown. */
  readonly provisional?: number | null;
}

export interface CurveStyle {
  readonly ink: PlotInk;
  readonly palette: readonly string[];
  /** Whether the curve of a key is faded, so that others stand out. */
  readonly faded: (key: string) => boolean;
}

export const CURVES_FORM: ChartForm = {
  padding: { top: 0.5, right: 0.75, bottom: 0 },
  gap: { x: 0.2, y: 0.5 },
  hasTickMarks: true,
};
/** Left of the first day and right of the last, as a share of the axis: points at its ends are drawn whole. */
const ROOM_BESIDE = 0.012;

/** What a panel looks like in the colors of a style. */
export function panelPlot(
  { layers, days: [first, last], dayTicks, range: [low, high], scale, unit = null, provisional = null }: Panel,
  style: CurveStyle,
): Plot {
  const room = Math.max(last - first, 1) * ROOM_BESIDE;
  const values = valueTicks(low, high, scale);
  return {
    x: { min: first - room, max: last + room, ticks: dayTicks },
    y: { min: low, max: high, kind: scale, ticks: namedTicks(values, tickNames(values, unit)) },
    series: layers.map(layer => seriesOf(layer, style)),
    ...(provisional === null ? {} : { band: [provisional - 0.5, last + room] as const }),
  };
}

const FADED = 0.14;
/** A correction at the edge of the plot is drawn whole. */
const CROSS_PX = 8;

function seriesOf({ kind, key, mark, point, dots }: Layer, { ink, palette, faded }: CurveStyle): PlotSeries {
  const opacity = (kind === 'points' ? POINT_OPACITY : 1) * (faded(key) ? FADED : 1);
  const color = fade(colorOf(mark, palette, ink.strong), opacity);
  if (kind === 'line') return { points: dots, color, width: LINE_WIDTH, dash: mark.dash };
  const marker =
    kind === 'points' || kind === 'alone'
      ? { shape: point, radius: POINT_RADIUS, outline: 0 }
      : { shape: point, radius: POINT_RADIUS + 2, outline: 2, overhang: CROSS_PX };
  return { points: dots, color, width: 0, marker };
}

/** Whether a value is a correction: a negative daily value of a measure that can only grow. A level may fall. */
export function isCorrection(value: Maybe, change: Change, { measure }: Pick<Curve, 'measure'>): value is number {
  return change === 'new' && value !== null && value < 0 && measure.kind === 'cumulative';
}

/** The layers of curves, from the lowest to the highest: all points, then all lines, then the corrections. */
export function curveLayers(
  curves: readonly MarkedCurve[],
  { change, scale, range: [low] }: Pick<CurvesView, 'change' | 'scale'> & Pick<Panel, 'range'>,
): Layer[] {
  // A logarithmic axis has no place for zero and less.
  const fits = (value: Maybe): Maybe => (value !== null && (scale === 'linear' || value > 0) ? value : null);
  const dotsOf = (curve: Curve, column: 'raw' | 'average', keep: (value: Maybe) => Maybe): PlotPoint[] =>
    curve[column].slice(curve.start).map((value, index) => ({ x: curve.start + index, y: keep(value) }));
  const layer = ({ curve, mark }: MarkedCurve, kind: Layer['kind'], dots: readonly PlotPoint[]): Layer => ({
    kind,
    key: curveKey(curve),
    mark,
    point: kind === 'corrections' ? 'crossRot' : mark.point,
    dots,
  });
  const points = curves.map(marked => {
    const keep = (value: Maybe) => (isCorrection(value, change, marked.curve) ? null : fits(value));
    const dots = dotsOf(marked.curve, 'raw', keep);
    return layer(
      marked,
      'points',
      dots.filter(({ y }) => y !== null),
    );
  });
  const lines = curves.map(marked => layer(marked, 'line', dotsOf(marked.curve, 'average', fits)));
  const alone = curves.flatMap(marked => {
    const dots = withoutNeighbors(dotsOf(marked.curve, 'average', fits));
    return dots.length === 0 ? [] : [layer(marked, 'alone', dots)];
  });
  const corrections = curves.flatMap(marked => {
    const keep = (value: Maybe) => (isCorrection(value, change, marked.curve) ? Math.max(value, low) : null);
    const dots = dotsOf(marked.curve, 'raw', keep).filter(({ y }) => y !== null);
    return dots.length === 0 ? [] : [layer(marked, 'corrections', dots)];
  });
  return [...points, ...lines, ...alone, ...corrections];
}

/** The values between two gaps, which no line reaches. */
function withoutNeighbors(dots: readonly PlotPoint[]): PlotPoint[] {
  const isGap = (index: number) => (dots[index]?.y ?? null) === null;
  return dots.filter((_, index) => !isGap(index) && isGap(index - 1) && isGap(index + 1));
}

/** Below zero on a linear axis, as a share of its height: deeper corrections are marked at the edge. */
const MOST_BELOW = 0.2;
const ROOM_ABOVE = 1.1;

/**
 * The lowest and the highest value of an axis that holds curves: from the smallest positive value reported if it is
 * logarithmic, else from 0, or from below it where something fell. null without anything to hold.
 */
export function valueRange(
  curves: readonly Curve[],
  { scale, change }: Pick<CurvesView, 'change' | 'scale'>,
): readonly [number, number] | null {
  if (scale === 'linear' && curves.length > 0 && curves.every(hasOwnRange)) return ownRange(curves);
  let high = 0;
  let leastPositive = Number.POSITIVE_INFINITY;
  let lowest = 0;
  let deepest = 0;
  for (const curve of curves) {
    for (let day = curve.start; day < curve.raw.length; day += 1) {
      const value = curve.raw[day] ?? 0;
      if (value > 0 && value < leastPositive) leastPositive = value;
      for (const each of [value, curve.average[day] ?? 0]) {
        if (isCorrection(each, change, curve)) deepest = Math.min(deepest, each);
        else lowest = Math.min(lowest, each);
        high = Math.max(high, each);
      }
    }
  }
  const bottom = Math.min(lowest, deepest) * ROOM_ABOVE;
  if (high <= 0 || !Number.isFinite(leastPositive)) return scale === 'linear' && bottom < 0 ? [bottom, 1] : null;
  if (scale === 'log') return [leastPositive * 0.8, high * 1.4];
  return [Math.max(bottom, Math.min(lowest * ROOM_ABOVE, -high * MOST_BELOW)), high * ROOM_ABOVE];
}

/** Whether a measure is no count, so that its axis need not begin at 0. */
function hasOwnRange({ measure }: Curve): boolean {
  return (measure.kind === 'rate' || measure.kind === 'level') && !isCount(measure);
}

const ROOM_AROUND = 0.06;
/** An axis that would begin this close to 0, as a share of its height, begins there. */
const NEAR_ZERO = 0.5;

/** From the least to the largest value, with some room; from 0 where that is not far. null without a value. */
function ownRange(curves: readonly Curve[]): readonly [number, number] | null {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { raw, average, start } of curves) {
    for (const values of [raw, average]) {
      for (const value of values.slice(start)) {
        if (value === null) continue;
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
  }
  if (low > high) return null;
  const height = high - low || Math.abs(high) || 1;
  const room = height * ROOM_AROUND;
  if (low >= 0 && low <= height * NEAR_ZERO) return [0, high + room];
  if (high <= 0 && -high <= height * NEAR_ZERO) return [low - room, 0];
  return [low - room, high + room];
}
