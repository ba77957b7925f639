/** A point of the plane, y down. */
export type Point = readonly [x: number, y: number];

/** Closed: the last point repeats the first. */
export type Ring = readonly Point[];

/** An outer ring, then its holes. */
export type Polygon = readonly Ring[];

/** One shape of a map, already projected. */
export interface ShapeFeature {
  readonly id: string;
  readonly name: string;
  readonly polygons: readonly Polygon[];
}

export function mapPoints(feature: ShapeFeature, change: (point: Point) => Point): ShapeFeature {
  return { ...feature, polygons: feature.polygons.map(rings => rings.map(ring => ring.map(change))) };
}

const MARGIN = 2;

export interface FittedFeatures {
  readonly features: readonly ShapeFeature[];
  readonly width: number;
  readonly height: number;
}

/** Scales and moves shapes so that they fill a drawing of this width but for a narrow margin; the height follows. */
export function fitFeatures(features: readonly ShapeFeature[], width: number): FittedFeatures {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of features.flatMap(feature => feature.polygons.flat(2))) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const scale = (width - 2 * MARGIN) / (right - left);
  return {
    features: features.map(item =>
      mapPoints(item, ([x, y]) => [MARGIN + (x - left) * scale, MARGIN + (y - top) * scale]),
    ),
    width,
    height: Math.ceil(2 * MARGIN + (bottom - top) * scale),
  };
}
