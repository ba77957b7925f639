import { type Crossing, createCrossingSearch, type FindCrossing } from './find-crossing.ts';
import type { FlatPolygon, FlatRing, Notes, SourceShape } from './map-file.ts';
import { nestRings, ringArea } from './nest-rings.ts';
import type { Point, Ring } from './shape-feature.ts';

/** A ring that crosses itself more often is a scribble: nobody can tell what is inside. */
const MAX_CROSSINGS = 20;

/** Rings that cross themselves are cut apart where they do: a bow tie becomes two triangles. */
export function repairRings(shapes: readonly SourceShape[], notes: Notes): SourceShape[] {
  const find = createCrossingSearch();
  return shapes.map(shape => ({
    ...shape,
    polygons: shape.polygons.flatMap(rings => repaired(rings, shape.label, { find, notes })),
  }));
}

interface Tools {
  readonly find: FindCrossing;
  readonly notes: Notes;
}

function repaired(rings: FlatPolygon, label: string, { find, notes }: Tools): FlatPolygon[] {
  const loops: FlatRing[] = [];
  let isChanged = false;
  for (const ring of rings) {
    const found = find(ring);
    if (found === 'too much work') notes.add('a ring was too long to be checked for crossings', label);
    if (found === null || found === 'too much work') {
      loops.push(ring);
      continue;
    }
    const parts = splitRing(ring, found, find);
    if (parts === null) {
      notes.add(`a ring crosses itself more than ${MAX_CROSSINGS} times and is drawn as it is`, label);
      loops.push(ring);
    } else {
      notes.add('a ring that crosses itself was cut apart where it does', label);
      loops.push(...parts);
      isChanged = true;
    }
  }
  if (!isChanged) return [rings];
  return nestRings(loops.map(pointsOf).filter(ring => ringArea(ring) > 0)).map(polygon => polygon.map(flatOf));
}

/** The simple rings that a crossing one consists of; null if there are too many. */
function splitRing(ring: FlatRing, crossing: Crossing, find: FindCrossing): FlatRing[] | null {
  const simple: FlatRing[] = [];
  const open = [loopsAt(ring, crossing)].flat();
  for (let crossings = 1; open.length > 0; ) {
    const loop = open.pop() ?? new Float64Array();
    const next = find(loop);
    if (next === 'too much work' || crossings > MAX_CROSSINGS) return null;
    if (next === null) simple.push(loop);
    else {
      crossings += 1;
      open.push(...loopsAt(loop, next));
    }
  }
  return simple;
}

/** Edge `first` ends at point `first + 1`. */
function loopsAt(ring: FlatRing, { first, second, x, y }: Crossing): [FlatRing, FlatRing] {
  const inner = ring.subarray(2 * (first + 1), 2 * (second + 1));
  const before = ring.subarray(0, 2 * (first + 1));
  const after = ring.subarray(2 * (second + 1));
  return [concatenated([x, y], inner, [x, y]), concatenated(before, [x, y], after)];
}

function concatenated(...parts: readonly ArrayLike<number>[]): FlatRing {
  const ring = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    ring.set(part, at);
    at += part.length;
  }
  return ring;
}

function pointsOf(ring: FlatRing): Ring {
  return Array.from({ length: ring.length / 2 }, (_, index): Point => [ring[2 * index] ?? 0, ring[2 * index + 1] ?? 0]);
}

function flatOf(ring: Ring): FlatRing {
  return Float64Array.from(ring.flat());
}
