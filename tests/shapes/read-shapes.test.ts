import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { topology } from 'topojson-server';
import { describe, expect, it } from 'vitest';
import { parseMapShapes } from '../../functions/contract/map-shapes.ts';
import { parseShapes } from '../../functions/contract/shapes.ts';
import { hitGrid } from '../../site/geo/hit-grid.ts';
import { middleOf, stepFrom } from '../../site/geo/walk.ts';
import { areaOf, box, collection, draw, read, ward } from './map-files.ts';

/** Four wards of a city, in meters of a national grid: two by two kilometers each. */
const CITY = collection(
  ward('SW', [box(400_000, 200_000, 402_000, 202_000)]),
  ward('SE', [box(402_000, 200_000, 404_000, 202_000)]),
  ward('NW', [box(400_000, 202_000, 402_000, 204_000)]),
  ward('NE', [box(402_000, 202_000, 404_000, 204_000)]),
);

describe('readShapes(file)', () => {
  it('gives the blob in "golden/wards.json", which its parser reads', () => {
    const { shapes, mapShapes, regions, warnings } = read(CITY);
    const golden = readFileSync(join(import.meta.dirname, 'golden', 'wards.json'), 'utf8');
    expect(JSON.stringify(shapes)).toBe(JSON.stringify(JSON.parse(golden)));
    expect(parseShapes(JSON.parse(golden), '')).toEqual(shapes);
    expect(parseMapShapes(mapShapes, '')).toEqual(mapShapes);
    expect(Object.keys(mapShapes.shapes)).toEqual(['SW', 'SE', 'NW', 'NE']);
    expect(mapShapes.shapes.SW).toEqual({ name: 'Ward SW', regions: ['SW'], successors: [], from: null });
    expect(regions[0]).toEqual({ id: 'SW', name: 'Ward SW', parent: null });
    expect(warnings).toEqual([]);
  });

  it('gives the same bytes each time', () => {
    expect(JSON.stringify(read(CITY).shapes)).toBe(JSON.stringify(read(CITY).shapes));
  });

  it('draws projected coordinates as they are, north up, and shared borders once', () => {
    const drawing = draw(CITY);
    expect([drawing.width, drawing.height]).toEqual([1000, 800]);
    const middles = drawing.shapes.map(middleOf);
    expect(middles.map(([x, y]) => [Math.round(x), Math.round(y)])).toEqual([
      [301, 599],
      [699, 599],
      [301, 201],
      [699, 201],
    ]);
    const [from, to] = [0, 2].map(index => drawing.shapes[index]?.id);
    expect([from, to]).toEqual(['SW', 'NW']);
    expect(stepFrom(middles, 0, 'up')).toBe(2);
    expect(stepFrom(middles, 0, 'right')).toBe(1);
    expect(hitGrid(drawing.shapes)([700, 200])).toBe(3);
    // Four outer borders, each ending in the middle of a side, and the four arms of the cross inside.
    expect(drawing.hairlines).toHaveLength(8);
  });

  it('reads the same shapes from TopoJSON, quantized or not', () => {
    for (const quantization of [undefined, 1e6]) {
      const file = topology({ wards: JSON.parse(JSON.stringify(CITY)) }, quantization);
      const drawing = draw(file, { file: 'wards.topojson' });
      expect(drawing.shapes.map(({ box }) => box)).toEqual(draw(CITY).shapes.map(({ box }) => box));
      expect(drawing.hairlines).toHaveLength(8);
    }
  });

  it('reads a feature, a geometry that has an id, and collections of geometries', () => {
    const geometry = { type: 'Polygon', coordinates: [box(0, 0, 1, 1)] };
    const id = { id: 'id', name: null };
    expect(read({ type: 'Feature', id: 7, properties: null, geometry }, id).regions).toEqual([
      { id: '7', name: '7', parent: null },
    ]);
    expect(read({ ...geometry, id: 'A' }, id).regions.map(region => region.id)).toEqual(['A']);
    const nested = {
      type: 'GeometryCollection',
      geometries: [{ type: 'GeometryCollection', id: 'B', geometries: [geometry] }],
    };
    expect(read(nested, id).regions.map(region => region.id)).toEqual(['B']);
  });

  it('cuts holes out of their shape, whichever way rings wind', () => {
    const hole = box(4, 44, 6, 46);
    const rings = [box(0, 40, 10, 50), hole] as const;
    const lake = collection(ward('A', rings), ward('B', [hole]));
    const drawing = draw(lake);
    expect(areaOf(drawing, 'A') / areaOf(drawing, 'B')).toBeCloseTo(24, 0);
    expect(hitGrid(drawing.shapes)(middleOf(drawing.shapes[1] ?? never()))).toBe(1);
    const reversed = collection(
      ward(
        'A',
        rings.map(ring => ring.toReversed()),
      ),
      ward('B', [hole.toReversed()]),
    );
    expect(areaOf(draw(reversed), 'A')).toBeCloseTo(areaOf(drawing, 'A'), 6);
  });

  it('does not color the globe where a ring winds the wrong way', () => {
    const clockwise = collection(ward('A', [box(5, 50, 6, 51).toReversed()]), ward('B', [box(6, 50, 7, 51)]));
    const drawing = draw(clockwise);
    expect(areaOf(drawing, 'A') / areaOf(drawing, 'B')).toBeCloseTo(1, 1);
  });

  it('keeps a multi-polygon together and joins parts that touch', () => {
    const file = collection(
      ward('A', [box(0, 50, 1, 51)], [box(1, 50, 2, 51)], [box(3, 50, 4, 51)]),
      ward('B', [box(4, 50, 5, 51)]),
    );
    const [a] = draw(file).shapes;
    expect(a?.rings).toHaveLength(2);
  });

  it('draws lines between parents', () => {
    const wards = [ward('A', [box(0, 50, 1, 51)]), ward('B', [box(1, 50, 2, 51)]), ward('C', [box(2, 50, 3, 51)])];
    const file = collection(
      ...wards.map((item, at) => ({ ...item, properties: { ...item.properties, CITY: at < 2 ? 'X' : 'Y' } })),
    );
    const { shapes, regions } = read(file, { parent: 'CITY' });
    expect(regions.map(({ parent }) => parent)).toEqual(['X', 'X', 'Y']);
    expect(shapes.objects.borders?.arcs).toHaveLength(1);
    expect(read(file).shapes.objects.borders).toBeUndefined();
  });

  it('turns shapes too small to be seen into dots, last', () => {
    const file = collection(ward('dot', [box(5, 5.0001, 5.0002, 5.0003)]), ward('A', [box(0, 0, 10, 5)]));
    const { shapes } = draw(file);
    expect(shapes.map(({ id }) => id)).toEqual(['A', 'dot']);
    const { left = 0, right = 0 } = shapes[1]?.box ?? {};
    expect(right - left).toBeGreaterThan(1);
  });

  it('leaves tall and flat maps room on both sides', () => {
    const tall = draw(collection(ward('A', [box(0, 0, 1000, 9000)])));
    expect([tall.width, tall.height]).toEqual([1000, 800]);
    expect(middleOf(tall.shapes[0] ?? never())[0]).toBeCloseTo(500, 0);
    const flat = draw(collection(ward('A', [box(0, 0, 90_000, 1000)])));
    expect([flat.width, flat.height]).toEqual([1000, 300]);
  });
});

