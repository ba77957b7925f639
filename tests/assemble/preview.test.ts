import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MAX_PREVIEW_BYTES, type SeriesPicture, seriesPreview } from '../../functions/assemble/preview.ts';
import { type MapGrid, parseMapGrid } from '../../functions/contract/map-grid.ts';

const GRIDS = join(import.meta.dirname, '../../maps/grids');
const WARDS: MapGrid = {
  schema: 'map-grid/1',
  map: 'wards',
  columns: 4,
  rows: 2,
  shapes: ['W1', 'W2', 'W3'],
  runs: [2, 1, 1, 0, 1, 2, 1, 1, 3, 3],
};

function drawn(picture: Partial<SeriesPicture>): string {
  return seriesPreview({ dataset: 'wards', map: null, line: [], ...picture }) ?? '';
}

/** The dots of a path, as a browser draws them: one at every step of a run. */
function dots(svg: string, bin: string): string[] {
  const path = new RegExp(`class="${bin}" stroke="#[0-9a-f]{6}" d="M0 0([^"]*)"`).exec(svg)?.[1] ?? '';
  let [x, y] = [0, 0];
  return [...path.matchAll(/m(-?\d+) (-?\d+)h(\d+)/g)].flatMap(([, right, down, length]) => {
    [x, y] = [x + Number(right), y + Number(down)];
    const run = Array.from({ length: Number(length) }, (_, step) => `${x + step} ${y}`);
    x += Number(length);
    return run;
  });
}

describe('seriesPreview(picture)', () => {
  test('draws each cell as a dot in the color of its shape, zero and unknown apart', () => {
    const svg = drawn({
      map: {
        grid: WARDS,
        values: new Map([
          ['W1', 0],
          ['W3', 12],
        ]),
      },
    });
    expect(dots(svg, 'b0')).toEqual(['0 0', '1 0', '0 1']);
    expect(dots(svg, 'b1')).toEqual(['1 1', '2 1', '3 1']);
    expect(dots(svg, 'p')).toEqual(['3 0']);
  });

  test('gives a fifth of the shapes to each color', () => {
    const shapes = Array.from({ length: 10 }, (_, at) => `S${at}`);
    const grid: MapGrid = { ...WARDS, columns: 10, rows: 1, shapes, runs: shapes.flatMap((_, at) => [1, at + 1]) };
    const values = new Map(shapes.map((shape, at) => [shape, 2 ** at]));
    const svg = drawn({ map: { grid, values } });
    expect(['b1', 'b2', 'b3', 'b4', 'b5'].map(bin => dots(svg, bin))).toEqual([
      ['0 0', '1 0'],
      ['2 0', '3 0'],
      ['4 0', '5 0'],
      ['6 0', '7 0'],
      ['8 0', '9 0'],
    ]);
  });

  test.each(['us-counties', 'us-states', 'world', 'cn-provinces', 'ca-provinces', 'au-states'])(
    'of %s with a value of its own in every shape is small enough, and not coarse',
    map => {
      const grid = parseMapGrid(JSON.parse(readFileSync(join(GRIDS, `${map}.json`), 'utf8')), '');
      // No two neighbors alike: the longest paths.
      const values = new Map(grid.shapes.map((shape, at) => [shape, (at * 7919) % 1009]));
      const line = Array.from({ length: 1200 }, (_, day) => 1e6 * Math.abs(Math.sin(day / 60) + Math.sin(day)));
      const svg = drawn({ map: { grid, values }, line });
      expect(Buffer.byteLength(svg)).toBeLessThanOrEqual(MAX_PREVIEW_BYTES);
      const bins = ['b0', 'b1', 'b2', 'b3', 'b4', 'b5'];
      expect(bins.flatMap(bin => dots(svg, bin)).length).toBeGreaterThan(350);
      expect(svg).toBe(drawn({ map: { grid, values }, line }));
    },
  );

  test('draws a line alone where there are no places, with gaps for what is missing', () => {
    const svg = drawn({ line: [null, 3, 4, null, 6, 5] });
    expect(svg.match(/class="l"[^>]* d="([^"]*)"/)?.[1]?.match(/[ML]/g)).toEqual(['M', 'L', 'M', 'L']);
    expect(svg).not.toContain('<g ');
  });

  test('draws nothing where there is nothing to draw', () => {
    expect(seriesPreview({ dataset: 'wards', map: null, line: [5] })).toBeNull();
  });

  test.each([
    ['zeros', [0, 0, 0]],
    ['one value throughout', [7, 7]],
    ['values below zero', [-5, -1, -3]],
    ['huge values', [1e300, 2e300]],
  ])('draws %s with numbers alone', (_, line) => {
    expect(drawn({ line })).not.toMatch(/NaN|Infinity|undefined|e\+/);
  });
});
