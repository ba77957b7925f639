import type { Paint } from '../color/scale.ts';
import type { Point, Shape } from './shape.ts';

/** The index of the uppermost shape at a point, or null. */
export type HitTest = (point: Point) => number | null;

/** Sorts shapes into the cells of a grid, so that a point is tested against a few of them and not thousands. */
export function hitGrid(shapes: readonly Shape[], cellSize = 16): HitTest {
  const cells = new Map<string, number[]>();
  const cellOf = (value: number) => Math.floor(value / cellSize);
  shapes.forEach(({ box }, index) => {
    for (let column = cellOf(box.left); column <= cellOf(box.right); column += 1) {
      for (let row = cellOf(box.top); row <= cellOf(box.bottom); row += 1) {
        const key = `${column} ${row}`;
        const cell = cells.get(key);
        if (cell) cell.push(index);
        else cells.set(key, [index]);
      }
    }
  });
  return point => {
    const cell = cells.get(`${cellOf(point[0])} ${cellOf(point[1])}`) ?? [];
    return cell.findLast(index => holds(shapes[index], point)) ?? null;
  };
}

/** By the even-odd rule, so that holes are outside of a shape. */
function holds(shape: Shape | undefined, [x, y]: Point): boolean {
  let inside = false;
  for (const ring of shape?.rings ?? []) {
    let before = ring.at(-1);
    for (const point of ring) {
      if (before && crosses(before, point, x, y)) inside = !inside;
      before = point;
    }
  }
  return inside;
}

function crosses([ax, ay]: Point, [bx, by]: Point, x: number, y: number): boolean {
  return ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax;
}

/** Per shape, the later and smaller ones painted over it. */
export type Covers = ReadonlyMap<number, readonly number[]>;

/**
 * The shapes to repaint, in painting order: those whose paint differs, and the small ones on top of them.
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

/** Finds the dots that stand for places too small to see, and the shapes below them. */
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
