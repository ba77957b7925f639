import { ringArea } from '../../functions/shapes/nest-rings.ts';
import type { Point, Polygon, Ring, ShapeFeature } from '../../functions/shapes/shape-feature.ts';

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
