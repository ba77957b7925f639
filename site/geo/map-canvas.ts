import type { Palette } from '../color/palette.ts';
import type { Paint } from '../color/scale.ts';
import { circleAt, circleUnit, type Look } from './circles.ts';
import { type Covers, changedShapes, type HitTest, hitGrid, shapeCovers } from './hit-grid.ts';
import { type Fills, fillsOf, type Ink, mapPainter, type Outlined } from './map-painter.ts';
import { type PixelPainter, pixelPainter } from './pixel-painter.ts';
import type { MapDrawing, Point } from './shape.ts';
import { panBy, reveal, type Viewport, WHOLE, zoomAt } from './viewport.ts';

/** Repainted shapes keep a trace of their old color along soft edges, so all is painted anew after a rest. */
const REST_MS = 200;

export interface MapCanvas {
  /** Paints every place; areas faster and with hard edges if it is `moving`, as in an animation. */
  readonly paint: (look: Look, palette: Palette, moving: boolean) => void;
  readonly outline: (outlined: Outlined) => void;
  /** The shape at a point of the window, or null. */
  readonly shapeAt: (clientX: number, clientY: number) => number | null;
  /** The place of a point of the drawing in the window. */
  readonly clientPoint: (point: Point) => Point;
  /** Zooms by a factor around a point of the window, or around the middle. */
  readonly zoomBy: (factor: number, clientX?: number, clientY?: number) => void;
  /** Moves the map by pixels of the window. */
  readonly panBy: (clientX: number, clientY: number) => void;
  readonly reveal: (point: Point) => void;
  readonly showAll: () => void;
  readonly zoom: () => number;
  /** Lets go of the canvases, so that another map can use them. */
  readonly leave: () => void;
}

