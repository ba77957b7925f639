import type { Point, Shape } from './shape.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The middle of a shape's largest ring: for a place with islands, of its mainland. */
export function middleOf({ rings, box }: Shape): Point {
  let area = 0;
  let middle: Point = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  for (const ring of rings) {
    let [twice, x, y] = [0, 0, 0];
    ring.forEach(([ax, ay], index) => {
      const [bx, by] = ring[(index + 1) % ring.length] ?? [ax, ay];
      const cross = ax * by - bx * ay;
      twice += cross;
      x += (ax + bx) * cross;
      y += (ay + by) * cross;
    });
    if (Math.abs(twice) <= area) continue;
    area = Math.abs(twice);
    middle = [x / (3 * twice), y / (3 * twice)];
  }
  return middle;
}

/**
 * The shape one step away in a direction: the nearest within 60 degrees of it, with a preference for straight ahead;
 * null at the edge. Shapes for which `isSame` is true are skipped.
 */
export function stepFrom(
  middles: readonly Point[],
  from: number,
  direction: Direction,
  isSame: (shape: number) => boolean = () => false,
): number | null {
  const [x, y] = middles[from] ?? [0, 0];
  const [dx, dy] = STEPS[direction];
  let nearest: number | null = null;
  let least = Infinity;
  for (const [index, [toX, toY]] of middles.entries()) {
    const ahead = (toX - x) * dx + (toY - y) * dy;
    const aside = Math.abs((toX - x) * dy - (toY - y) * dx);
    const cost = ahead + ASIDE_COST * aside;
    if (index === from || ahead <= 0 || aside > ahead * MAX_SLOPE || cost >= least || isSame(index)) continue;
    nearest = index;
    least = cost;
  }
  return nearest;
}

const STEPS: Readonly<Record<Direction, Point>> = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };
/** The tangent of 60 degrees. */
const MAX_SLOPE = Math.sqrt(3);
const ASIDE_COST = 1.5;
