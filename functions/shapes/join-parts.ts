import { mergeArcs } from 'topojson-client';
import type { ArcShape, ArcShapes } from './arc-shapes.ts';

/**
 * Joins parts of a shape that touch along a border, as the two halves of a country that a file cuts at the antimeridian:
 * a line between them would look like the border of a region.
 */
export function joinParts({ shapes, arcs }: ArcShapes): ArcShapes {
  const topology = { type: 'Topology' as const, objects: {}, arcs: arcs.map(arc => arc.map(([x, y]) => [x, y])) };
  return { shapes: shapes.map(shape => (hasInnerBorder(shape) ? joined(shape, topology) : shape)), arcs };
}

function hasInnerBorder({ polygons }: ArcShape): boolean {
  const seen = new Set<number>();
  for (const index of polygons.flat(2)) {
    const arc = index < 0 ? ~index : index;
    if (seen.has(arc)) return true;
    seen.add(arc);
  }
  return false;
}

function joined(shape: ArcShape, topology: Parameters<typeof mergeArcs>[0]): ArcShape {
  const arcs = shape.polygons.map(rings => rings.map(ring => [...ring]));
  const merged = mergeArcs(topology, [{ type: 'MultiPolygon', arcs }]);
  return merged.arcs.length === 0 ? shape : { ...shape, polygons: merged.arcs };
}
