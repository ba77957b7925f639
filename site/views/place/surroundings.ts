import { svgElement } from '../../controls/element.ts';
import type { Box, MapDrawing, Point, Shape } from '../../geo/shape.ts';
import { middleOf } from '../../geo/walk.ts';

/** What a map of the surroundings shows for the place of a shape; null: nothing is known about it. */
export interface ShapeLook {
  readonly name: string;
  /** With its unit; empty without a value. */
  readonly amount: string;
  /** The address of its page. */
  readonly href: string;
  /** From 0 for the lowest values to {@link SHADES} − 1. */
  readonly shade: number | null;
}

export const SHADES = 5;

/** The picture is this many times as wide as the place. */
const AROUND = 3;
/** Of the width of the picture. */
const [LETTERS, LABELED, DOT] = [0.042, 0.17, 0.02];

/** Between names, as shares of the width. */
const APART = { x: 0.24, y: 0.1 };

/** The shapes that stand for a place. */
export function shapesOf({ shapes }: MapDrawing, id: string): readonly Shape[] {
  const own = shapes.filter(({ regions, successors }) => [...regions, ...successors].includes(id));
  return own.length > 0 ? own : shapes.filter(shape => shape.id === id);
}

/** The shapes that share a border with some shapes, which the points of both have in common. */
export function neighborsOf({ shapes }: MapDrawing, own: readonly Shape[]): readonly Shape[] {
  const corners = new Set(own.flatMap(({ rings }) => rings.flatMap(ring => ring.map(String))));
  const shared = ({ rings }: Shape) => {
    const found = new Set(rings.flatMap(ring => ring.map(String).filter(corner => corners.has(corner))));
    return found.size;
  };
  return shapes.filter(shape => !own.includes(shape) && shared(shape) >= 2);
}

/** A square map around a place as a picture whose shapes are links; null if the map has no shape of it. */
export function surroundings(
  drawing: MapDrawing,
  own: readonly Shape[],
  lookOf: (shape: Shape) => ShapeLook | null,
  label: string,
): SVGElement | null {
  const [first] = own;
  if (first === undefined) return null;
  const { left, top, size } = frameOf(drawing, own);
  const isNear = ({ box }: Shape) =>
    box.right >= left && box.left <= left + size && box.bottom >= top && box.top <= top + size;
  const near = drawing.shapes.filter(isNear).sort((a, b) => Number(own.includes(a)) - Number(own.includes(b)));
  const ownLabel = [...own].sort((a, b) => widthOf(b) - widthOf(a))[0];
  const isNamed = (shape: Shape) => !own.includes(shape) || shape === ownLabel;
  const frame = { left, top, size };
  const taken: Point[] = [];
  // The place itself comes first, then the largest shapes: names that would overlap are left out.
  const labels = near
    .filter(isNamed)
    .sort((a, b) => Number(b === ownLabel) - Number(a === ownLabel) || widthOf(b) - widthOf(a))
    .flatMap(shape => {
      const at = middle(shape);
      const isFree = taken.every(
        ([x, y]) => Math.abs(x - at[0]) > size * APART.x || Math.abs(y - at[1]) > size * APART.y,
      );
      const drawn = isFree ? labelOf(shape, own.includes(shape), lookOf(shape), frame) : [];
      if (drawn.length > 0) taken.push(at);
      return drawn;
    });
  return svgElement(
    'svg',
    {
      class: 'place-map',
      viewBox: [left, top, size, size].map(at => at.toFixed(2)).join(' '),
      role: 'group',
      'aria-label': label,
    },
    ...drawing.land.map(ring => svgElement('path', { class: 'place-map-land', d: pathOf([ring]) })),
    ...near.map(shape => linked(shape, own.includes(shape), lookOf(shape), size)),
    ...labels,
  );
}

function widthOf({ box }: Shape): number {
  return box.right - box.left;
}

/** Parts of a place further from its largest are left out of the frame: overseas, it would be the whole world. */
const NEAR = 0.5;

