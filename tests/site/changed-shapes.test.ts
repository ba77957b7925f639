import { describe, expect, it } from 'vitest';
import { changedShapes, hitGrid, shapeCovers } from '../../site/geo/hit-grid.ts';
import { square } from './squares.ts';

const NONE = new Map<number, number[]>();

describe('changedShapes(before, now, covers)', () => {
  it('is only what has another paint', () => {
    expect(changedShapes([4, 5, 0], [4, 6, 0], NONE)).toEqual([1]);
    expect(changedShapes([4, 5, 0], [4, 5, 0], NONE)).toEqual([]);
  });

  it('takes the dots along that lie over a changed shape, after it', () => {
    expect(changedShapes([4, 5, 9], [6, 5, 9], new Map([[0, [2]]]))).toEqual([0, 2]);
  });
});

describe('shapeCovers(shapes, shapeAt)', () => {
  it('finds the small shapes painted over larger ones', () => {
    const shapes = [square('county', [0, 0], 40), square('other', [40, 0], 40), square('dot', [38, 10], 4)];
    expect([...shapeCovers(shapes, cornersBelow(shapes))]).toEqual([
      [0, [2]],
      [1, [2]],
    ]);
  });
});

/** The dots of real maps are round: their boxes' corners lie in the shapes below. */
function cornersBelow(shapes: Parameters<typeof hitGrid>[0]) {
  return hitGrid(shapes.slice(0, 2));
}
