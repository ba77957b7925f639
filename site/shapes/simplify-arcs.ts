import { presimplify } from 'topojson-simplify';
import { type ArcShapes, ringPoints } from './arc-shapes.ts';
import { ringArea } from './nest-rings.ts';
import type { Point } from './shape-feature.ts';

/** No ring may gain or lose more of its area than this. */
const MAX_AREA_CHANGE = 0.2;
const ROUNDS = 8;

/**
 * Visvalingam's simplification, border by border, so that neighbours still meet. Where it would swallow or deform a
 * small ring, the borders of that ring are drawn more finely until it keeps its area.
 */
export function simplifyArcs({ shapes, arcs }: ArcShapes, minTriangle: number): ArcShapes {
  const weighted = presimplify({
    type: 'Topology',
    objects: {},
    arcs: arcs.map(arc => arc.map(([x, y]) => [x, y])),
  }).arcs;
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
    const finer = new Set(deformed.flatMap(({ ring }) => ring.map(index => (index < 0 ? ~index : index))));
    for (const index of finer) {
      limits[index] = round === ROUNDS ? 0 : (limits[index] ?? 0) / 4;
      simple[index] = cut(index);
    }
  }
  return { shapes, arcs: simple };
}
