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
