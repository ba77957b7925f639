import type { Paint } from '../color/paint.ts';
import type { HitTest } from './hit-grid.ts';
import type { Shape } from './shape.ts';

/** Per shape, the later and smaller ones painted over it. */
export type Covers = ReadonlyMap<number, readonly number[]>;

/**
 * The shapes to paint again, in painting order: those whose paint differs, and the small ones that lie on top of them.
 */
export function changedShapes(before: readonly Paint[], now: readonly Paint[], covers: Covers): readonly number[] {
  const changed = new Set<number>();
  now.forEach((paint, index) => {
    if (before[index] === paint) return;
    changed.add(index);
    for (const above of covers.get(index) ?? []) changed.add(above);
  });
  return [...changed].sort((a, b) => a - b);
}

/** Finds the dots that stand for places too small to be seen, and what they lie on. */
export function shapeCovers(shapes: readonly Shape[], shapeAt: HitTest): Covers {
  const covers = new Map<number, number[]>();
  shapes.forEach(({ box }, index) => {
    if (box.right - box.left > MAX_DOT || box.bottom - box.top > MAX_DOT) return;
    const around = [
      [box.left, box.top],
      [box.right, box.top],
      [box.left, box.bottom],
      [box.right, box.bottom],
    ] as const;
    for (const below of new Set(around.map(shapeAt)))
      if (below !== null && below < index) covers.set(below, [...(covers.get(below) ?? []), index]);
  });
  return covers;
}

/** The widest dot, in units of the drawing. */
const MAX_DOT = 6;
