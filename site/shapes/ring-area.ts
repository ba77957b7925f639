import type { Point } from './shape-feature.ts';

/** The area a closed ring encloses, never negative. */
export function ringArea(ring: readonly Point[]): number {
  let twice = 0;
  let previous = ring.at(-1);
  for (const point of ring) {
    if (previous) twice += previous[0] * point[1] - previous[1] * point[0];
    previous = point;
  }
  return Math.abs(twice) / 2;
}
