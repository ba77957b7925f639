import type { FlatPolygon, FlatRing } from './map-file.ts';
import { moved, spanOf } from './unroll-rings.ts';

/**
 * The parts of an unrolled polygon within 180 degrees of a longitude: one, or those on both sides of the cut. Parts of
 * a ring that are joined across nothing run along the cut, which is the edge of the map.
 */
export function cutPolygon(polygon: FlatPolygon, center: number): FlatPolygon[] {
  const [outer] = polygon;
  if (outer === undefined) return [];
  const [west, east] = spanOf(outer);
  const first = Math.ceil((center - 180 - east) / 360);
  const last = Math.floor((center + 180 - west) / 360);
  const parts: FlatPolygon[] = [];
  for (let turn = first; turn <= last; turn++) {
    const isWhole = west + 360 * turn >= center - 180 && east + 360 * turn <= center + 180;
    const rings = polygon.map(ring => moved(ring, 360 * turn));
    const clipped = isWhole ? rings : rings.map(ring => between(ring, center - 180, center + 180));
    const [around, ...holes] = clipped;
    if (around && hasWidth(around)) parts.push([around, ...holes.filter(hasWidth)]);
  }
  return parts;
}

function hasWidth(ring: FlatRing): boolean {
  const [west, east] = spanOf(ring);
  return ring.length >= 8 && east > west;
}

function between(ring: FlatRing, west: number, east: number): FlatRing {
  return clip(
    clip(ring, x => x >= west, west),
    x => x <= east,
    east,
  );
}

/** Sutherland and Hodgman's algorithm for one side. */
function clip(ring: FlatRing, isInside: (x: number) => boolean, edge: number): FlatRing {
  const kept: number[] = [];
  for (let at = 2; at < ring.length; at += 2) {
    const [ax = 0, ay = 0, bx = 0, by = 0] = ring.subarray(at - 2, at + 2);
    if (isInside(ax) !== isInside(bx)) kept.push(edge, ay + ((edge - ax) / (bx - ax)) * (by - ay));
    if (isInside(bx)) kept.push(bx, by);
  }
  const [x, y] = kept;
  if (x !== undefined && y !== undefined) kept.push(x, y);
  return Float64Array.from(kept);
}
