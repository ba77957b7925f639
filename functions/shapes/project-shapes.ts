import {
  type GeoRawProjection,
  geoAzimuthalEqualAreaRaw,
  geoConicEqualAreaRaw,
  geoEqualEarthRaw,
  geoMercatorRaw,
  geoRotation,
} from 'd3-geo';
import { cutPolygon } from './cut-polygon.ts';
import type { FlatPolygon, FlatRing, SourceShape } from './map-file.ts';
import { spanOf, unrollPolygon } from './unroll-rings.ts';

/** The part of the globe that shapes cover, in degrees. */
export interface Extent {
  /** The longitude in its middle. */
  readonly center: number;
  readonly width: number;
  readonly south: number;
  readonly north: number;
}

/** Degrees of longitude and latitude to the plane, x east and y north. */
export type Project = (longitude: number, latitude: number) => readonly [number, number];

/** Longitudes and latitudes → the plane, y down, in a projection that fits the extent. */
export function projectShapes(shapes: readonly SourceShape[]): SourceShape[] {
  const unrolled = shapes.map(shape => ({ ...shape, polygons: shape.polygons.map(unrollPolygon) }));
  return projectInto(unrolled, extentOf(unrolled.flatMap(({ polygons }) => polygons)));
}

/** Unrolled shapes in the projection that fits an extent, y down. */
export function projectInto(unrolled: readonly SourceShape[], extent: Extent): SourceShape[] {
  const project = chooseProjection(extent);
  const cut = unrolled.map(shape => ({
    ...shape,
    polygons: shape.polygons.flatMap(polygon => cutPolygon(polygon, extent.center)),
  }));
  const longest = edgeLimit(cut);
  return cut.map(shape => ({
    ...shape,
    polygons: shape.polygons.map(rings => rings.map(ring => projectRing(divided(ring, longest), project))),
  }));
}

/** Where the map of the world is cut if the shapes leave no gap: through the Bering Strait. */
export const WORLD_CENTER = 11.5;
const SMALLEST_GAP = 1;

/** The extent of unrolled polygons; its sides are those of the widest gap between them. */
export function extentOf(polygons: readonly FlatPolygon[]): Extent {
  const spans = polygons
    .flatMap(([outer]) => (outer ? [spanOf(outer)] : []))
    .map(([west, east]) => {
      const turn = 360 * Math.floor((west + 180) / 360);
      return [west - turn, east - turn] as const;
    });
  const [south, north] = latitudesOf(polygons);
  spans.sort(([a], [b]) => a - b);
  const first = spans[0]?.[0] ?? 0;
  // What reaches beyond 180 covers the beginning once more.
  let reached = spans.reduce((most, [, east]) => Math.max(most, east - 360), -Infinity);
  let gap = { width: 0, middle: 0 };
  for (const [west, east] of [...spans, [first + 360, first + 360] as const]) {
    if (reached > -Infinity && west - reached > gap.width)
      gap = { width: west - reached, middle: (west + reached) / 2 };
    reached = Math.max(reached, east);
  }
  if (gap.width < SMALLEST_GAP) return { center: WORLD_CENTER, width: 360, south, north };
  const center = gap.middle + 180;
  return { center: center > 180 ? center - 360 : center, width: 360 - gap.width, south, north };
}

function latitudesOf(polygons: readonly FlatPolygon[]): readonly [number, number] {
  let [south, north] = [90, -90];
  for (const [outer = new Float64Array()] of polygons) {
    for (let at = 1; at < outer.length; at += 2) {
      south = Math.min(south, outer[at] ?? 0);
      north = Math.max(north, outer[at] ?? 0);
    }
  }
  return [south, north];
}

const DEGREE = Math.PI / 180;

/**
 * Areas stay comparable: Equal Earth for the world, Albers' conic projection for what lies between tropics and polar
 * circles, Lambert's azimuthal one for the rest. What is so small that it hardly matters has north up: Mercator.
 */
