import { MISSING, type Paint } from '../color/scale.ts';
import type { Point, Shape } from './shape.ts';

/** How the places of a drawing look. */
export interface Look {
  /** Per shape. */
  readonly paints: readonly Paint[];
  /** Per shape the radius of its circle, in {@link circleUnit}s; null where places are areas. */
  readonly radii: readonly number[] | null;
}

/**
 * The unit of radii, in units of the drawing: a pixel of the page where the drawing is as wide as its own units, less
 * than a pixel on a narrow page. Zooming in leaves circles as they are, so that they part.
 */
export function circleUnit(pixelsPerUnit: number, zoom: number): number {
  return 1 / (Math.sqrt(pixelsPerUnit) * zoom);
}

/** In pixels of the page. */
const WIDEST = 36;
const NARROWEST_WIDE = 14;
const PLAIN = 9;
const NARROWEST_PLAIN = 3.5;
const LEAST = 1.5;
/** Of a place without a value, or with zero. */
const DOT = 2.5;

export interface Sizes {
  /** The value of the largest circle; null if circles are of one size. */
  readonly largest: number | null;
  readonly count: number;
}

/** The radius of a circle whose area is in proportion to a value; without a largest value all are of one size. */
export function circleRadius(value: number | null, { largest, count }: Sizes): number {
  const room = Math.sqrt(DRAWING_AREA / Math.max(1, count));
  if (largest === null || largest <= 0) return clamp(0.12 * room, NARROWEST_PLAIN, PLAIN);
  if (value === null || value === 0) return DOT;
  return Math.max(LEAST, clamp(0.25 * room, NARROWEST_WIDE, WIDEST) * Math.sqrt(Math.abs(value) / largest));
}

/** Round values whose circles explain the sizes of all others, largest first. */
export function circleKey(sizes: Sizes): readonly { readonly value: number; readonly radius: number }[] {
  const { largest } = sizes;
  if (largest === null || largest <= 0) return [];
  const values = [1, 0.2, 0.04].map(share => roundBelow(largest * share));
  return [...new Set(values)].map(value => ({ value, radius: circleRadius(value, sizes) }));
}

/** The largest 1, 2 or 5 times a power of ten that is no larger. */
function roundBelow(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [5, 2, 1].find(factor => factor * power <= value * (1 + 1e-9)) ?? 1;
  return Number((factor * power).toPrecision(1));
}

/** In square units, of a usual one. */
const DRAWING_AREA = 600_000;

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

/** The order in which circles are painted: those without a value, then the large ones, below small ones. */
export function circleOrder({ paints, radii }: Look): readonly number[] {
  const order = [...(radii ?? []).keys()];
  const hasValue = (index: number) => Number(paints[index] !== MISSING);
  return order.sort((a, b) => hasValue(a) - hasValue(b) || (radii?.[b] ?? 0) - (radii?.[a] ?? 0));
}

/** How far from a small circle a pointer may be, in pixels of the page. */
const NEAR = 8;

/** The uppermost circle at a point, else the nearest one; null if none is near. @param unit the {@link circleUnit} */
export function circleAt([x, y]: Point, shapes: readonly Shape[], look: Look, unit: number): number | null {
  let nearest: number | null = null;
  let least = NEAR * unit;
  for (const index of circleOrder(look).toReversed()) {
    const [atX, atY] = centerOf(shapes[index]);
    const distance = Math.hypot(x - atX, y - atY);
    if (distance <= (look.radii?.[index] ?? 0) * unit) return index;
    if (distance < least) {
      least = distance;
      nearest = index;
    }
  }
  return nearest;
}

/** The middle of a place without rings. */
export function centerOf(shape: Shape | undefined): Point {
  return [shape?.box.left ?? 0, shape?.box.top ?? 0];
}
