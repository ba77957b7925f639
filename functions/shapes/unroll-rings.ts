import type { FlatPolygon, FlatRing } from './map-file.ts';

/**
 * A polygon of longitudes and latitudes whose rings do not jump at the antimeridian: where one goes from 179 to -179,
 * it goes on at 181. Edges are straight in longitude and latitude (RFC 7946, 3.1.1).
 */
export function unrollPolygon(polygon: FlatPolygon): FlatPolygon {
  const [outer, ...holes] = largestFirst(polygon.map(unrollRing));
  if (outer === undefined) return [];
  const [west, east] = spanOf(outer);
  return [outer, ...holes.map(hole => moved(hole, 360 * Math.round(((west + east) / 2 - middleOf(hole)) / 360)))];
}

/** On the globe, a ring around a pole may be the hole of a smaller one nearer to it. */
function largestFirst(rings: readonly FlatRing[]): readonly FlatRing[] {
  if (rings.length < 2) return rings;
  return rings
    .map(ring => ({ ring, area: flatArea(ring) }))
    .sort((a, b) => b.area - a.area)
    .map(({ ring }) => ring);
}

/** The area that a ring encloses, never negative. */
export function flatArea(ring: FlatRing): number {
  // From the first point on, so that large coordinates do not cost digits.
  const [x0 = 0, y0 = 0] = ring;
  let twice = 0;
  for (let at = 2; at < ring.length; at += 2) {
    const [ax, ay] = [(ring[at - 2] ?? 0) - x0, (ring[at - 1] ?? 0) - y0];
    twice += ax * ((ring[at + 1] ?? 0) - y0) - ((ring[at] ?? 0) - x0) * ay;
  }
  return Math.abs(twice) / 2;
}

/** The least and the greatest longitude. */
export function spanOf(ring: FlatRing): readonly [number, number] {
  let [west, east] = [Infinity, -Infinity];
  for (let at = 0; at < ring.length; at += 2) {
    west = Math.min(west, ring[at] ?? 0);
    east = Math.max(east, ring[at] ?? 0);
  }
  return [west, east];
}

export function moved(ring: FlatRing, degrees: number): FlatRing {
  return degrees === 0 ? ring : ring.map((value, at) => (at % 2 === 0 ? value + degrees : value));
}

function middleOf(ring: FlatRing): number {
  const [west, east] = spanOf(ring);
  return (west + east) / 2;
}

function unrollRing(ring: FlatRing): FlatRing {
  // From one side of the map to the other is an edge of its own, along a pole for example, or no way at all.
  const long = unrolled(ring, 360);
  if (long.turns === 0) return long.ring;
  const none = unrolled(ring, Infinity);
  return none.turns === 0 ? none.ring : aroundPole(long.ring);
}

/** @param longest steps of so many degrees are edges */
function unrolled(ring: FlatRing, longest: number): { readonly ring: FlatRing; readonly turns: number } {
  let turns = 0;
  const moved = ring.map((value, at) => {
    if (at % 2 === 1) return value;
    const step = at === 0 ? 0 : value - (ring[at - 2] ?? 0);
    if (step < -180 && step > -longest) turns += 1;
    if (step > 180 && step < longest) turns -= 1;
    return value + 360 * turns;
  });
  return { ring: moved, turns };
}

/** A ring around a pole ends a turn from where it began: it goes back along the pole. */
function aroundPole(ring: FlatRing): FlatRing {
  let latitudes = 0;
  for (let at = 1; at < ring.length; at += 2) latitudes += ring[at] ?? 0;
  const pole = latitudes < 0 ? -90 : 90;
  const start = ring.subarray(0, 2);
  return Float64Array.from([...ring, ring.at(-2) ?? 0, pole, start[0] ?? 0, pole, ...start]);
}
