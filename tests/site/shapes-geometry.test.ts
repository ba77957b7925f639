import { describe, expect, it } from 'vitest';
import { arcShapes, dropSmallRings, ringPoints, simplifyArcs } from '../../functions/shapes/arc-shapes.ts';
import { markSmallShapes } from '../../functions/shapes/mark-small-shapes.ts';
import { nestRings, ringArea } from '../../functions/shapes/nest-rings.ts';
import { fitFeatures, type Ring, type ShapeFeature } from '../../functions/shapes/shape-feature.ts';
import { roundFeatures } from '../../site/shapes/round-features.ts';

describe('ringArea(ring)', () => {
  it('is the area whichever way the ring winds', () => {
    expect(ringArea(square(0, 0, 4))).toBe(16);
    expect(ringArea(square(0, 0, 4).toReversed())).toBe(16);
  });

  it('is zero for a line and for nothing', () => {
    expect(
      ringArea([
        [0, 0],
        [3, 0],
        [0, 0],
      ]),
    ).toBe(0);
    expect(ringArea([])).toBe(0);
  });
});

describe('nestRings(rings)', () => {
  it('makes a ring inside another its hole, and an island in the hole a polygon again', () => {
    const [sea, land, lake] = [square(0, 0, 20), square(5, 5, 10), square(8, 8, 2)];
    expect(nestRings([lake, land, sea])).toEqual([[sea, land], [lake]]);
  });

  it('keeps rings side by side apart and drops those without area', () => {
    const flat: Ring = [
      [0, 0],
      [9, 0],
      [0, 0],
    ];
    expect(nestRings([square(0, 0, 2), flat, square(5, 0, 1)])).toEqual([[square(0, 0, 2)], [square(5, 0, 1)]]);
  });
});

describe('fitFeatures(features, width)', () => {
  it('fills the width but for the margin and keeps the proportions', () => {
    const { features, width, height } = fitFeatures([land('a', square(-5, 7, 10))], 100);
    expect([width, height]).toEqual([100, 100]);
    expect(features[0]?.polygons[0]?.[0]?.[2]).toEqual([98, 98]);
  });
});

describe('roundFeatures(features, step)', () => {
  it('merges points that fall together and leaves out what has no area left', () => {
    const shape = {
      ...land('a', square(0, 0, 10)),
      polygons: [[square(0, 0, 10), square(3, 3, 0.2)], [square(20, 20, 0.2)]],
    };
    expect(roundFeatures([shape], 0.5)[0]?.polygons).toEqual([[square(0, 0, 20)]]);
  });
});

describe('markSmallShapes(features, markOf)', () => {
  const mark = () => ({ below: 1, radius: 2 });

  it('puts dots last and leaves larger shapes as they are', () => {
    const [small, large] = [land('small', square(0, 0, 0.5)), land('large', square(5, 5, 5))];
    const [first, second] = markSmallShapes([small, large], mark);
    expect(first).toBe(large);
    expect(ringArea(second?.polygons[0]?.[0] ?? [])).toBeCloseTo(8 * Math.sqrt(2), 5);
  });

  it('marks a shape that has no area at all', () => {
    const [only] = markSmallShapes(
      [
        land('line', [
          [0, 0],
          [1, 0],
          [0, 0],
        ]),
      ],
      mark,
    );
    expect(ringArea(only?.polygons[0]?.[0] ?? [])).toBeGreaterThan(1);
  });
});

describe('dropSmallRings(shapes, minArea)', () => {
  it('drops small islands and lakes, but neither the largest piece of a shape nor a shared border', () => {
    const country = {
      ...land('country', square(0, 0, 40)),
      polygons: [[square(0, 0, 40), square(9, 9, 2), square(20, 20, 2)], [square(60, 0, 2)]],
    };
    const enclave = land('enclave', square(20, 20, 2));
    const { shapes, arcs } = dropSmallRings(arcShapes([country, enclave]), 10);
    expect(shapes.map(({ polygons }) => polygons.map(rings => rings.length))).toEqual([[2], [1]]);
    expect(arcs).toHaveLength(2);
  });
});

describe('simplifyArcs(shapes, minTriangle)', () => {
  const bumpy: Ring = [
    [0, 0],
    [10, 1],
    [20, 0],
    [20, 20],
    [0, 20],
    [0, 0],
  ];

  it('leaves out points that change little', () => {
    const { arcs } = simplifyArcs(arcShapes([land('a', bumpy)]), 20);
    expect(arcs[0]).toEqual([
      [0, 0],
      [20, 0],
      [20, 20],
      [0, 20],
      [0, 0],
    ]);
  });

  it('keeps the area of a ring that it would swallow', () => {
    const { shapes, arcs } = simplifyArcs(arcShapes([land('a', square(0, 0, 3))]), 1000);
    expect(ringArea(ringPoints(shapes[0]?.polygons[0]?.[0] ?? [], arcs))).toBe(9);
  });
});

function square(x: number, y: number, size: number): Ring {
  return [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
    [x, y],
  ];
}

function land(id: string, ring: Ring): ShapeFeature {
  return { id, name: id, polygons: [[ring]] };
}
