import { ringArea } from '../../functions/shapes/nest-rings.ts';
import {
  mapPoints,
  type Point,
  type Polygon,
  type Ring,
  type ShapeFeature,
} from '../../functions/shapes/shape-feature.ts';

/** Shapes in whole steps of a grid; points that fall together are one, rings that lose their area are left out. */
export function roundFeatures(features: readonly ShapeFeature[], step: number): ShapeFeature[] {
  return features.map(feature => ({ ...feature, polygons: feature.polygons.flatMap(rings => rounded(rings, step)) }));
}

function rounded(rings: Polygon, step: number): Polygon[] {
  const [outer, ...holes] = rings.map(ring => roundRing(ring, step));
  return outer && ringArea(outer) > 0 ? [[outer, ...holes.filter(hole => ringArea(hole) > 0)]] : [];
}

function roundRing(ring: Ring, step: number): Ring {
  const points: Point[] = [];
  for (const [x, y] of ring) {
    const point: Point = [Math.round(x / step), Math.round(y / step)];
    const last = points.at(-1);
    if (!last || last[0] !== point[0] || last[1] !== point[1]) points.push(point);
  }
  return points;
}

/**
 * Moves points that lie within `distance` of an earlier one onto it, so that neighbors drawn with rounding errors
 * between them share their border exactly.
 */
export function snapPoints(features: readonly ShapeFeature[], distance: number): ShapeFeature[] {
  const cells = new Map<string, Point[]>();
  const snap = (point: Point): Point => {
    const column = Math.floor(point[0] / distance);
    const row = Math.floor(point[1] / distance);
    const found = neighbors(column, row)
      .flatMap(key => cells.get(key) ?? [])
      .find(other => Math.hypot(other[0] - point[0], other[1] - point[1]) <= distance);
    if (found) return found;
    const key = `${column},${row}`;
    cells.set(key, [...(cells.get(key) ?? []), point]);
    return point;
  };
  return features.map(feature => mapPoints(feature, snap));
}

function neighbors(column: number, row: number): string[] {
  return [0, -1, 1].flatMap(dx => [0, -1, 1].map(dy => `${column + dx},${row + dy}`));
}
