import { describe, expect, it } from 'vitest';
import { NO_SUCCESSION } from '../../functions/contract/map-shapes.ts';
import { parseShapes, SHAPES_EXAMPLE } from '../../functions/contract/shapes.ts';
import { FIRST_STEP, MISSING } from '../../site/color/scale.ts';
import { circleAt, circleKey, circleOrder, circleRadius, circleUnit } from '../../site/geo/circles.ts';
import { decodeDrawing } from '../../site/geo/decode-shapes.ts';
import { drawingCredit, type Shape } from '../../site/geo/shape.ts';
import { middleOf } from '../../site/geo/walk.ts';

function dot(id: string, x: number, y: number): Shape {
  const box = { left: x, top: y, right: x, bottom: y };
  return { id, name: id, regions: [id], ...NO_SUCCESSION, rings: [], box };
}

describe('circleRadius(value, sizes)', () => {
  const sizes = { largest: 400, count: 10 };
  const area = (value: number) => circleRadius(value, sizes) ** 2;

  it('gives areas in proportion to values, of either sign', () => {
    expect(area(400) / area(100)).toBeCloseTo(4, 6);
    expect(area(-100)).toBe(area(100));
  });

  it('leaves the smallest to be seen, and marks what has no value', () => {
    expect(circleRadius(1e-9, sizes)).toBeGreaterThan(1);
    expect(circleRadius(null, sizes)).toBe(circleRadius(0, sizes));
  });

  it('gives all the same size where color alone tells the value, smaller ones where there are many', () => {
    const plain = { largest: null, count: 10 };
    expect(circleRadius(400, plain)).toBe(circleRadius(-3, plain));
    expect(circleRadius(1, { largest: null, count: 5000 })).toBeLessThan(circleRadius(1, plain));
  });
});

describe('circleKey(sizes)', () => {
  it('names round values, no larger than the largest', () => {
    expect(circleKey({ largest: 730, count: 40 }).map(({ value }) => value)).toEqual([500, 100, 20]);
    expect(circleKey({ largest: 0.03, count: 40 })[0]).toMatchObject({ value: 0.02 });
    expect(circleKey({ largest: null, count: 40 })).toEqual([]);
  });
});

describe('circleAt(point, shapes, look, unit)', () => {
  const shapes = [dot('large', 100, 100), dot('small', 110, 100), dot('alone', 300, 300)];
  const look = { paints: [FIRST_STEP, FIRST_STEP, FIRST_STEP], radii: [30, 5, 2] };

  it('finds the small circle before the large one, and the large one around it', () => {
    expect(circleOrder(look)).toEqual([0, 1, 2]);
    expect(circleAt([112, 100], shapes, look, 1)).toBe(1);
    expect(circleAt([80, 100], shapes, look, 1)).toBe(0);
  });

  it('finds a circle that is near, less far away when zoomed in', () => {
    expect(circleAt([306, 300], shapes, look, circleUnit(1, 1))).toBe(2);
    expect(circleAt([306, 300], shapes, look, circleUnit(1, 4))).toBeNull();
    expect(circleAt([350, 300], shapes, look, 1)).toBeNull();
  });

  it('paints places without a value below all others', () => {
    expect(circleOrder({ ...look, paints: [FIRST_STEP, MISSING, FIRST_STEP] })).toEqual([1, 0, 2]);
  });
});

describe('decodeDrawing(file) of points', () => {
  const file = parseShapes(
    {
      ...SHAPES_EXAMPLE,
      objects: {
        shapes: { type: 'GeometryCollection', geometries: [] },
        points: {
          type: 'GeometryCollection',
          geometries: [{ type: 'Point', id: 'S1', properties: { name: 'Pier' }, coordinates: [500, 1000] }],
        },
        land: { type: 'MultiPolygon', arcs: [[[0, 1]]] },
      },
    },
    '',
  );

  it('places them on the drawing, before the land', () => {
    const drawing = decodeDrawing(file);
    expect(drawing.marks).toBe('circles');
    expect(drawing.shapes.map(shape => [shape.id, shape.name, middleOf(shape)])).toEqual([['S1', 'Pier', [100, 200]]]);
    expect(drawing.land[0]?.[0]).toEqual([500, 2]);
    expect(drawingCredit(drawing)).toBe('Background: City of Springfield (CC BY 4.0).');
  });

  it.each([
    [
      'a point beside the grid',
      {
        points: {
          type: 'GeometryCollection',
          geometries: [{ type: 'Point', id: 'S1', properties: { name: 'Pier' }, coordinates: [0.5, 1] }],
        },
      },
    ],
    ['land of an unknown arc', { land: { type: 'MultiPolygon', arcs: [[[9]]] } }],
  ])('refuses %s', (_, objects) => {
    expect(() => parseShapes({ ...file, objects: { ...file.objects, ...objects } }, 'shapes')).toThrow(/shapes/);
  });
});
