import { type ArcRing, type ArcShape, type ArcShapes, ringPoints } from './arc-shapes.ts';
import { ringArea } from './nest-rings.ts';

/**
 * Leaves out islands and lakes below an area, but never the largest piece of a shape, nor a ring that shares a border:
 * without it there would be a gap.
 */
export function dropSmallRings({ shapes, arcs }: ArcShapes, minArea: number): ArcShapes {
  const uses = countUses(shapes);
  const area = (ring: ArcRing | undefined) => (ring ? ringArea(ringPoints(ring, arcs)) : 0);
  const matters = (ring: ArcRing) => area(ring) >= minArea || ring.some(index => (uses.get(arcOf(index)) ?? 0) > 1);
  const kept = shapes.map(shape => {
    const largest = Math.max(...shape.polygons.map(([outer]) => area(outer)));
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
