import type { Ink } from './ink.ts';
import { LINE_WIDTH, POINT_OPACITY, POINT_RADIUS, type PointShape, pointPath } from './mark.ts';

/** A name in the legend of a picture, beside a sample of its line. */
export interface LegendEntry {
  readonly name: string;
  readonly color: string;
  readonly dash: readonly number[];
  /** The shape of its points, where it has any. */
  readonly point?: PointShape;
}

export const LEGEND_ROW_PX = 24;
const SAMPLE_PX = 40;
const GAP_PX = 8;
const BETWEEN_PX = 28;
/** A point over the line and one under it, as on a chart. */
const POINTS = [
  [11, -4],
  [29, 4],
] as const;

interface PlacedEntry {
  readonly entry: LegendEntry;
  readonly x: number;
  readonly row: number;
}

/** Places entries from left to right, in as many rows as they need. */
export function legendRows(
  context: CanvasRenderingContext2D,
  entries: readonly LegendEntry[],
  width: number,
  { family }: Ink,
): PlacedEntry[] {
  context.font = `15px ${family}`;
  let x = 0;
  let row = 0;
  return entries.map(entry => {
    const needed = SAMPLE_PX + GAP_PX + context.measureText(entry.name).width;
    if (x > 0 && x + needed > width) {
      x = 0;
      row += 1;
    }
    const placed = { entry, x, row };
    x += needed + BETWEEN_PX;
    return placed;
  });
}

/** Draws placed entries on the canvas of a picture; `x` and `y` are the top left of the legend. */
export function drawLegend(
  context: CanvasRenderingContext2D,
  { x, y }: { readonly x: number; readonly y: number },
  placed: readonly PlacedEntry[],
  { strong, family }: Ink,
): void {
  for (const { entry, x: left, row } of placed) {
    context.save();
    context.translate(x + left, y + (row + 0.5) * LEGEND_ROW_PX);
    context.font = `15px ${family}`;
    context.textBaseline = 'middle';
    context.fillStyle = strong;
    context.fillText(entry.name, SAMPLE_PX + GAP_PX, 0);
    drawSample(context, entry);
    context.restore();
  }
}

function drawSample(context: CanvasRenderingContext2D, { color, dash, point }: LegendEntry): void {
  context.strokeStyle = color;
  context.fillStyle = color;
  context.lineWidth = LINE_WIDTH;
  context.setLineDash([...dash]);
  context.beginPath();
  context.moveTo(1, 0);
  context.lineTo(SAMPLE_PX - 1, 0);
  context.stroke();
  if (point === undefined) return;
  context.globalAlpha = POINT_OPACITY;
  const outline = new Path2D(pointPath(point, POINT_RADIUS));
  for (const [left, top] of POINTS) {
    context.save();
    context.translate(left, top);
    context.fill(outline);
    context.restore();
  }
}
