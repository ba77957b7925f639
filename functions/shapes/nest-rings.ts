import type { Point, Polygon, Ring } from './shape-feature.ts';

/**
 * Polygons from loose rings that do not cross, whichever way they wind: a ring inside an odd number of others is a
 * hole of the smallest of them, any other an outer ring of its own.
 */
export function nestRings(rings: readonly Ring[]): Polygon[] {
  const bySize = rings.filter(ring => ringArea(ring) > 0).sort((a, b) => ringArea(b) - ringArea(a));
  const polygons = new Map<Ring, Ring[]>();
  for (const [index, ring] of bySize.entries()) {
    const around = bySize.slice(0, index).filter(larger => contains(larger, ring));
    const holeOf = around.length % 2 === 1 ? polygons.get(around.at(-1) ?? ring) : undefined;
    if (holeOf) holeOf.push(ring);
    else polygons.set(ring, [ring]);
  }
  return [...polygons.values()];
}

function contains(outer: Ring, inner: Ring): boolean {
  const first = inner[0];
  return first !== undefined && pointInRing(first, outer);
}

function pointInRing([x, y]: Point, ring: Ring): boolean {
  let inside = false;
  let previous = ring.at(-1);
  for (const point of ring) {
    if (previous && point[1] > y !== previous[1] > y) {
      const crossing = point[0] + ((y - point[1]) / (previous[1] - point[1])) * (previous[0] - point[0]);
      if (x < crossing) inside = !inside;
    }
    previous = point;
  }
  return inside;
}

/** The area a closed ring encloses, never negative. */
export function ringArea(ring: readonly Point[]): number {
  let twice = 0;
  let previous = ring.at(-1);
  for (const point of ring) {
    if (previous) twice += previous[0] * point[1] - previous[1] * point[0];
    previous = point;
  }
  return Math.abs(twice) / 2;
}