describe('the projection', () => {
  it('shows equal areas of a continent as equal areas', () => {
    const drawing = draw(collection(ward('south', [box(0, 36, 10, 40)]), ward('north', [box(0, 60, 10, 64)])));
    const sphere = (south: number, north: number) =>
      Math.sin((north * Math.PI) / 180) - Math.sin((south * Math.PI) / 180);
    expect(areaOf(drawing, 'south') / areaOf(drawing, 'north')).toBeCloseTo(sphere(36, 40) / sphere(60, 64), 1);
  });

  it('shows equal areas of the world as equal areas', () => {
    const drawing = draw(collection(ward('A', [box(-170, 0, -20, 30)]), ward('B', [box(0, -90, 170, -30)])));
    expect(areaOf(drawing, 'A') / areaOf(drawing, 'B')).toBeCloseTo((150 * 0.5) / (170 * 0.5), 1);
  });

  it('keeps islands on both sides of the antimeridian together', () => {
    const cut = collection(
      ward('A', [box(178, -18, 180, -16)], [box(-180, -18, -179, -16)]),
      ward('B', [box(-179, -18, -178, -16)]),
    );
    const drawing = draw(cut);
    const { left = 0, right = 0 } = drawing.shapes[0]?.box ?? {};
    expect(right - left).toBeCloseTo((996 * 3) / 4, 0);
    // The two halves are one ring again.
    expect(drawing.shapes[0]?.rings).toHaveLength(1);
    const jumping = collection(
      ward('A', [
        [
          [178, -18],
          [-179, -18],
          [-179, -16],
          [178, -16],
          [178, -18],
        ],
      ]),
      ward('B', [box(-179, -18, -178, -16)]),
    );
    expect(areaOf(draw(jumping), 'A')).toBeCloseTo(areaOf(drawing, 'A'), 1);
  });

  it('takes a ring around the pole for the land up to the pole', () => {
    const coast = Array.from({ length: 37 }, (_, step): [number, number] => [((step * 10 + 180) % 360) - 180, -70]);
    const drawing = draw(collection(ward('antarctica', [coast]), ward('A', [box(-170, 0, 170, 60)])));
    const { left = 0, right = 0, bottom = 0 } = drawing.shapes[0]?.box ?? {};
    expect(right - left).toBeGreaterThan(600);
    expect(bottom).toBeCloseTo(drawing.height - 2, -1);
  });

  it('draws a shape of the whole world', () => {
    const drawing = draw(collection(ward('A', [box(-180, -90, 180, 90)]), ward('B', [box(0, 0, 10, 10)])));
    const { left = 0, right = 0 } = drawing.shapes[0]?.box ?? {};
    expect(right - left).toBeCloseTo(996, 0);
  });
});

