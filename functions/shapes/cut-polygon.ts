import { clipRing } from './clip-ring.ts';
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
  const eastOf = clipRing(ring, { axis: 0, limit: west, keeps: 'above' });
  return clipRing(eastOf, { axis: 0, limit: east, keeps: 'below' });
}
