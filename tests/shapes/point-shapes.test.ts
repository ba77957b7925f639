import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseShapes } from '../../functions/contract/shapes.ts';
import { pointShapes } from '../../functions/shapes/point-shapes.ts';
import { decodeDrawing } from '../../site/geo/decode-shapes.ts';
import { hitGrid } from '../../site/geo/hit-grid.ts';
import { backdropFiles } from '../../site/shapes/write-backdrops.ts';

type Place = readonly [id: string, longitude: number, latitude: number];

async function drawn(...places: readonly Place[]) {
  const given = places.map(([id, longitude, latitude]) => ({ id, name: id, longitude, latitude }));
  const { shapes, mapShapes } = await pointShapes(given, { map: 'points', title: 'Stations' });
  const drawing = decodeDrawing(parseShapes(JSON.parse(JSON.stringify(shapes)), 'points'));
  const at = (id: string) => {
    const { left, top } = drawing.shapes.find(shape => shape.id === id)?.box ?? { left: NaN, top: NaN };
    return { x: left, y: top };
  };
  const box = { left: 0, top: 0, right: drawing.width, bottom: drawing.height };
  const land = hitGrid([
    { id: 'land', name: 'land', regions: [], successors: [], from: null, rings: drawing.land, box },
  ]);
  return { shapes, mapShapes, drawing, at, isLand: (x: number, y: number) => land([x, y]) !== null };
}

describe('pointShapes(places)', () => {
  it('fits the drawing to the places, north up and east to the right', async () => {
    const { drawing, at } = await drawn(['Oslo', 10.7, 59.9], ['Rome', 12.5, 41.9], ['Lisbon', -9.1, 38.7]);
    expect(at('Oslo').y).toBeLessThan(at('Rome').y);
    expect(at('Lisbon').x).toBeLessThan(at('Rome').x);
    for (const { box } of drawing.shapes) {
      expect(box.left).toBeGreaterThan(20);
      expect(box.left).toBeLessThan(drawing.width - 20);
      expect(box.top).toBeGreaterThan(20);
      expect(box.top).toBeLessThan(drawing.height - 20);
    }
  });

  it('lays inland places on land and mid-sea ones beside it', async () => {
    const { at, isLand } = await drawn(['Madrid', -3.7, 40.4], ['Warsaw', 21, 52.2], ['Tyrrhenian', 12, 40]);
    for (const id of ['Madrid', 'Warsaw']) expect(isLand(at(id).x, at(id).y), id).toBe(true);
    expect(isLand(at('Tyrrhenian').x, at('Tyrrhenian').y)).toBe(false);
  });

  it('draws states behind places of the United States, and names who drew them', async () => {
    const us = await drawn(['Denver', -105, 39.7], ['Boston', -71, 42.4]);
    expect(us.drawing.credit).toContain('Census');
    const germany = await drawn(['Kiel', 10.1, 54.3], ['Ulm', 10, 48.4]);
    expect(germany.drawing.credit).not.toContain('Census');
  });

  it('keeps neighbors across the date line together', async () => {
    const { at } = await drawn(['Suva', 178.4, -18.1], ['Apia', -171.8, -13.8]);
    expect(at('Suva').x).toBeLessThan(at('Apia').x);
    expect(at('Apia').x - at('Suva').x).toBeLessThan(980);
  });

  it.each([
    ['a single place', [['Paris', 2.35, 48.85]]],
    [
      'places in the ocean',
      [
        ['Buoy', -30, -40],
        ['Other', -29, -40],
      ],
    ],
    [
      'a pole',
      [
        ['South Pole', 0, -90],
        ['Vostok', 106.8, -78.5],
        ['Palmer', -64, -64.8],
      ],
    ],
    [
      'the whole world',
      [
        ['Nome', -165.4, 64.5],
        ['Auckland', 174.8, -36.8],
        ['Cape Town', 18.4, -33.9],
        ['Ushuaia', -68.3, -54.8],
      ],
    ],
  ] as const)('draws %s', async (_, places) => {
    const { drawing } = await drawn(...places);
    for (const { box } of drawing.shapes) {
      expect(box.left).toBeGreaterThanOrEqual(0);
      expect(box.left).toBeLessThanOrEqual(drawing.width);
      expect(box.top).toBeGreaterThanOrEqual(0);
      expect(box.top).toBeLessThanOrEqual(drawing.height);
    }
  });

  it('is the same in any order, and lists every place for the build', async () => {
    const places: Place[] = [
      ['b', 13, 52],
      ['a', 12, 51],
      ['c', 11, 50],
    ];
    const one = await drawn(...places);
    const other = await drawn(...places.toReversed());
    expect(other.shapes).toEqual(one.shapes);
    expect(Object.keys(one.mapShapes.shapes)).toEqual(['a', 'b', 'c']);
  });
});

it.each(Object.entries(backdropFiles()))('maps/backdrops/%s is what "npm run maps" writes', (name, text) => {
  expect(readFileSync(join(import.meta.dirname, '../../maps/backdrops', name), 'utf8')).toBe(text);
});