describe('repairs', () => {
  it('cuts a bow tie apart and says so', () => {
    const { shapes, warnings } = read(
      collection(
        ward('A', [
          [
            [0, 0],
            [2000, 2000],
            [2000, 0],
            [0, 2000],
            [0, 0],
          ],
        ]),
      ),
    );
    expect(shapes.objects.shapes.geometries[0]?.arcs).toHaveLength(2);
    expect(warnings).toEqual([
      'wards.geojson: a ring that crosses itself was cut apart where it does; found in feature 1 ("A")',
    ]);
  });

  it('draws a scribble as it is and says so', () => {
    const scribble = Array.from({ length: 60 }, (_, step): [number, number] => [
      ((step * step * 37) % 61) * 100,
      ((step * step * step * 23) % 61) * 100,
    ]);
    const { warnings } = read(collection(ward('A', [scribble])));
    expect(warnings.join()).toContain(
      'crosses itself more than 20 times and is drawn as it is; found in feature 1 ("A")',
    );
  });

  it('closes open rings and counts them', () => {
    const open = (west: number) => [box(west, 0, west + 1000, 1000).slice(0, -1)];
    const { warnings, shapes } = read(collection(ward('A', open(0)), ward('B', open(1000))));
    expect(shapes.objects.shapes.geometries).toHaveLength(2);
    expect(warnings).toEqual([
      'wards.geojson: a ring that did not end where it began was closed; found 2 times, first in feature 1 ("A")',
    ]);
  });

  it('keeps a region without an area in the list and leaves it out of the drawing', () => {
    const file = collection(
      ward('A', [box(0, 0, 1000, 1000)]),
      { ...ward('B'), geometry: null },
      ward('C', [
        [
          [0, 0],
          [0, 0],
          [0, 0],
          [0, 0],
        ],
      ]),
    );
    const { regions, mapShapes, warnings } = read(file);
    expect(regions.map(({ id }) => id)).toEqual(['A', 'B', 'C']);
    expect(Object.keys(mapShapes.shapes)).toContain('A');
    expect(Object.keys(mapShapes.shapes)).not.toContain('B');
    expect(warnings).toEqual(['wards.geojson: a feature without an area is not drawn; found in feature 2 ("B")']);
  });
});

describe('simplification', () => {
  it('keeps a detailed map within its budget and neighbors together', () => {
    const coast = (x: number) =>
      Array.from({ length: 40_000 }, (_, step): [number, number] => [
        x + 40 * Math.sin(step * 1.7) + 60 * Math.sin(step / 90),
        step,
      ]);
    const strip = (id: string, x: number): unknown =>
      ward(id, [[...coast(x), ...coast(x + 10_000).toReversed(), coast(x)[0] ?? [x, 0]]]);
    const { shapes } = read(collection(...[0, 1, 2, 3].map(at => strip(`S${at}`, at * 10_000))));
    const points = shapes.arcs.flat().length;
    expect(points).toBeLessThan(60_000);
    const used = shapes.objects.shapes.geometries
      .flatMap(({ arcs }) => arcs.flat(2))
      .map(arc => (arc < 0 ? ~arc : arc));
    const shared = used.filter((arc, at) => used.indexOf(arc) !== at);
    expect(shared.length).toBeGreaterThanOrEqual(3);
  });
});

function never(): never {
  throw new Error('no shape');
}
