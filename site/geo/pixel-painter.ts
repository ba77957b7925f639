import type { Palette } from '../color/palette.ts';
import { colorOf, hatchOf, PAINT_COUNT, type Paint } from '../color/scale.ts';
import type { Ring, Shape } from './shape.ts';

/** The distance of the slanted strokes that mark a missing value, in pixels of the screen. */
const HATCH_PX = 5;

/**
 * Paints shapes pixel by pixel, without soft edges, for animations. What has not changed since the last call is left as
 * it is.
 */
export type PixelPainter = (paints: readonly Paint[], palette: Palette) => void;

export function pixelPainter(
  context: CanvasRenderingContext2D,
  shapes: readonly Shape[],
  grid: PixelGrid,
  pixelRatio: number,
): PixelPainter {
  const { first, starts, ends } = pixelRuns(shapes, grid);
  const image = context.createImageData(grid.width, grid.height);
  const pixels = new Uint32Array(image.data.buffer);
  let before: { paints: readonly Paint[]; palette: Palette; colors: Uint32Array } | null = null;

  const hatch = (start: number, end: number, ground: number, { stroke, slope }: Strokes) => {
    const period = Math.round(HATCH_PX * pixelRatio);
    const line = Math.floor(start / grid.width);
    // A whole number of periods keeps the dividend positive.
    const shift = slope * line + period * grid.height;
    for (let at = start; at < end; at += 1)
      pixels[at] = (at - line * grid.width + shift) % period < pixelRatio ? stroke : ground;
  };
  return (paints, palette) => {
    const known = before?.palette === palette ? before : null;
    const colors = known?.colors ?? colorsOf(palette);
    const strokes = strokesOf(palette);
    for (const [shape, paint] of paints.entries()) {
      if (known?.paints[shape] === paint) continue;
      const color = colors[paint] ?? 0;
      const hatched = strokes.get(paint);
      const last = first[shape + 1] ?? 0;
      for (let run = first[shape] ?? 0; run < last; run += 1) {
        if (hatched !== undefined) hatch(starts[run] ?? 0, ends[run] ?? 0, color, hatched);
        else pixels.fill(color, starts[run], ends[run]);
      }
    }
    before = { paints, palette, colors };
    context.putImageData(image, 0, 0);
  };
}

function colorsOf(palette: Palette): Uint32Array {
  return Uint32Array.from({ length: PAINT_COUNT }, (_, paint) => packed(colorOf(paint, palette)));
}

interface Strokes {
  readonly stroke: number;
  /** 1 for strokes that rise from the left to the right, -1 for strokes that fall. */
  readonly slope: 1 | -1;
}

/** The strokes of hatched paints. */
function strokesOf(palette: Palette): ReadonlyMap<Paint, Strokes> {
  const paints = Array.from({ length: PAINT_COUNT }, (_, paint) => [paint, hatchOf(paint, palette)] as const);
  return new Map(
    paints.flatMap(([paint, hatch]) =>
      hatch === null ? [] : [[paint, { stroke: packed(hatch.stroke), slope: hatch.rises ? 1 : -1 }] as const],
    ),
  );
}

/** `#rrggbb` as the bytes of an opaque pixel, in the order of this machine. */
function packed(color: string): number {
  const parts = [1, 3, 5].map(at => Number.parseInt(color.slice(at, at + 2), 16));
  return new Uint32Array(Uint8Array.of(...parts, 255).buffer)[0] ?? 0;
}

/** How a drawing lies on the pixels of a canvas: `pixel = (point - corner) * scale`. */
export interface PixelGrid {
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

/** Which pixels belong to which shape, as runs within lines: those of shape `n` are `first[n]` to `first[n + 1]`. */
interface PixelRuns {
  readonly first: Int32Array;
  /** Where a run begins and ends, counted along all lines of the canvas. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

const NONE = -1;

/**
 * Finds the shape at the middle of every pixel, later shapes over earlier ones, without holes. Filling run by run
 * takes time in proportion to the pixels, however many corners the shapes have.
 */
export function pixelRuns(shapes: readonly Shape[], grid: PixelGrid): PixelRuns {
  const owners = new Int16Array(grid.width * grid.height).fill(NONE);
  for (const [index, { rings }] of shapes.entries()) claim(owners, index, rings, grid);
  return runsOf(owners, shapes.length, grid.width);
}

/** Scanline filling by the even-odd rule. */
function claim(owners: Int16Array, owner: number, rings: readonly Ring[], grid: PixelGrid): void {
  const crossings = new Map<number, number[]>();
  for (const ring of rings) {
    for (let at = 1; at < ring.length; at += 1) cross(crossings, ring[at - 1] ?? [0, 0], ring[at] ?? [0, 0], grid);
  }
  for (const [line, columns] of crossings) {
    columns.sort((a, b) => a - b);
    for (let at = 1; at < columns.length; at += 2) {
      const from = Math.max(Math.ceil((columns[at - 1] ?? 0) - 0.5), 0);
      const to = Math.min(Math.ceil((columns[at] ?? 0) - 0.5), grid.width);
      if (from < to) owners.fill(owner, line * grid.width + from, line * grid.width + to);
    }
  }
}

/** Notes where an edge crosses the middles of lines; of its two ends, only the upper one belongs to it. */
function cross(
  crossings: Map<number, number[]>,
  [ax, ay]: Ring[number],
  [bx, by]: Ring[number],
  grid: PixelGrid,
): void {
  const [x0, y0] = [(ax - grid.left) * grid.scale, (ay - grid.top) * grid.scale];
  const [x1, y1] = [(bx - grid.left) * grid.scale, (by - grid.top) * grid.scale];
  const from = Math.max(Math.ceil(Math.min(y0, y1) - 0.5), 0);
  const to = Math.min(Math.ceil(Math.max(y0, y1) - 0.5), grid.height);
  for (let line = from; line < to; line += 1) {
    const x = x0 + ((line + 0.5 - y0) * (x1 - x0)) / (y1 - y0);
    const known = crossings.get(line);
    if (known) known.push(x);
    else crossings.set(line, [x]);
  }
}

function runsOf(owners: Int16Array, shapeCount: number, width: number): PixelRuns {
  const first = new Int32Array(shapeCount + 1);
  eachRun(owners, width, owner => {
    first[owner + 1] = (first[owner + 1] ?? 0) + 1;
  });
  for (let shape = 0; shape < shapeCount; shape += 1) first[shape + 1] = (first[shape + 1] ?? 0) + (first[shape] ?? 0);
  const next = first.slice();
  const starts = new Int32Array(first[shapeCount] ?? 0);
  const ends = new Int32Array(starts.length);
  eachRun(owners, width, (owner, start, end) => {
    const run = next[owner] ?? 0;
    starts[run] = start;
    ends[run] = end;
    next[owner] = run + 1;
  });
  return { first, starts, ends };
}

function eachRun(owners: Int16Array, width: number, use: (owner: number, start: number, end: number) => void): void {
  let start = 0;
  for (let at = 1; at <= owners.length; at += 1) {
    const owner = owners[start] ?? NONE;
    if (at < owners.length && owners[at] === owner && at % width !== 0) continue;
    if (owner !== NONE) use(owner, start, at);
    start = at;
  }
}
