import { geoArea } from 'd3-geo';
import { describe, expect, test } from 'vitest';
import { flatCounties } from '../../bench/animation/flat-counties.ts';
import { plotlyCounties } from '../../bench/animation/plotly-peer.ts';

/** Two squares side by side, each walked in another direction; the first has a hole. */
const SHAPES = {
  schema: 'shapes/1',
  type: 'Topology',
  map: 'squares',
  title: 'Squares',
  transform: { scale: [1, 1], translate: [0, 0] },
  credit: 'nobody',
  bbox: [0, 0, 600, 300],
  objects: {
    shapes: {
      type: 'GeometryCollection',
      geometries: [
        { type: 'MultiPolygon', id: '01001', properties: { name: 'Left' }, arcs: [[[0], [1]]] },
        { type: 'MultiPolygon', id: '01003', properties: { name: 'Right', regions: ['x', 'y'] }, arcs: [[[2]]] },
      ],
    },
  },
  // The steps from point to point.
  arcs: [
    [
      [0, 0],
      [300, 0],
      [0, 300],
      [-300, 0],
      [0, -300],
    ],
    [
      [100, 100],
      [100, 0],
      [0, 100],
      [-100, 0],
      [0, -100],
    ],
    [
      [300, 0],
      [0, 300],
      [300, 0],
      [0, -300],
      [-300, 0],
    ],
  ],
};

describe('flatCounties(shapeFile)', () => {
  const flat = flatCounties(SHAPES);

  test('lays the drawing around the middle of the globe, its top to the north', () => {
    expect([flat.longitudes, flat.latitudes]).toEqual([
      [-30, 30],
      [-15, 15],
    ]);
    const corners = flat.shapes.features.map(
      ({ geometry }) => geometry.type === 'MultiPolygon' && geometry.coordinates,
    );
    expect(corners[0]).toContainEqual(
      expect.arrayContaining([
        expect.arrayContaining([
          [-30, 15],
          [0, 15],
        ]),
      ]),
    );
    expect(corners[1]).toContainEqual(
      expect.arrayContaining([
        expect.arrayContaining([
          [0, 15],
          [30, -15],
        ]),
      ]),
    );
  });

  test('turns every ring so that it bounds its own inside, without the hole', () => {
    const areas = flat.shapes.features.map(feature => geoArea(feature));
    const [left = 0, right = 0] = areas;
    expect(right).toBeGreaterThan(0.2);
    expect(right).toBeLessThan(0.3);
    expect(left / right).toBeCloseTo(8 / 9, 1);
  });

  test('knows the regions of a shape, its own id where none are named', () => {
    expect([...flat.regions]).toEqual([
      ['01001', ['01001']],
      ['01003', ['x', 'y']],
    ]);
  });
});

test('plotlyCounties(flat, days, change, size) gives logarithms of the first region with a report, the range of all days', () => {
  const days = {
    ids: ['y', '01001', 'x'],
    days: [
      { date: '2021-09-01', total: [1000, 10, null], smoothed: [5, 0, null] },
      { date: '2021-09-02', total: [1000, 10_000, 100], smoothed: [null, -3, 50] },
    ],
  };
  const size = { width: 600, height: 300 };
  const total = plotlyCounties(flatCounties(SHAPES), days, 'total', size);
  expect(total.ids).toEqual(['01001', '01003']);
  expect(total.days).toEqual([
    { date: '2021-09-01', values: [1, 3] },
    { date: '2021-09-02', values: [4, 2] },
  ]);
  expect([total.range, total.width, total.height]).toEqual([[0, 4], 600, 300]);
  const fresh = plotlyCounties(flatCounties(SHAPES), days, 'smoothed', size).days.map(({ values }) => values);
  expect(fresh).toEqual([
    [null, Math.log10(5)],
    [null, Math.log10(50)],
  ]);
});
