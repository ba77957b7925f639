import type { PointShape } from '../chart/point-shape.ts';
import { POINT_SHAPES } from '../chart/point-shape.ts';

/** How a curve is drawn; chart and legend both take it from here. */
export interface Mark {
  /** Which of the categorical colours; null for the ink of the text. */
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
 * One place in a chart has a colour for each case type. Several have a colour each, and case types differ in the dash
 * of the line and the shape of the points.
 */
export function markOf(place: number, measure: number, places: number): Mark {
  return places <= 1
    ? { color: measure, dash: [], point: 'circle' }
    : { color: place, dash: dashOf(measure), point: pointOf(measure) };
}

/** How the legend shows a case type where colours stand for places: in the ink of the text. */
export function typeMark(measure: number): Mark {
  return { color: null, dash: dashOf(measure), point: pointOf(measure) };
}

/** How the legend shows a place: its colour, in the line and point of the first case type. */
export function placeMark(place: number): Mark {
  return { color: place, dash: [], point: 'circle' };
}

/** The colour of a mark on the page. */
export function colorOf({ color }: Mark, palette: readonly string[], ink: string): string {
  return color === null ? ink : (palette[color % palette.length] ?? ink);
}

function dashOf(measure: number): readonly number[] {
  return DASHES[measure % DASHES.length] ?? [];
}

function pointOf(measure: number): PointShape {
  return POINT_SHAPES[measure % POINT_SHAPES.length] ?? 'circle';
}
