import { badFile, type FlatRing, type Notes, type SourceShape } from './map-file.ts';

/** Coordinate systems of longitude and latitude; those of continents differ from the global one by a meter. */
const DEGREES = /CRS84|EPSG:+(4326|4269|4258|4283|7844|4490|4979)$/i;
/** Rounding may put a point a hair beyond the antimeridian. */
const TOLERANCE = 1e-6;
/** So few features cannot turn degrees into meters: they are wrong. */
const FEW = 0.05;

/**
 * Whether coordinates are longitudes and latitudes; else they are projected already, and y points north. A file says so
 * with its `crs` member, or else by coordinates beyond ±180 and ±90.
 */
export function isGeographic(shapes: readonly SourceShape[], crs: string | null, file: string, notes: Notes): boolean {
  const [first] = shapes;
  const beyond = shapes.filter(({ polygons }) => polygons.some(rings => rings.some(ring => !isInDegrees(ring))));
  const [stray] = beyond;
  const isNamed = crs !== null && DEGREES.test(crs);
  if (crs !== null && !isNamed) return false;
  if (stray === undefined || first === undefined) return true;
  const point = strayPoint(stray);
  if (isNamed || beyond.length < FEW * shapes.length) {
    throw badFile(
      file,
      `${stray.label}: [${point.join(', ')}] is not a longitude and a latitude, and other coordinates are`,
    );
  }
  if (Math.abs(point[0]) <= 360 && Math.abs(point[1]) <= 90) {
    notes.add(
      'longitudes beyond 180 are taken for projected coordinates; if they are degrees, subtract 360',
      stray.label,
    );
  }
  return false;
}

function isInDegrees(ring: FlatRing): boolean {
  for (let at = 0; at < ring.length; at += 2) if (isStray(ring, at)) return false;
  return true;
}

function isStray(ring: FlatRing, at: number): boolean {
  return Math.abs(ring[at] ?? 0) > 180 + TOLERANCE || Math.abs(ring[at + 1] ?? 0) > 90 + TOLERANCE;
}

function strayPoint({ polygons }: SourceShape): readonly [number, number] {
  for (const ring of polygons.flat()) {
    for (let at = 0; at < ring.length; at += 2) if (isStray(ring, at)) return [ring[at] ?? 0, ring[at + 1] ?? 0];
  }
  return [0, 0];
}
