/** How a curve is drawn; chart and legend both take it from here. */
export interface Mark {
  /** Which of the categorical colors; null for the ink of the text. */
  readonly color: number | null;
  /** Lengths of strokes and gaps of its line; none for an unbroken one. */
  readonly dash: readonly number[];
  readonly point: PointShape;
}

export const LINE_WIDTH = 2.5;
export const POINT_RADIUS = 3;
export const POINT_OPACITY = 0.4;

const DASHES: readonly (readonly number[])[] = [[], [7, 4], [2, 3], [10, 3, 2, 3]];

/**
 * One place in a chart has a color for each measure. Several have a color each, and measures differ in the dash
 * of the line and the shape of the points.
 */
export function markOf(place: number, measure: number, places: number): Mark {
  return places <= 1
    ? { color: measure, dash: [], point: 'circle' }
    : { color: place, dash: dashOf(measure), point: pointOf(measure) };
}

/** How the legend shows a measure where colors stand for places: in the ink of the text. */
export function typeMark(measure: number): Mark {
  return { color: null, dash: dashOf(measure), point: pointOf(measure) };
}

/** How the legend shows a place: its color, in the line and point of the first measure. */
export function placeMark(place: number): Mark {
  return { color: place, dash: [], point: 'circle' };
}

/** The color of a mark on the page. */
export function colorOf({ color }: Mark, palette: readonly string[], ink: string): string {
  return color === null ? ink : (palette[color % palette.length] ?? ink);
}

function dashOf(measure: number): readonly number[] {
  return DASHES[measure % DASHES.length] ?? [];
}

function pointOf(measure: number): PointShape {
  return POINT_SHAPES[measure % POINT_SHAPES.length] ?? 'circle';
}

/** Shapes of points, by Chart.js's names for them. */
const POINT_SHAPES = ['circle', 'triangle', 'rect', 'rectRot'] as const;
export type PointShape = (typeof POINT_SHAPES)[number] | 'crossRot';

/** The outline of a point around 0,0 as the data of an SVG path, just as Chart.js draws it. @param r its radius */
export function pointPath(shape: PointShape, r: number): string {
  const half = r * Math.SQRT1_2;
  const [sin60, cos60] = [Math.sin(Math.PI / 3) * r, r / 2];
  switch (shape) {
    case 'circle':
      return `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
    case 'triangle':
      return polygon([0, -r], [sin60, cos60], [-sin60, cos60]);
    case 'rect':
      return polygon([-half, -half], [half, -half], [half, half], [-half, half]);
    case 'rectRot':
      return polygon([0, -r], [r, 0], [0, r], [-r, 0]);
    case 'crossRot':
      return `M${round(-half)} ${round(-half)}L${round(half)} ${round(half)}M${round(-half)} ${round(half)}L${round(half)} ${round(-half)}`;
  }
}

function polygon(...points: readonly (readonly [number, number])[]): string {
  return `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}Z`;
}

function round(value: number): number {
  return Number(value.toFixed(3));
}
