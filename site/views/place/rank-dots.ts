import { svgElement } from '../../controls/element.ts';

export interface RankDot {
  readonly name: string;
  readonly value: number;
  readonly amount: string;
  readonly kind: 'own' | 'other';
}

/** In CSS pixels. */
const [RADIUS, AXIS, LABEL] = [5, 24, 22];
/** The highest level of a stack; dots beyond it share the level. */
const MOST_HIGH = 9;

/**
 * A dot for each place on a line of values, stacked where they would overlap. The lowest value, the highest and the place are named.
 * @param width in CSS pixels
 */
export function rankDots(dots: readonly RankDot[], label: string, width: number): SVGElement {
  const sorted = [...dots].sort((a, b) => a.value - b.value);
  const low = Math.min(0, sorted[0]?.value ?? 0);
  const high = Math.max(sorted.at(-1)?.value ?? 0, low + Number.MIN_VALUE);
  const xOf = (value: number) => RADIUS + ((value - low) / (high - low || 1)) * (width - 2 * RADIUS);
  const stacks = new Map<number, number>();
  const placed = sorted.map(dot => {
    const column = Math.round(xOf(dot.value) / (2 * RADIUS + 1));
    const level = Math.min(stacks.get(column) ?? 0, MOST_HIGH);
    stacks.set(column, level + 1);
    return { ...dot, x: column * (2 * RADIUS + 1), level };
  });
  const height = LABEL + (Math.max(0, ...placed.map(({ level }) => level)) + 1) * (2 * RADIUS + 1);
  const circles = placed
    .sort((a, b) => Number(a.kind === 'own') - Number(b.kind === 'own'))
    .map(({ name, amount, kind, x, level }) =>
      svgElement(
        'circle',
        {
          class: `place-dot-${kind}`,
          cx: String(x),
          cy: String(height - RADIUS - level * (2 * RADIUS + 1)),
          r: String(kind === 'own' ? RADIUS + 2 : RADIUS),
        },
        svgElement('title', {}, `${name}: ${amount}`),
      ),
    );
  const text = (words: string, x: number, y: number, className: string) => {
    const anchor = x < width * 0.12 ? 'start' : x > width * 0.88 ? 'end' : 'middle';
    return svgElement('text', { x: String(x), y: String(y), 'text-anchor': anchor, class: className }, words);
  };
  const own = placed.find(({ kind }) => kind === 'own');
  const top = sorted.at(-1);
  return svgElement(
    'svg',
    { class: 'place-dots', viewBox: `-4 0 ${width + 8} ${height + AXIS}`, role: 'img', 'aria-label': label },
    svgElement('line', { x1: '0', x2: String(width), y1: String(height + 1), y2: String(height + 1) }),
    ...circles,
    ...(own === undefined ? [] : [text(`${own.name} ${own.amount}`, own.x, LABEL - 8, 'place-dot-name')]),
    ...(top === undefined ? [] : [text(`${top.name} ${top.amount}`, width, height + AXIS - 5, 'place-dot-end')]),
    ...(sorted[0] === undefined ? [] : [text(`${sorted[0].amount}`, 0, height + AXIS - 5, 'place-dot-end')]),
  );
}
