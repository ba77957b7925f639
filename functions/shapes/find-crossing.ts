import type { FlatRing } from './map-file.ts';

/** Where two edges of a ring cross; edge i goes from point i to point i + 1. */
export interface Crossing {
  readonly first: number;
  readonly second: number;
  readonly x: number;
  readonly y: number;
}

export type FindCrossing = (ring: FlatRing) => Crossing | null | 'too much work';

/** Pairs of edges that are compared for all rings of a file. Outlines need a few for each edge. */
const MAX_PAIRS = 60_000_000;
/** Rings this short are compared edge by edge. */
const SHORT = 24;
const EDGES_PER_CELL = 2;
const MAX_CELLS = 1024;

/** Finds the crossing with the first edge. Edges that only touch do not cross. */
export function createCrossingSearch(maxPairs = MAX_PAIRS): FindCrossing {
  let pairs = 0;
  return ring => {
    const edges = ring.length / 2 - 1;
    if (edges < 4) return null;
    const groups = edges <= SHORT ? [Int32Array.from({ length: edges }, (_, edge) => edge)] : cellsOf(ring, edges);
    if (groups === null) return 'too much work';
    let best: Crossing | null = null;
    for (const group of groups) {
      pairs += (group.length * (group.length - 1)) / 2;
      if (pairs > maxPairs) return 'too much work';
      for (let at = 0; at < group.length; at++) {
        for (let other = at + 1; other < group.length; other++) {
          const found = crossingOf(ring, group[at] ?? 0, group[other] ?? 0);
          if (found !== null && (best === null || isBefore(found, best))) best = found;
        }
      }
    }
    return best;
  };
}

function isBefore(a: Crossing, b: Crossing): boolean {
  return a.first < b.first || (a.first === b.first && a.second < b.second);
}

/** Edges by the cells of a grid that their boxes touch; null if long edges fill too many cells. */
function cellsOf(ring: FlatRing, edges: number): Int32Array[] | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < ring.length; at += 2) {
    left = Math.min(left, ring[at] ?? 0);
    right = Math.max(right, ring[at] ?? 0);
    top = Math.min(top, ring[at + 1] ?? 0);
    bottom = Math.max(bottom, ring[at + 1] ?? 0);
  }
  const size = Math.min(MAX_CELLS, Math.ceil(Math.sqrt(edges / EDGES_PER_CELL)) * 2);
  const column = (x: number) => Math.min(size - 1, Math.floor(((x - left) / (right - left || 1)) * size));
  const row = (y: number) => Math.min(size - 1, Math.floor(((y - top) / (bottom - top || 1)) * size));
  const visit = (edge: number, each: (cell: number) => void) => {
    const [ax = 0, ay = 0, bx = 0, by = 0] = ring.subarray(2 * edge, 2 * edge + 4);
    const [fromX, toX] = [column(Math.min(ax, bx)), column(Math.max(ax, bx))];
    const [fromY, toY] = [row(Math.min(ay, by)), row(Math.max(ay, by))];
    for (let y = fromY; y <= toY; y++) for (let x = fromX; x <= toX; x++) each(y * size + x);
    return (toX - fromX + 1) * (toY - fromY + 1);
  };
  const counts = new Int32Array(size * size);
  let entries = 0;
  for (let edge = 0; edge < edges; edge++) {
    entries += visit(edge, cell => {
      counts[cell] = (counts[cell] ?? 0) + 1;
    });
    if (entries > 20 * edges + 10_000) return null;
  }
  const cells = new Map<number, { readonly edges: Int32Array; filled: number }>();
  for (let edge = 0; edge < edges; edge++) {
    visit(edge, cell => {
      const count = counts[cell] ?? 0;
      if (count < 2) return;
      const known = cells.get(cell) ?? { edges: new Int32Array(count), filled: 0 };
      known.edges[known.filled++] = edge;
      cells.set(cell, known);
    });
  }
  return [...cells.values()].map(cell => cell.edges);
}

function crossingOf(ring: FlatRing, first: number, second: number): Crossing | null {
  if (second - first < 2) return null;
  const ax = ring[2 * first] ?? 0;
  const ay = ring[2 * first + 1] ?? 0;
  const bx = ring[2 * first + 2] ?? 0;
  const by = ring[2 * first + 3] ?? 0;
  const cx = ring[2 * second] ?? 0;
  const cy = ring[2 * second + 1] ?? 0;
  const dx = ring[2 * second + 2] ?? 0;
  const dy = ring[2 * second + 3] ?? 0;
  const c = side(ax, ay, bx, by, cx, cy);
  const d = side(ax, ay, bx, by, dx, dy);
  if (!isAcross(c, d)) return null;
  if (!isAcross(side(cx, cy, dx, dy, ax, ay), side(cx, cy, dx, dy, bx, by))) return null;
  const share = c / (c - d);
  return { first, second, x: cx + (dx - cx) * share, y: cy + (dy - cy) * share };
}

/** Whether two points lie on either side of a line, beyond what rounding does to points that lie on it. */
function isAcross(one: number, other: number): boolean {
  return one * other < 0 && Math.min(Math.abs(one), Math.abs(other)) > 1e-9 * Math.max(Math.abs(one), Math.abs(other));
}

/** Twice the area of a triangle; its sign is the side of the line ab on which p lies. */
function side(ax: number, ay: number, bx: number, by: number, px: number, py: number): number {
  return (bx - ax) * (py - ay) - (by - ay) * (px - ax);
}
