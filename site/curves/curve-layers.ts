import type { Maybe } from '../../functions/contract/changes.ts';
import type { PointShape } from '../chart/point-shape.ts';
import type { Curve } from './curve.ts';
import { LINE_WIDTH, type Mark, POINT_OPACITY } from './mark.ts';

export interface Dot {
  readonly x: number;
  /** null breaks a line. */
  readonly y: number | null;
}

/** One layer of a chart: the points, the line or the corrections of a curve. */
export interface Layer {
  readonly kind: 'points' | 'line' | 'corrections';
  /** Of the curve: `US-NY deaths`. */
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
