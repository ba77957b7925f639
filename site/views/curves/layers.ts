import type { Maybe } from '../../../functions/contract/changes.ts';
import type { Change, ScaleKind } from '../../address/choices.ts';
import { LINE_WIDTH, type Mark, POINT_OPACITY, type PointShape } from '../../charts/mark.ts';
import type { Curve } from './model.ts';

export interface Dot {
  readonly x: number;
  /** null breaks a line. */
  readonly y: number | null;
}

/** One layer of a chart: the points, the line or the corrections of a curve. */
export interface Layer {
  readonly kind: 'points' | 'line' | 'corrections';
  /** Of the curve: `elm rainfall`. */
  readonly key: string;
  readonly mark: Mark;
  readonly opacity: number;
  readonly width: number;
  readonly point: PointShape;
  readonly dots: readonly Dot[];
}

export interface MarkedCurve {
  readonly curve: Curve;
  readonly mark: Mark;
}

export function curveKey({ place, measure }: Curve): string {
  return `${place.id} ${measure.id}`;
}

/** Whether a value is a correction: what is new on a day of what only grows cannot truly be less than nothing; a level falls. */
export function isCorrection(
  value: Maybe,
  change: 'total' | 'new',
  { measure }: Pick<Curve, 'measure'>,
): value is number {
  return change === 'new' && value !== null && value < 0 && measure.kind === 'cumulative';
}

/** What is drawn, from the lowest layer to the highest: all points, then all lines, then the corrections. */
export function curveLayers(
  curves: readonly MarkedCurve[],
  { change, kind, range }: { change: 'total' | 'new'; kind: 'log' | 'linear'; range: readonly [number, number] },
): Layer[] {
  const [low] = range;
  // A logarithmic axis has no place for zero and less.
  const fits = (value: Maybe): Maybe => (value !== null && (kind === 'linear' || value > 0) ? value : null);
  const layer = ({ curve, mark }: MarkedCurve, part: Pick<Layer, 'kind' | 'opacity' | 'point' | 'dots'>): Layer => ({
    ...part,
    key: curveKey(curve),
    mark,
    width: LINE_WIDTH,
  });
  const points = curves.map(marked =>
    layer(marked, {
      kind: 'points',
      opacity: POINT_OPACITY,
      point: marked.mark.point,
      dots: dotsOf(marked.curve, 'raw', value =>
        isCorrection(value, change, marked.curve) ? null : fits(value),
      ).filter(({ y }) => y !== null),
    }),
  );
  const lines = curves.map(marked =>
    layer(marked, { kind: 'line', opacity: 1, point: marked.mark.point, dots: dotsOf(marked.curve, 'average', fits) }),
  );
  const corrections = curves.flatMap(marked => {
    const dots = dotsOf(marked.curve, 'raw', value =>
      isCorrection(value, change, marked.curve) ? Math.max(value, low) : null,
    ).filter(({ y }) => y !== null);
    return dots.length === 0 ? [] : [layer(marked, { kind: 'corrections', opacity: 1, point: 'crossRot', dots })];
  });
  return [...points, ...lines, ...corrections];
}

function dotsOf(curve: Curve, column: 'raw' | 'average', keep: (value: Maybe) => Maybe): Dot[] {
  return curve[column].slice(curve.start).map((value, index) => ({ x: curve.start + index, y: keep(value) }));
}

/** Under a linear axis, as a part of its height: corrections that go deeper are marked at its edge. */
const MOST_BELOW = 0.2;
const ROOM_ABOVE = 1.1;

/**
 * The lowest and highest value of an axis that holds curves: from the smallest positive value reported if logarithmic,
 * else from 0, or from below it where something fell. null where there is nothing to hold.
 */
export function valueRange(
  curves: readonly Curve[],
  { scale, change }: { readonly scale: ScaleKind; readonly change: Change },
): readonly [number, number] | null {
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
