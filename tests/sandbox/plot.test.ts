import { describe, expect, it } from 'vitest';
import { pointsOf } from '../../site/charts/plot.ts';
import { niceTicks } from '../../site/charts/value-ticks.ts';

describe('niceTicks', () => {
  it('gives round numbers from 0, none beyond the maximum', () => {
    expect(niceTicks(511, 6)).toEqual([0, 100, 200, 300, 400, 500]);
    expect(niceTicks(28, 6)).toEqual([0, 5, 10, 15, 20, 25]);
    expect(niceTicks(10_000, 4)).toEqual([0, 5_000, 10_000]);
    expect(niceTicks(3, 6)).toEqual([0, 1, 2, 3]);
    expect(niceTicks(0, 6)).toEqual([0]);
  });
});

describe('pointsOf', () => {
  it('keeps every day of a short course', () => {
    expect(pointsOf([5, 6, 7])).toEqual([
      { x: 0, y: 5 },
      { x: 1, y: 6 },
      { x: 2, y: 7 },
    ]);
  });

  it('thins out a long one, and keeps both ends', () => {
    const points = pointsOf(Array.from({ length: 3_000 }, (_, day) => day));
    expect(points.length).toBeLessThanOrEqual(701);
    expect([points[0]?.x, points.at(-1)?.x]).toEqual([0, 2_999]);
    expect(points.every(({ x, y }) => x === y)).toBe(true);
  });
});
