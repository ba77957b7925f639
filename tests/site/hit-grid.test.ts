import { describe, expect, it } from 'vitest';
import { hitGrid } from '../../site/geo/hit-grid.ts';
import { square } from './squares.ts';

describe('hitGrid(shapes)', () => {
  const shapeAt = hitGrid(
    [square('county', [0, 0], 40, [[10, 10], 10]), square('city', [12, 12], 4), square('far', [300, 200], 10)],
    16,
  );

  it('finds the shape around a point, over the borders of cells', () => {
    expect(shapeAt([35, 35])).toBe(0);
    expect(shapeAt([5, 38])).toBe(0);
    expect(shapeAt([305, 205])).toBe(2);
  });

  it('gives the shape within a hole, and nothing beside it', () => {
    expect(shapeAt([13, 13])).toBe(1);
    expect(shapeAt([19, 19])).toBeNull();
  });

  it('gives nothing outside of all shapes', () => {
    expect(shapeAt([100, 100])).toBeNull();
    expect(shapeAt([-5, -5])).toBeNull();
  });

  it('gives the one that is painted last where two overlap', () => {
    expect(hitGrid([square('below', [0, 0], 10), square('dot', [4, 4], 2)])([5, 5])).toBe(1);
  });
});