/** Draws a map into two canvases of the same size: areas, and above them the lines, which do not change with the day. */
export function mapCanvas(areas: HTMLCanvasElement, lines: HTMLCanvasElement, drawing: MapDrawing): MapCanvas {
  const painter = mapPainter(drawing);
  /** Created at first use: the first paint should not wait for it. */
  let grid: HitTest | null = null;
  const hitTest: HitTest = point => {
    grid ??= hitGrid(drawing.shapes);
    return grid(point);
  };
  let covers: Covers | null = null;
  let viewport: Viewport = WHOLE;
  /** Pixels of the canvas per unit of the drawing, without zoom. */
  let fit = 1;
  let shown: { look: Look; palette: Palette; fills: Fills } | null = null;
  let outlined: Outlined = { focus: [], chosen: [] };
  let pixels: PixelPainter | null = null;
  let rest = 0;
  let awaited = 0;

  const scale = () => fit * viewport.zoom;
  const circle = () => circleUnit(fit / devicePixelRatio, viewport.zoom);
  const inkOf = ({ palette, fills }: { readonly palette: Palette; readonly fills: Fills }): Ink => {
    return { palette, fills, pixel: devicePixelRatio / scale(), circle: circle() };
  };
  const contextOf = (canvas: HTMLCanvasElement) => {
    const context = canvas.getContext('2d');
    context?.setTransform(scale(), 0, 0, scale(), -viewport.left * scale(), -viewport.top * scale());
    return context;
  };
  const cleared = (canvas: HTMLCanvasElement) => {
    const context = contextOf(canvas);
    context?.clearRect(viewport.left, viewport.top, drawing.width / viewport.zoom, drawing.height / viewport.zoom + 1);
    return context;
  };

  const paintAll = () => {
    const context = shown && cleared(areas);
    if (shown && context) painter.areas(context, shown.look, inkOf(shown));
  };
  const paintLines = () => {
    const context = shown && cleared(lines);
    if (shown && context) painter.lines(context, shown.look, inkOf(shown), outlined);
  };
  const repaint = () => {
    awaited = 0;
    pixels = null;
    if (shown === null) return;
    shown = { ...shown, fills: fillsOf(shown.palette, scale(), devicePixelRatio) };
    paintAll();
    paintLines();
  };

  const resize = () => {
    const width = Math.round(areas.clientWidth * devicePixelRatio);
    if (width === 0) return;
    fit = width / drawing.width;
    for (const canvas of [areas, lines]) {
      canvas.width = width;
      canvas.height = Math.round(drawing.height * fit);
    }
    repaint();
  };

  const look = (next: Viewport) => {
    viewport = next;
    if (awaited === 0) awaited = requestAnimationFrame(repaint);
  };

  const paintPixels = (paints: readonly Paint[], palette: Palette) => {
    const context = areas.getContext('2d');
    if (context === null) return;
    const { width, height } = areas;
    const grid = { width, height, scale: scale(), left: viewport.left, top: viewport.top };
    pixels ??= pixelPainter(context, drawing.shapes, grid, devicePixelRatio);
    pixels(paints, palette);
  };

  const paint: MapCanvas['paint'] = (look, palette, moving) => {
    clearTimeout(rest);
    const before = shown?.palette === palette ? shown : null;
    shown = { look, palette, fills: before?.fills ?? fillsOf(palette, scale(), devicePixelRatio) };
    if (before === null) {
      paintAll();
      paintLines();
      return;
    }
    if (drawing.marks === 'circles') {
      // Any circle may cover any other.
      paintAll();
      return paintLines();
    }
    rest = window.setTimeout(paintAll, REST_MS);
    if (moving) return paintPixels(look.paints, palette);
    covers ??= shapeCovers(drawing.shapes, hitTest);
    const context = contextOf(areas);
    if (context) painter.areas(context, look, inkOf(shown), changedShapes(before.look.paints, look.paints, covers));
  };

  const outline: MapCanvas['outline'] = next => {
    const isSame = next.focus.join() === outlined.focus.join() && next.chosen.join() === outlined.chosen.join();
    outlined = next;
    if (!isSame) paintLines();
  };

  /** Units of the drawing per pixel of the window. */
  const unit = () => drawing.width / areas.getBoundingClientRect().width / viewport.zoom;
  const pointAt = (clientX: number, clientY: number): Point => {
    const { left, top } = areas.getBoundingClientRect();
    return [viewport.left + (clientX - left) * unit(), viewport.top + (clientY - top) * unit()];
  };

  const observer = new ResizeObserver(resize);
  resize();
  observer.observe(areas);
  // A canvas whose memory the system has reclaimed comes back empty.
  for (const canvas of [areas, lines]) canvas.addEventListener('contextrestored', repaint);
  return {
    paint,
    outline,
    shapeAt: (clientX, clientY) => {
      const point = pointAt(clientX, clientY);
      if (drawing.marks === 'areas') return hitTest(point);
      return shown === null ? null : circleAt(point, drawing.shapes, shown.look, circle());
    },
    clientPoint: ([x, y]) => {
      const { left, top } = areas.getBoundingClientRect();
      return [left + (x - viewport.left) / unit(), top + (y - viewport.top) / unit()];
    },
    zoomBy: (factor, clientX, clientY) => {
      const box = areas.getBoundingClientRect();
      const middle = pointAt(clientX ?? box.left + box.width / 2, clientY ?? box.top + box.height / 2);
      look(zoomAt(viewport, middle, factor, drawing));
    },
    panBy: (clientX, clientY) => look(panBy(viewport, -clientX * unit(), -clientY * unit(), drawing)),
    reveal: point => {
      if (viewport.zoom > 1) look(reveal(viewport, point, drawing));
    },
    showAll: () => look(WHOLE),
    zoom: () => viewport.zoom,
    leave: () => {
      clearTimeout(rest);
      cancelAnimationFrame(awaited);
      observer.disconnect();
      for (const canvas of [areas, lines]) canvas.removeEventListener('contextrestored', repaint);
    },
  };
}
