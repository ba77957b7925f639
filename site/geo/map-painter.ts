import type { Palette } from '../color/palette.ts';
import { colorOf, type Hatch, hatchOf, MISSING, PAINT_COUNT } from '../color/scale.ts';
import { element } from '../controls/element.ts';
import { centerOf, circleOrder, type Look } from './circles.ts';
import type { MapDrawing, Ring } from './shape.ts';

const HAIRLINE_PX = 0.4;
const BORDER_PX = 1;
const CHOSEN_PX = 1.25;
const OUTLINE_PX = 2;

/** The shapes that are outlined: those of the place in focus, and those chosen for the curves. */
export interface Outlined {
  readonly focus: readonly number[];
  readonly chosen: readonly number[];
}

/** Draws a map into any context whose transform maps units of the drawing to its pixels. */
export interface MapPainter {
  /** Fills places, all or some areas, in painting order. */
  readonly areas: (context: CanvasRenderingContext2D, look: Look, ink: Ink, indices?: readonly number[]) => void;
  /** Strokes the lines between areas, then the outlines. */
  readonly lines: (context: CanvasRenderingContext2D, look: Look, ink: Ink, outlined?: Outlined) => void;
}

/** What a drawing is painted with. */
export interface Ink {
  readonly palette: Palette;
  readonly fills: Fills;
  /** One pixel of the screen in units of the drawing. */
  readonly pixel: number;
  /** The unit of the radii of circles in units of the drawing. */
  readonly circle: number;
}

/** What each paint is filled with. */
export type Fills = readonly (string | CanvasPattern)[];

export function mapPainter(drawing: MapDrawing): MapPainter {
  return drawing.marks === 'areas' ? areaPainter(drawing) : circlePainter(drawing);
}

function areaPainter(drawing: MapDrawing): MapPainter {
  const paths = drawing.shapes.map(({ rings }) => areaPath(rings));
  const all = [...paths.keys()];
  const hairlines = linePath(drawing.hairlines);
  const borders = linePath(drawing.borders);

  const areas: MapPainter['areas'] = (context, { paints }, { fills }, indices = all) => {
    for (const index of indices) {
      const path = paths[index];
      const fill = fills[paints[index] ?? MISSING];
      if (!path || !fill) continue;
      context.fillStyle = fill;
      context.fill(path);
    }
  };

  const lines: MapPainter['lines'] = (context, _, { palette, pixel }, { focus, chosen } = NONE) => {
    context.lineJoin = 'round';
    stroke(context, hairlines, palette.hairline, HAIRLINE_PX * pixel);
    stroke(context, borders, palette.border, BORDER_PX * pixel);
    for (const index of chosen) strokeAt(context, index, palette.outline, CHOSEN_PX * pixel);
    for (const index of focus) strokeAt(context, index, palette.outline, OUTLINE_PX * pixel);
  };

  const strokeAt = (context: CanvasRenderingContext2D, index: number, color: string, width: number) => {
    const path = paths[index];
    if (path) stroke(context, path, color, width);
  };

  return { areas, lines };
}

const NONE: Outlined = { focus: [], chosen: [] };
/** Of circles, so that those below show through. */
const OPACITY = 0.88;
const EDGE_PX = 0.75;

function circlePainter({ shapes, land, hairlines }: MapDrawing): MapPainter {
  const ground = areaPath(land);
  const coasts = linePath(hairlines);
  const trace = (context: CanvasRenderingContext2D, index: number, radius: number) => {
    const [x, y] = centerOf(shapes[index]);
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
  };
  const areas: MapPainter['areas'] = (context, look, { palette, fills, pixel, circle }) => {
    context.fillStyle = palette.land;
    context.fill(ground);
    stroke(context, coasts, palette.border, pixel);
    context.strokeStyle = palette.edge;
    context.lineWidth = EDGE_PX * pixel;
    for (const index of circleOrder(look)) {
      const paint = look.paints[index] ?? MISSING;
      context.globalAlpha = OPACITY;
      context.fillStyle = fills[paint] ?? palette.missing;
      trace(context, index, (look.radii?.[index] ?? 0) * circle);
      context.fill();
      context.globalAlpha = 1;
      context.stroke();
    }
  };
  const lines: MapPainter['lines'] = (context, look, { palette, pixel, circle }, { focus, chosen } = NONE) => {
    context.strokeStyle = palette.outline;
    for (const [indices, width] of [[chosen, CHOSEN_PX] as const, [focus, OUTLINE_PX] as const]) {
      context.lineWidth = width * pixel;
      for (const index of indices) {
        trace(context, index, (look.radii?.[index] ?? 0) * circle + (width * pixel) / 2);
        context.stroke();
      }
    }
  };
  return { areas, lines };
}

/** The fills of a palette. The hatching is in pixels of the screen, so it must undo the scale of the drawing. */
export function fillsOf(palette: Palette, scale: number, pixelRatio: number): Fills {
  return Array.from({ length: PAINT_COUNT }, (_, paint) => {
    const color = colorOf(paint, palette);
    const hatch = hatchOf(paint, palette);
    const pattern = hatch === null ? null : hatching(color, hatch, pixelRatio);
    pattern?.setTransform(new DOMMatrix().scale(1 / scale));
    return pattern ?? color;
  });
}

function stroke(context: CanvasRenderingContext2D, path: Path2D, color: string, width: number): void {
  context.strokeStyle = color;
  context.lineWidth = width;
  context.stroke(path);
}

/** A pattern of slanted strokes, in pixels of the screen: the mark of a region without a value. */
function hatching(ground: string, { stroke, rises }: Hatch, pixelRatio: number): CanvasPattern | null {
  const size = Math.round(5 * pixelRatio);
  const tile = element('canvas', { width: size, height: size });
  const context = tile.getContext('2d');
  if (context === null) return null;
  context.fillStyle = ground;
  context.fillRect(0, 0, size, size);
  context.strokeStyle = stroke;
  context.lineWidth = pixelRatio;
  context.beginPath();
  for (const shift of [-size, 0, size]) {
    context.moveTo(shift - 1, rises ? size + 1 : -1);
    context.lineTo(shift + size + 1, rises ? -1 : size + 1);
  }
  context.stroke();
  return context.createPattern(tile, 'repeat');
}

/** Shapes as a path that can be filled again and again. */
function areaPath(rings: readonly Ring[]): Path2D {
  const path = new Path2D();
  for (const ring of rings) {
    traceInto(path, ring);
    path.closePath();
  }
  return path;
}

function linePath(lines: readonly Ring[]): Path2D {
  const path = new Path2D();
  for (const line of lines) traceInto(path, line);
  return path;
}

function traceInto(path: Path2D, line: Ring): void {
  line.forEach(([x, y], index) => {
    if (index === 0) path.moveTo(x, y);
    else path.lineTo(x, y);
  });
}