export function chooseProjection({ center, width, south, north }: Extent): Project {
  const middle = (south + north) / 2;
  const height = north - south;
  if (width > 150 || height > 120) return around(geoEqualEarthRaw, center);
  if (width < 3 && height < 3 && Math.abs(middle) < 80) return around(geoMercatorRaw, center);
  if (Math.abs(middle) > 15 && Math.abs(middle) < 66 && south * north >= 0) {
    const sixth = height / 6;
    return around(geoConicEqualAreaRaw((south + sixth) * DEGREE, (north - sixth) * DEGREE), center);
  }
  const rotation = geoRotation([-center, -middle]);
  return (longitude, latitude) => {
    const [x, y] = rotation([longitude, latitude]);
    return geoAzimuthalEqualAreaRaw(x * DEGREE, y * DEGREE);
  };
}

function around(raw: GeoRawProjection, center: number): Project {
  return (longitude, latitude) => raw((longitude - center) * DEGREE, latitude * DEGREE);
}

const MAX_DIVIDED_POINTS = 1_000_000;

/** How many degrees an edge may have before it is divided, so that it bends with the projection. */
function edgeLimit(shapes: readonly SourceShape[]): number {
  const rings = shapes.flatMap(({ polygons }) => polygons.flat());
  for (const limit of [1, 4]) {
    let added = 0;
    for (const ring of rings) for (let at = 2; at < ring.length; at += 2) added += piecesOf(ring, at, limit) - 1;
    if (added <= MAX_DIVIDED_POINTS) return limit;
  }
  return Infinity;
}

/** The number of pieces of the edge that ends at a point. */
function piecesOf(ring: FlatRing, at: number, limit: number): number {
  const longitudes = Math.abs((ring[at] ?? 0) - (ring[at - 2] ?? 0));
  const latitudes = Math.abs((ring[at + 1] ?? 0) - (ring[at - 1] ?? 0));
  return Math.max(1, Math.ceil(Math.max(longitudes, latitudes) / limit));
}

/** Neighbors walk an edge in opposite directions and must get the same points: each is computed from the same end. */
function divided(ring: FlatRing, limit: number): FlatRing {
  let count = ring.length > 0 ? 1 : 0;
  for (let at = 2; at < ring.length; at += 2) count += piecesOf(ring, at, limit);
  if (2 * count === ring.length) return ring;
  const points = new Float64Array(2 * count);
  points.set(ring.subarray(0, 2));
  let to = 2;
  for (let at = 2; at < ring.length; at += 2) {
    const pieces = piecesOf(ring, at, limit);
    const [ax = 0, ay = 0, bx = 0, by = 0] = ring.subarray(at - 2, at + 2);
    const isForward = ax < bx || (ax === bx && ay < by);
    for (let piece = 1; piece < pieces; piece++) {
      const share = isForward ? piece / pieces : (pieces - piece) / pieces;
      points[to++] = isForward ? ax + (bx - ax) * share : bx + (ax - bx) * share;
      points[to++] = isForward ? ay + (by - ay) * share : by + (ay - by) * share;
    }
    points[to++] = bx;
    points[to++] = by;
  }
  return points;
}

function projectRing(ring: FlatRing, project: Project): FlatRing {
  const projected = new Float64Array(ring.length);
  for (let at = 0; at < ring.length; at += 2) {
    const [x, y] = project(ring[at] ?? 0, ring[at + 1] ?? 0);
    projected[at] = x;
    projected[at + 1] = -y;
  }
  return projected;
}

/** Projected coordinates as they are, y down. */
export function flipShapes(shapes: readonly SourceShape[]): SourceShape[] {
  const flip = (ring: FlatRing) => ring.map((value, at) => (at % 2 === 0 ? value : -value));
  return shapes.map(shape => ({ ...shape, polygons: shape.polygons.map(rings => rings.map(flip)) }));
}
