import type { MapGrid } from '../contract/map-grid.ts';
import type { Shapes } from '../contract/shapes.ts';

/** Of the finest picture that is drawn of a map. */
const MAX_COLUMNS = 96;
const MAX_ROWS = 56;

type Point = readonly [x: number, y: number];

/**
 * Which shape covers the middle of each cell of a grid over the drawing; of several, the one that is painted last. A point
 * covers the cell that it lies in.
 */
export function gridOfShapes(drawing: Shapes): MapGrid {
  const [left = 0, top = 0, right = 0, bottom = 0] = drawing.bbox;
  const cell = Math.max((right - left) / MAX_COLUMNS, (bottom - top) / MAX_ROWS);
  const columns = Math.max(1, Math.ceil((right - left) / cell - 1e-9));
  const rows = Math.max(1, Math.ceil((bottom - top) / cell - 1e-9));
  const covered = new Uint32Array(columns * rows);
  const arcs = decodedArcs(drawing);
  const { geometries } = drawing.objects.shapes;
  for (const [index, { arcs: polygons }] of geometries.entries()) {
    const rings = polygons.flatMap(polygon => polygon.map(ring => ring.flatMap(arc => pointsOf(arc, arcs))));
    for (let row = 0; row < rows; row++) {
      const y = top + (row + 0.5) * cell;
      const crossings = rings.flatMap(ring => crossingsOf(ring, y)).sort((a, b) => a - b);
      for (let at = 0; at + 1 < crossings.length; at += 2) {
        const from = Math.max(0, Math.ceil(((crossings[at] ?? 0) - left) / cell - 0.5));
        const to = Math.min(columns, Math.ceil(((crossings[at + 1] ?? 0) - left) / cell - 0.5));
        if (from < to) covered.fill(index + 1, row * columns + from, row * columns + to);
      }
    }
  }
  const points = drawing.objects.points?.geometries ?? [];
  const { scale, translate } = drawing.transform;
  for (const [index, { coordinates }] of points.entries()) {
    const [x = 0, y = 0] = coordinates.map((value, axis) => value * (scale[axis] ?? 1) + (translate[axis] ?? 0));
    const [column, row] = [Math.floor((x - left) / cell), Math.floor((y - top) / cell)];
    if (column >= 0 && column < columns && row >= 0 && row < rows) covered[row * columns + column] = index + 1;
  }
  const used = [...new Set(covered)].filter(index => index > 0).sort((a, b) => a - b);
  const numbers = new Map(used.map((index, at) => [index, at + 1]));
  const shapes = used.map(index => (points[index - 1] ?? geometries[index - 1])?.id ?? '');
  return { schema: 'map-grid/1', map: drawing.map, columns, rows, shapes, runs: runsOf(covered, numbers) };
}

function runsOf(covered: Uint32Array, numbers: ReadonlyMap<number, number>): number[] {
  const runs: number[] = [];
  let from = 0;
  for (let at = 1; at <= covered.length; at++) {
    if (at < covered.length && covered[at] === covered[from]) continue;
    runs.push(at - from, numbers.get(covered[from] ?? 0) ?? 0);
    from = at;
  }
  return runs;
}

/** Where a closed ring crosses a horizontal line. */
function crossingsOf(ring: readonly Point[], y: number): number[] {
  const found: number[] = [];
  let [beforeX, beforeY] = ring.at(-1) ?? [0, 0];
  for (const [x, ownY] of ring) {
    if (beforeY <= y !== ownY <= y) found.push(beforeX + ((y - beforeY) / (ownY - beforeY)) * (x - beforeX));
    [beforeX, beforeY] = [x, ownY];
  }
  return found;
}

/** The points of an arc, backwards for `~index`. */
function pointsOf(arc: number, arcs: readonly (readonly Point[])[]): readonly Point[] {
  return arc < 0 ? (arcs[~arc] ?? []).toReversed() : (arcs[arc] ?? []);
}

function decodedArcs({ arcs, transform }: Shapes): Point[][] {
  const [scaleX = 1, scaleY = 1] = transform.scale;
  const [shiftX = 0, shiftY = 0] = transform.translate;
  return arcs.map(arc => {
    let [x, y] = [0, 0];
    return arc.map(([dx = 0, dy = 0]): Point => {
      x += dx;
      y += dy;
      return [x * scaleX + shiftX, y * scaleY + shiftY];
    });
  });
}
