import type { Point } from './shape.ts';

/** The visible part of a drawing: its upper left corner, in units of the drawing, and the zoom. */
export interface Viewport {
  readonly left: number;
  readonly top: number;
  /** 1 shows the whole drawing. */
  readonly zoom: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

export const WHOLE: Viewport = { left: 0, top: 0, zoom: 1 };
export const MAX_ZOOM = 16;

/** Zooms by a factor around a point of the drawing, which stays where it is on the screen. */
export function zoomAt({ left, top, zoom }: Viewport, [x, y]: Point, factor: number, size: Size): Viewport {
  const next = Math.min(Math.max(zoom * factor, 1), MAX_ZOOM);
  const keep = zoom / next;
  return within({ left: x - (x - left) * keep, top: y - (y - top) * keep, zoom: next }, size);
}

/** Moves the visible part, in units of the drawing. */
export function panBy({ left, top, zoom }: Viewport, dx: number, dy: number, size: Size): Viewport {
  return within({ left: left + dx, top: top + dy, zoom }, size);
}

/** Moves just far enough to show a point with a margin around it. */
export function reveal(viewport: Viewport, [x, y]: Point, size: Size): Viewport {
  const { left, top, zoom } = viewport;
  const [width, height] = [size.width / zoom, size.height / zoom];
  const shift = (at: number, from: number, length: number) => {
    const margin = length * 0.15;
    return at < from + margin ? at - from - margin : at > from + length - margin ? at - from - length + margin : 0;
  };
  return panBy(viewport, shift(x, left, width), shift(y, top, height), size);
}

function within({ left, top, zoom }: Viewport, { width, height }: Size): Viewport {
  const clamp = (value: number, length: number) => Math.min(Math.max(value, 0), length - length / zoom);
  return { left: clamp(left, width), top: clamp(top, height), zoom };
}
