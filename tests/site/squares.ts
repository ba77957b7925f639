import { NO_SUCCESSION } from '../../functions/contract/map-shapes.ts';
import type { Point, Shape } from '../../site/geo/shape.ts';

/** A square shape with a corner, and perhaps a square hole in it. */
export function square(id: string, [x, y]: Point, size: number, hole?: readonly [Point, number]): Shape {
  const rings = [ringOf([x, y], size), ...(hole ? [ringOf(...hole)] : [])];
  return {
    id,
    name: id,
    regions: [id],
    ...NO_SUCCESSION,
    rings,
    box: { left: x, top: y, right: x + size, bottom: y + size },
  };
}

function ringOf([x, y]: Point, size: number): Point[] {
  return [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
    [x, y],
  ];
}
