import type { FlatPolygon, FlatRing, SourceShape } from './map-file.ts';
import { dot, type ShapeMark } from './mark-small-shapes.ts';
import type { Point, Polygon, Ring, ShapeFeature } from './shape-feature.ts';
import { flatArea } from './unroll-rings.ts';

const WIDTH = 1000;
const MAX_HEIGHT = 800;
const MIN_HEIGHT = 300;
const MARGIN = 2;

/** A drawing's size and the place of shapes in it. */
export interface Fit {
  readonly width: number;
  readonly height: number;
  /** Units of the drawing per unit of the shapes. */
  readonly scale: number;
  readonly shiftX: number;
  readonly shiftY: number;
}

/** Shapes fill the drawing but for a narrow margin; tall and flat ones lie in its middle. */
export function fitShapes(shapes: readonly SourceShape[]): Fit {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { polygons } of shapes) {
    for (const [outer = new Float64Array()] of polygons) {
      for (let at = 0; at < outer.length; at += 2) {
        left = Math.min(left, outer[at] ?? 0);
        right = Math.max(right, outer[at] ?? 0);
        top = Math.min(top, outer[at + 1] ?? 0);
        bottom = Math.max(bottom, outer[at + 1] ?? 0);
      }
    }
  }
  const scale = Math.min((WIDTH - 2 * MARGIN) / (right - left), (MAX_HEIGHT - 2 * MARGIN) / (bottom - top));
  const height = Math.max(MIN_HEIGHT, Math.ceil(2 * MARGIN + (bottom - top) * scale));
  const shiftX = WIDTH / 2 - ((left + right) / 2) * scale;
  return { width: WIDTH, height, scale, shiftX, shiftY: height / 2 - ((top + bottom) / 2) * scale };
}

/** A ward among a thousand that could not be seen is a dot. */
const MARK: ShapeMark = { below: 0.6, radius: 0.75 };

/**
 * Shapes in whole steps of a grid; points that fall together are one. Outer rings run one way and holes the other.
 * Shapes too small to be seen become dots and come last, as they cover parts of their neighbors.
 */
export function gridShapes(shapes: readonly SourceShape[], fit: Fit, step: number): ShapeFeature[] {
  const isSmall = new Set(shapes.filter(({ polygons }) => largestOf(polygons).area * fit.scale ** 2 < MARK.below));
  const toGrid = (x: number, y: number): Point => [
    columnOf(x, fit.shiftX, fit.scale, step),
    columnOf(y, fit.shiftY, fit.scale, step),
  ];
  const drawn = shapes.map(shape => {
    const polygons = isSmall.has(shape) ? [] : shape.polygons.flatMap(rings => gridPolygon(rings, toGrid));
    const isDot = polygons.length === 0;
    return { isDot, id: shape.id, name: shape.name, polygons: isDot ? dotOf(shape, fit, step) : polygons };
  });
  const strip = ({ id, name, polygons }: ShapeFeature): ShapeFeature => ({ id, name, polygons });
  return [...drawn.filter(({ isDot }) => !isDot), ...drawn.filter(({ isDot }) => isDot)].map(strip);
}

function columnOf(value: number, shift: number, scale: number, step: number): number {
  return Math.round((value * scale + shift) / step);
}

/** How many points rings would have on a grid. */
export function countGridPoints(shapes: readonly SourceShape[], { scale, shiftX, shiftY }: Fit, step: number): number {
  let count = 0;
  for (const ring of shapes.flatMap(({ polygons }) => polygons.flat())) {
    let [beforeX, beforeY] = [NaN, NaN];
    for (let at = 0; at < ring.length; at += 2) {
      const x = columnOf(ring[at] ?? 0, shiftX, scale, step);
      const y = columnOf(ring[at + 1] ?? 0, shiftY, scale, step);
      if (x !== beforeX || y !== beforeY) count += 1;
      beforeX = x;
      beforeY = y;
    }
  }
  return count;
}

function gridPolygon(rings: FlatPolygon, toGrid: (x: number, y: number) => Point): Polygon[] {
  const [outer, ...holes] = rings.map((ring, index) => wound(gridRing(ring, toGrid), index === 0));
  return outer && outer.length > 0 ? [[outer, ...holes.filter(hole => hole.length > 0)]] : [];
}

/** The line fills an area where rings run opposite ways, and nothing if it has none. */
function wound(ring: Point[], isOuter: boolean): Ring {
  const area = signedArea(ring);
  if (area === 0) return [];
  return area > 0 === isOuter ? ring : ring.reverse();
}

function gridRing(ring: FlatRing, toGrid: (x: number, y: number) => Point): Point[] {
  const points: Point[] = [];
  for (let at = 0; at < ring.length; at += 2) {
    const point = toGrid(ring[at] ?? 0, ring[at + 1] ?? 0);
    const last = points.at(-1);
    if (last === undefined || last[0] !== point[0] || last[1] !== point[1]) points.push(point);
  }
  return points;
}

function signedArea(ring: readonly Point[]): number {
  let twice = 0;
  let previous = ring.at(-1);
  for (const point of ring) {
    if (previous) twice += previous[0] * point[1] - previous[1] * point[0];
    previous = point;
  }
  return twice / 2;
}

function dotOf({ polygons }: SourceShape, fit: Fit, step: number): Polygon[] {
  const { ring } = largestOf(polygons);
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < ring.length; at += 2) {
    left = Math.min(left, ring[at] ?? 0);
    right = Math.max(right, ring[at] ?? 0);
    top = Math.min(top, ring[at + 1] ?? 0);
    bottom = Math.max(bottom, ring[at + 1] ?? 0);
  }
  const x = ((left + right) / 2) * fit.scale + fit.shiftX;
  const y = ((top + bottom) / 2) * fit.scale + fit.shiftY;
  // A dot is at least a square of the grid.
  const circle = dot([x / step, y / step], Math.max(1, MARK.radius / step));
  return [[circle.map(([x, y]): Point => [Math.round(x), Math.round(y)])]];
}

function largestOf(polygons: readonly FlatPolygon[]): { readonly ring: FlatRing; readonly area: number } {
  let largest = { ring: polygons[0]?.[0] ?? new Float64Array(), area: 0 };
  for (const [ring = new Float64Array()] of polygons) {
    const area = flatArea(ring);
    if (area > largest.area) largest = { ring, area };
  }
  return largest;
}
