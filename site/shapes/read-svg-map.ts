import svgpath from 'svgpath';
import { list, object, parserOf, text } from '../../functions/contract/schema.ts';
import { nestRings } from '../../functions/shapes/nest-rings.ts';
import type { Point, Ring, ShapeFeature } from '../../functions/shapes/shape-feature.ts';

const CURVE_STEPS = 8;

const parseLocations = parserOf(
  object({
    locations: list(object({ id: text, name: text, path: text })),
  }),
);

/** The shapes of an `@svg-maps/*` package: one per path, with the package's ids and names. */
export function readSvgMap(svgMap: unknown): ShapeFeature[] {
  return parseLocations(svgMap, '').locations.map(({ id, name, path }) => {
    return { id, name: name.trim(), polygons: nestRings(ringsOfPath(path)) };
  });
}

/** The closed rings of a path's `d`, curves cut into short lines. */
export function ringsOfPath(path: string): Ring[] {
  const rings: Point[][] = [];
  let ring: Point[] = [];
  svgpath(path)
    .abs()
    .unarc()
    .unshort()
    .iterate((segment, _index, x, y) => {
      const kind = segment[0];
      if (kind === 'M') {
        ring = [[segment[1], segment[2]]];
        rings.push(ring);
      } else if (kind === 'L') ring.push([segment[1], segment[2]]);
      else if (kind === 'H') ring.push([segment[1], y]);
      else if (kind === 'V') ring.push([x, segment[1]]);
      else if (kind === 'C') {
        const [, x1, y1, x2, y2, x3, y3] = segment;
        ring.push(...cubic([x, y], [x1, y1], [x2, y2], [x3, y3]));
      } else if (kind !== 'Z' && kind !== 'z') throw new Error(`a path may hold M, L, H, V, C and Z; found ${kind}`);
    });
  return rings.map(closed).filter(points => points.length > 3);
}

function cubic(a: Point, b: Point, c: Point, d: Point): Point[] {
  return Array.from({ length: CURVE_STEPS }, (_, step): Point => {
    const t = (step + 1) / CURVE_STEPS;
    const at = (i: 0 | 1) =>
      (1 - t) ** 3 * a[i] + 3 * (1 - t) ** 2 * t * b[i] + 3 * (1 - t) * t ** 2 * c[i] + t ** 3 * d[i];
    return [at(0), at(1)];
  });
}

function closed(ring: Point[]): Point[] {
  const [first] = ring;
  const last = ring.at(-1);
  if (!first || !last || (first[0] === last[0] && first[1] === last[1])) return ring;
  return [...ring, first];
}
