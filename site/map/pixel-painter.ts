import { colorOf, MISSING, PAINT_COUNT, type Paint } from '../color/paint.ts';
import type { Palette } from '../color/palette.ts';
import { type PixelGrid, pixelRuns } from './pixel-runs.ts';
import type { Shape } from './shape.ts';

/** Width and gap of the slanted strokes that stand for a missing report, in pixels of the screen. */
const HATCH_PX = 5;

/**
 * Paints shapes pixel by pixel, without soft edges: for pictures that follow each other. What has not changed since
 * the last call is left as it is.
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

  const hatch = (start: number, end: number, [ground, stroke]: readonly [number, number]) => {
    const period = Math.round(HATCH_PX * pixelRatio);
    const line = Math.floor(start / grid.width);
    for (let at = start; at < end; at += 1)
      pixels[at] = (at - line * grid.width + line) % period < pixelRatio ? stroke : ground;
  };
  return (paints, palette) => {
    const known = before?.palette === palette ? before : null;
    const colors = known?.colors ?? colorsOf(palette);
    const missing = [colors[MISSING] ?? 0, packed(palette.missingStroke)] as const;
    for (const [shape, paint] of paints.entries()) {
      if (known?.paints[shape] === paint) continue;
      const color = colors[paint] ?? 0;
      const last = first[shape + 1] ?? 0;
      for (let run = first[shape] ?? 0; run < last; run += 1) {
        if (paint === MISSING) hatch(starts[run] ?? 0, ends[run] ?? 0, missing);
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

/** `#rrggbb` as the bytes of an opaque pixel, in the order of this machine. */
function packed(color: string): number {
  const parts = [1, 3, 5].map(at => Number.parseInt(color.slice(at, at + 2), 16));
  return new Uint32Array(Uint8Array.of(...parts, 255).buffer)[0] ?? 0;
}
