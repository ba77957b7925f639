import type { FeatureCollection, MultiPolygon } from 'geojson';
import { topology } from 'topojson-server';
import { presimplify } from 'topojson-simplify';
import { ringArea } from './nest-rings.ts';
import type { Point, ShapeFeature } from './shape-feature.ts';

/** Indexes into the arcs; `~i` is arc i walked backwards. */
export type ArcRing = readonly number[];

export interface ArcShape {
  readonly id: string;
  readonly name: string;
  readonly polygons: readonly (readonly ArcRing[])[];
}

/** Shapes whose common borders are stored once. */
export interface ArcShapes {
  readonly shapes: readonly ArcShape[];
  readonly arcs: readonly (readonly Point[])[];
}

/** Finds the borders that shapes share: their points must be equal. */
export function arcShapes(features: readonly ShapeFeature[]): ArcShapes {
  const { objects, arcs } = topology({ shapes: geojson(features) });
  const { shapes } = objects;
  if (shapes?.type !== 'GeometryCollection') throw new Error('shapes must become a collection');
  const polygons = shapes.geometries.map(item => (item.type === 'MultiPolygon' ? item.arcs : []));
  return {
    shapes: features.map(({ id, name }, index) => ({ id, name, polygons: polygons[index] ?? [] })),
    arcs: arcs.map(arc => arc.map(([x = 0, y = 0]) => [unmixed(x), unmixed(y)])),
  };
}

/**
 * topojson-server hashes points by the bits of their coordinates. Those of integers differ in a few bits only, and so
 * collide: 300,000 points take fifty times as long as their multiples by a number that has many bits.
 */
const MIXED = 0.7390851332151607;
/** Shapes lie on a grid of integers; a fraction of it is kept for those that do not. */
const PRECISION = 1e6;

function geojson(features: readonly ShapeFeature[]): FeatureCollection<MultiPolygon> {
  return {
    type: 'FeatureCollection',
    features: features.map(({ polygons }) => {
      const coordinates = polygons.map(rings => rings.map(ring => ring.map(([x, y]) => [x * MIXED, y * MIXED])));
      return { type: 'Feature', properties: null, geometry: { type: 'MultiPolygon', coordinates } };
    }),
  };
}

/** Undoes {@link MIXED}, but for the last bits. */
function unmixed(value: number): number {
  return Math.round((value / MIXED) * PRECISION) / PRECISION;
}

/** The closed ring of points behind a ring of arcs. */
export function ringPoints(ring: ArcRing, arcs: readonly (readonly Point[])[]): Point[] {
  const points: Point[] = [];
  for (const index of ring) {
    const arc = arcs[arcOf(index)] ?? [];
    points.pop();
    // One by one: an arc may have more points than a call has arguments.
    if (index < 0) for (let at = arc.length - 1; at >= 0; at -= 1) points.push(arc[at] ?? [0, 0]);
    else for (const point of arc) points.push(point);
  }
  return points;
}

/** No ring may gain or lose more of its area than this. */
const MAX_AREA_CHANGE = 0.2;
const ROUNDS = 8;

/**
 * Visvalingam's simplification, border by border, so that neighbors still meet. Where it would swallow or deform a
 * small ring, the borders of that ring are drawn more finely until it keeps its area.
 */
export function simplifyArcs(full: ArcShapes, minTriangle: number): ArcShapes {
  return cutArcs(full, pointWeights(full), minTriangle);
}

/** Points with their weights: the area of the triangle that is lost without them. */
export type WeightedArcs = readonly (readonly (readonly number[])[])[];

export function pointWeights({ arcs }: ArcShapes): WeightedArcs {
  return presimplify({ type: 'Topology', objects: {}, arcs: arcs.map(arc => arc.map(([x, y]) => [x, y])) }).arcs;
}

/** {@link simplifyArcs} with weights that are known. */
export function cutArcs({ shapes, arcs }: ArcShapes, weighted: WeightedArcs, minTriangle: number): ArcShapes {
  const limits = arcs.map(() => minTriangle);
  const cut = (index: number): Point[] => {
    const limit = limits[index] ?? 0;
    return (weighted[index] ?? []).flatMap(([x = 0, y = 0, weight = 0]) => (weight >= limit ? [[x, y]] : []));
  };
  const simple = arcs.map((_, index) => cut(index));
  const rings = shapes.flatMap(shape => shape.polygons.flat());
  let deformed = rings.map(ring => ({ ring, area: ringArea(ringPoints(ring, arcs)) }));
  for (let round = 1; round <= ROUNDS; round++) {
    deformed = deformed.filter(({ ring, area }) => {
      return Math.abs(ringArea(ringPoints(ring, simple)) - area) > MAX_AREA_CHANGE * area;
    });
    const finer = new Set(deformed.flatMap(({ ring }) => ring.map(arcOf)));
    for (const index of finer) {
      limits[index] = round === ROUNDS ? 0 : (limits[index] ?? 0) / 4;
      simple[index] = cut(index);
    }
  }
  return { shapes, arcs: simple };
}

/**
 * Leaves out islands and lakes below an area, but never the largest piece of a shape, nor a ring that shares a border:
 * without it there would be a gap.
 */
export function dropSmallRings({ shapes, arcs }: ArcShapes, minArea: number): ArcShapes {
  const uses = countUses(shapes);
  const area = (ring: ArcRing | undefined) => (ring ? ringArea(ringPoints(ring, arcs)) : 0);
  const matters = (ring: ArcRing) => area(ring) >= minArea || ring.some(index => (uses.get(arcOf(index)) ?? 0) > 1);
  const kept = shapes.map(shape => {
    const largest = shape.polygons.reduce((most, [outer]) => Math.max(most, area(outer)), 0);
    const polygons = shape.polygons.flatMap(([outer, ...holes]) => {
      if (!outer || (area(outer) < largest && !matters(outer))) return [];
      return [[outer, ...holes.filter(matters)]];
    });
    return { ...shape, polygons };
  });
  return renumbered(kept, arcs);
}

function countUses(shapes: readonly ArcShape[]): Map<number, number> {
  const uses = new Map<number, number>();
  for (const index of shapes.flatMap(shape => shape.polygons.flat(2))) {
    uses.set(arcOf(index), (uses.get(arcOf(index)) ?? 0) + 1);
  }
  return uses;
}

/** Only the arcs still used, in the order of their first use. */
function renumbered(shapes: readonly ArcShape[], arcs: ArcShapes['arcs']): ArcShapes {
  const numbers = new Map<number, number>();
  const renumber = (index: number): number => {
    const number = numbers.get(arcOf(index)) ?? numbers.size;
    numbers.set(arcOf(index), number);
    return index < 0 ? ~number : number;
  };
  return {
    shapes: shapes.map(shape => ({
      ...shape,
      polygons: shape.polygons.map(rings => rings.map(ring => ring.map(renumber))),
    })),
    arcs: [...numbers.keys()].map(index => arcs[index] ?? []),
  };
}

function arcOf(index: number): number {
  return index < 0 ? ~index : index;
}
