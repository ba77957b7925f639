import { colorOf, MISSING, PAINT_COUNT, type Paint } from '../color/paint.ts';
import type { Palette } from '../color/palette.ts';
import { type Covers, changedShapes, shapeCovers } from './changed-shapes.ts';
import { hatching } from './hatching.ts';
import { type HitTest, hitGrid } from './hit-grid.ts';
import type { MapDrawing, Point } from './shape.ts';
import { areaPath, linePath } from './trace.ts';

/** Repainted shapes keep a trace of their old colour along soft edges; once at rest, all is painted anew. */
const REST_MS = 200;
const HAIRLINE_PX = 0.4;
const BORDER_PX = 1;
const OUTLINE_PX = 1.75;

export interface MapCanvas {
  /** Paints every shape; only those that differ from the last time are drawn again. */
  readonly paint: (paints: readonly Paint[], palette: Palette) => void;
  /** Outlines one shape, or none. */
  readonly outline: (shape: number | null) => void;
  /** The shape at a place of the window, or null. */
  readonly shapeAt: (clientX: number, clientY: number) => number | null;
}

/** Draws a map into two canvases of one size: areas below, and the lines over them, which a new day leaves alone. */
export function mapCanvas(areas: HTMLCanvasElement, lines: HTMLCanvasElement, drawing: MapDrawing): MapCanvas {
  const paths = drawing.shapes.map(({ rings }) => areaPath(rings));
  const hairlines = linePath(drawing.hairlines);
  const borders = linePath(drawing.borders);
  const hitTest: HitTest = hitGrid(drawing.shapes);
  let covers: Covers | null = null;
  let scale = 1;
  let shown: { paints: readonly Paint[]; palette: Palette; fills: Fills } | null = null;
  let outlined: number | null = null;
  let rest = 0;

  const paintAreas = (indices: readonly number[], paints: readonly Paint[], fills: Fills) => {
    const context = scaledContext(areas, scale);
    if (context === null) return;
    for (const index of indices) {
      const path = paths[index];
      const fill = fills[paints[index] ?? MISSING];
      if (!path || !fill) continue;
      context.fillStyle = fill;
      context.fill(path);
    }
  };

  const paintAll = () => {
    if (shown === null) return;
    scaledContext(areas, scale)?.clearRect(0, 0, drawing.width, drawing.height + 1);
    paintAreas([...paths.keys()], shown.paints, shown.fills);
  };

  const paintLines = () => {
    const context = scaledContext(lines, scale);
    if (context === null || shown === null) return;
    context.clearRect(0, 0, drawing.width, drawing.height + 1);
    const pixel = devicePixelRatio / scale;
    context.lineJoin = 'round';
    stroke(context, hairlines, shown.palette.hairline, HAIRLINE_PX * pixel);
    stroke(context, borders, shown.palette.border, BORDER_PX * pixel);
    const path = outlined === null ? undefined : paths[outlined];
    if (path) stroke(context, path, shown.palette.outline, OUTLINE_PX * pixel);
  };

  const resize = () => {
    const width = Math.round(areas.clientWidth * devicePixelRatio);
    if (width === 0) return;
    scale = width / drawing.width;
    for (const canvas of [areas, lines]) {
      canvas.width = width;
      canvas.height = Math.round(drawing.height * scale);
    }
    if (shown === null) return;
    shown = { ...shown, fills: fillsOf(shown.palette, scale) };
    paintAll();
    paintLines();
  };

  const paint = (paints: readonly Paint[], palette: Palette) => {
    clearTimeout(rest);
    const before = shown?.palette === palette ? shown : null;
    shown = { paints, palette, fills: before?.fills ?? fillsOf(palette, scale) };
    if (before === null) {
      paintAll();
      paintLines();
      return;
    }
    // Not needed for the first paint, which should not wait for it.
    covers ??= shapeCovers(drawing.shapes, hitTest);
    paintAreas(changedShapes(before.paints, paints, covers), paints, shown.fills);
    rest = window.setTimeout(paintAll, REST_MS);
  };

  const outline = (shape: number | null) => {
    if (shape === outlined) return;
    outlined = shape;
    paintLines();
  };

  const shapeAt = (clientX: number, clientY: number) => {
    const { left, top, width } = areas.getBoundingClientRect();
    const units = drawing.width / width;
    const point: Point = [(clientX - left) * units, (clientY - top) * units];
    return hitTest(point);
  };

  resize();
  new ResizeObserver(resize).observe(areas);
  return { paint, outline, shapeAt };
}

type Fills = readonly (string | CanvasPattern)[];

/** What each paint is filled with; the hatching is cut for the screen and so must undo the scale of the drawing. */
function fillsOf(palette: Palette, scale: number): Fills {
  const pattern = hatching(palette.missing, palette.missingStroke, devicePixelRatio);
  pattern?.setTransform(new DOMMatrix().scale(1 / scale));
  return Array.from({ length: PAINT_COUNT }, (_, paint) =>
    paint === MISSING && pattern ? pattern : colorOf(paint, palette),
  );
}

function scaledContext(canvas: HTMLCanvasElement, scale: number): CanvasRenderingContext2D | null {
  const context = canvas.getContext('2d');
  context?.setTransform(scale, 0, 0, scale, 0, 0);
  return context;
}

function stroke(context: CanvasRenderingContext2D, path: Path2D, color: string, width: number): void {
  context.strokeStyle = color;
  context.lineWidth = width;
  context.stroke(path);
}
