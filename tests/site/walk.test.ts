import { describe, expect, it } from 'vitest';
import type { Point } from '../../site/geo/shape.ts';
import { middleOf, stepFrom } from '../../site/geo/walk.ts';
import { square } from './squares.ts';

const GRID: Point[] = [0, 1, 2].flatMap(y => [0, 1, 2].map((x): Point => [x * 10, y * 10]));

describe('stepFrom(middles, from, direction)', () => {
  it('goes to the neighbour on each side', () => {
    expect((['left', 'right', 'up', 'down'] as const).map(direction => stepFrom(GRID, 4, direction))).toEqual([
      3, 5, 1, 7,
    ]);
  });

  it('steps over what belongs to the same place', () => {
    expect(stepFrom(GRID, 3, 'right', shape => shape === 4)).toBe(5);
  });

  it('goes nowhere at the edge', () => {
    expect(stepFrom(GRID, 0, 'left')).toBeNull();
    expect(stepFrom(GRID, 8, 'down')).toBeNull();
  });

  it('goes straight ahead before aside, and aside before nowhere', () => {
    expect(
      stepFrom(
        [
          [0, 0],
          [12, 0],
          [8, 8],
        ],
        0,
        'right',
      ),
    ).toBe(1);
    expect(
      stepFrom(
        [
          [0, 0],
          [8, 12],
        ],
        0,
        'right',
      ),
    ).toBe(1);
    expect(
      stepFrom(
        [
          [0, 0],
          [4, 12],
        ],
        0,
        'right',
      ),
    ).toBeNull();
  });
});

describe('middleOf(shape)', () => {
  it('is the middle of the largest ring, whichever way it turns', () => {
    const small = square('a', [100, 100], 2).rings;
    const large = square('a', [0, 0], 10);
    expect(middleOf({ ...large, rings: [...small, ...large.rings] })).toEqual([5, 5]);
    const turned = large.rings.map(ring => ring.toReversed());
    expect(middleOf({ ...large, rings: turned })).toEqual([5, 5]);
  });

  it('of a shape without area is the middle of its box', () => {
    expect(middleOf({ ...square('a', [0, 0], 10), rings: [] })).toEqual([5, 5]);
  });
});
