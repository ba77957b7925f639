import { mapPoints, type Point, type ShapeFeature } from './shape-feature.ts';

/**
 * Moves points that lie within `distance` of an earlier one onto it, so that neighbours drawn with rounding errors
 * between them share their border exactly.
 */
export function snapPoints(features: readonly ShapeFeature[], distance: number): ShapeFeature[] {
  const cells = new Map<string, Point[]>();
  const snap = (point: Point): Point => {
    const column = Math.floor(point[0] / distance);
    const row = Math.floor(point[1] / distance);
    const found = neighbours(column, row)
      .flatMap(key => cells.get(key) ?? [])
      .find(other => Math.hypot(other[0] - point[0], other[1] - point[1]) <= distance);
    if (found) return found;
    const key = `${column},${row}`;
    cells.set(key, [...(cells.get(key) ?? []), point]);
    return point;
  };
  return features.map(feature => mapPoints(feature, snap));
}

function neighbours(column: number, row: number): string[] {
  return [0, -1, 1].flatMap(dx => [0, -1, 1].map(dy => `${column + dx},${row + dy}`));
}
