import { ringArea } from './nest-rings.ts';
import type { Point, Polygon, Ring, ShapeFeature } from './shape-feature.ts';

export interface ShapeMark {
  /** A shape whose largest piece has a smaller area is marked, in square units. */
  readonly below: number;
  readonly radius: number;
}

const CORNERS = 8;

/**
 * Puts a dot in the place of the largest piece of each shape that is too small to be seen; its other pieces stay.
 * Dots cover parts of their neighbors and so come last, the small ones on top.
 */
export function markSmallShapes(
  features: readonly ShapeFeature[],
  markOf: (shapeId: string) => ShapeMark,
): readonly ShapeFeature[] {
  const isSmall = (item: ShapeFeature) =>
    item.polygons.reduce((most, polygon) => Math.max(most, area(polygon)), 0) < markOf(item.id).below;
  const dots = features.filter(isSmall).sort((a, b) => markOf(b.id).radius - markOf(a.id).radius);
  return [...features.filter(item => !isSmall(item)), ...dots.map(item => marked(item, markOf(item.id).radius))];
}

function marked(feature: ShapeFeature, radius: number): ShapeFeature {
  const [[largest = []] = [], ...others] = feature.polygons.toSorted((a, b) => area(b) - area(a));
  const center = middle(largest);
  const outside = others.filter(([outer = []]) => outer.every(point => distance(point, center) > radius));
  return { ...feature, polygons: [[dot(center, radius)], ...outside] };
}

/** A circle in a few corners. */
export function dot([x, y]: Point, radius: number): Ring {
  return Array.from({ length: CORNERS + 1 }, (_, corner): Point => {
    const angle = ((((corner % CORNERS) + 0.5) / CORNERS) * 2 - 1) * Math.PI;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
}

function middle(ring: Ring): Point {
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => y);
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
}

function area([outer]: Polygon): number {
  return outer ? ringArea(outer) : 0;
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
