import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseShapes } from '../../functions/contract/shapes.ts';
import { decodeDrawing } from '../../site/geo/decode-shapes.ts';
import { hitGrid } from '../../site/geo/hit-grid.ts';
import { type PixelGrid, pixelRuns } from '../../site/geo/pixel-painter.ts';
import type { Shape } from '../../site/geo/shape.ts';
import { square } from './squares.ts';

/** The shape at every pixel, in letters; a dot where there is none. */
function picture(shapes: readonly Shape[], grid: PixelGrid): string[] {
  const { first, starts, ends } = pixelRuns(shapes, grid);
  const pixels = new Array<string>(grid.width * grid.height).fill('.');
  shapes.forEach((shape, index) => {
    for (let run = first[index] ?? 0; run < (first[index + 1] ?? 0); run += 1)
      pixels.fill(shape.id, starts[run], ends[run]);
  });
  return Array.from({ length: grid.height }, (_, line) =>
    pixels.slice(line * grid.width, (line + 1) * grid.width).join(''),
  );
}

const GRID = { width: 8, height: 4, scale: 1, left: 0, top: 0 };

describe('pixelRuns(shapes, grid)', () => {
  it('gives each shape the pixels whose middles it holds, without a gap between neighbours', () => {
    expect(picture([square('a', [0, 0], 4), square('b', [4, 0], 4)], GRID)).toEqual(Array(4).fill('aaaabbbb'));
  });

  it('leaves holes out and puts later shapes on top', () => {
    const shapes = [square('a', [0, 0], 4, [[1, 1], 2]), square('b', [2, 0], 4)];
    expect(picture(shapes, GRID)).toEqual(['aabbbb..', 'a.bbbb..', 'a.bbbb..', 'aabbbb..']);
  });

  it('cuts off what lies outside of the canvas', () => {
    expect(picture([square('a', [-3, -3], 100)], GRID)).toEqual(Array(4).fill('aaaaaaaa'));
    expect(picture([square('a', [20, 20], 4)], GRID)).toEqual(Array(4).fill('........'));
    expect(picture([square('a', [1, 1], 1)], { ...GRID, scale: 2, left: 1, top: 1 })).toEqual([
      'aa......',
      'aa......',
      '........',
      '........',
    ]);
  });

  it('of the counties is what a pointer finds at the same places', () => {
    const file = join(import.meta.dirname, '../../site/generated/shapes/us-counties.json');
    const { shapes, width, height } = decodeDrawing(parseShapes(JSON.parse(readFileSync(file, 'utf8')), 'counties'));
    const grid = { width: 400, height: Math.round((height * 400) / width), scale: 400 / width, left: 0, top: 0 };
    const { first, starts, ends } = pixelRuns(shapes, grid);
    const owners = new Int32Array(grid.width * grid.height).fill(-1);
    shapes.forEach((_, index) => {
      for (let run = first[index] ?? 0; run < (first[index + 1] ?? 0); run += 1)
        owners.fill(index, starts[run], ends[run]);
    });
    const shapeAt = hitGrid(shapes);
    const found = Int32Array.from(owners, (_, at) => {
      const [x, y] = [(at % grid.width) + 0.5, Math.floor(at / grid.width) + 0.5];
      return shapeAt([x / grid.scale, y / grid.scale]) ?? -1;
    });
    const different = found.filter((shape, at) => shape !== owners[at]).length;
    // Only where a middle lies exactly on an edge may the two differ.
    expect(different).toBeLessThan(owners.length / 2_000);
    expect(owners.filter(owner => owner >= 0).length).toBeGreaterThan(owners.length / 3);
  });
});
