import type { FlatRing } from './map-file.ts';

/** A side of a rectangle: what lies beyond `limit` on an axis, 0 for x and 1 for y, is cut off. */
export interface Side {
  readonly axis: 0 | 1;
  readonly limit: number;
  /** Whether values above the limit are kept, or those below it. */
  readonly keeps: 'above' | 'below';
}

/** The part of a closed ring on one side of a line (Sutherland and Hodgman's algorithm); empty if there is none. */
export function clipRing(ring: FlatRing, { axis, limit, keeps }: Side): FlatRing {
  const isInside = (value: number) => (keeps === 'above' ? value >= limit : value <= limit);
  const kept: number[] = [];
  for (let at = 2; at < ring.length; at += 2) {
    const [ax = 0, ay = 0, bx = 0, by = 0] = ring.subarray(at - 2, at + 2);
    const [a, b] = axis === 0 ? [ax, bx] : [ay, by];
    if (isInside(a) !== isInside(b)) {
      const share = (limit - a) / (b - a);
      if (axis === 0) kept.push(limit, ay + share * (by - ay));
      else kept.push(ax + share * (bx - ax), limit);
    }
    if (isInside(b)) kept.push(bx, by);
  }
  const [x, y] = kept;
  if (x !== undefined && y !== undefined) kept.push(x, y);
  return Float64Array.from(kept);
}

export interface Rectangle {
  readonly left: number;
  readonly right: number;
  readonly low: number;
  readonly high: number;
}

/** The part of a closed ring within a rectangle; its edges follow the sides of the rectangle where it was cut. */
export function clipToRectangle(ring: FlatRing, { left, right, low, high }: Rectangle): FlatRing {
  const sides: readonly Side[] = [
    { axis: 0, limit: left, keeps: 'above' },
    { axis: 0, limit: right, keeps: 'below' },
    { axis: 1, limit: low, keeps: 'above' },
    { axis: 1, limit: high, keeps: 'below' },
  ];
  return sides.reduce(clipRing, ring);
}