/** Around the place, with its parts that are near to its largest. */
function frameOf({ width, height }: MapDrawing, own: readonly Shape[]) {
  const parts = own.flatMap(({ rings, box }) => (rings.length === 0 ? [box] : rings.map(boxOf)));
  const [largest = own[0]?.box ?? { left: 0, top: 0, right: width, bottom: height }] = parts.toSorted(
    (a, b) => areaOf(b) - areaOf(a),
  );
  const reach = NEAR * Math.max(largest.right - largest.left, largest.bottom - largest.top);
  const box = parts.filter(part => gapOf(part, largest) <= reach).reduce(joined, largest);
  const [wide, high] = [box.right - box.left, box.bottom - box.top];
  const whole = Math.max(width, height);
  const size = Math.min(Math.max(AROUND * Math.max(wide, high), whole / 40), whole * 1.1);
  return { size, left: (box.left + box.right - size) / 2, top: (box.top + box.bottom - size) / 2 };
}

function boxOf(ring: readonly Point[]): Box {
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  const least = (all: readonly number[]) => all.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = (all: readonly number[]) => all.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return { left: least(xs), top: least(ys), right: most(xs), bottom: most(ys) };
}

function areaOf({ left, right, top, bottom }: Box): number {
  return (right - left) * (bottom - top);
}

/** The wider of the gaps between two boxes, across and down. */
function gapOf(a: Box, b: Box): number {
  return Math.max(0, a.left - b.right, b.left - a.right, a.top - b.bottom, b.top - a.bottom);
}

function joined(a: Box, b: Box): Box {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

function linked(shape: Shape, isOwn: boolean, look: ShapeLook | null, size: number): SVGElement {
  const shade = look?.shade ?? null;
  const kind = shade === null ? 'place-map-none' : `place-map-${shade}`;
  const attributes = { class: `${kind}${isOwn ? ' place-map-own' : ''}` };
  const [x, y] = middle(shape);
  const drawn =
    shape.rings.length === 0
      ? svgElement('circle', { ...attributes, cx: String(x), cy: String(y), r: String(size * DOT) })
      : svgElement('path', { ...attributes, d: pathOf(shape.rings) });
  if (look === null) return drawn;
  const words = `${look.name}${look.amount === '' ? '' : `: ${look.amount}`}`;
  drawn.append(svgElement('title', {}, words));
  // The table below has the same links for the keyboard.
  return isOwn ? drawn : svgElement('a', { href: look.href, tabindex: '-1', 'aria-label': words }, drawn);
}

/** Name and value where there is room for them. */
function labelOf(
  shape: Shape,
  isOwn: boolean,
  look: ShapeLook | null,
  { left, top, size }: { readonly left: number; readonly top: number; readonly size: number },
): SVGElement[] {
  const [x, y] = middle(shape);
  const margin = size * LABELED * 0.5;
  const isInside = x > left + margin && x < left + size - margin && y > top + margin / 2 && y < top + size - margin / 2;
  const { box } = shape;
  const isWide = box.right - box.left > size * LABELED && box.bottom - box.top > size * LETTERS * 2;
  if (look === null || !isInside || !(isOwn || isWide)) return [];
  const letters = {
    'font-size': String(size * LETTERS),
    class: `place-map-label${isOwn ? ' place-map-strong' : ''}`,
    x: String(x),
  };
  const name = svgElement('text', { ...letters, y: String(y), 'aria-hidden': 'true' }, look.name);
  const amount = svgElement(
    'text',
    { ...letters, y: String(y + size * LETTERS * 1.15), 'aria-hidden': 'true' },
    look.amount,
  );
  return look.amount === '' ? [name] : [name, amount];
}

function middle(shape: Shape): Point {
  const { left, right, top, bottom } = shape.box;
  return shape.rings.length === 0 ? [(left + right) / 2, (top + bottom) / 2] : middleOf(shape);
}

function pathOf(rings: readonly (readonly Point[])[]): string {
  return rings.map(ring => `M${ring.map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`).join('L')}Z`).join('');
}
