import { LINE_WIDTH, type Mark, POINT_OPACITY, POINT_RADIUS, type PointShape, pointPath } from '../../charts/mark.ts';

const SVG = 'http://www.w3.org/2000/svg';
export const SAMPLE_WIDTH = 40;
export const SAMPLE_HEIGHT = 16;
/** A point over the line and one under it, as on the chart. */
const POINTS: readonly (readonly [number, number])[] = [
  [11, 4],
  [29, 12],
];

/** A piece of a curve: its line with two of its points, in colour, dash and shape as the chart draws them. */
export function legendSample(mark: Mark, color: string): SVGElement {
  const line = element('path', {
    d: `M1 ${SAMPLE_HEIGHT / 2}H${SAMPLE_WIDTH - 1}`,
    fill: 'none',
    stroke: color,
    'stroke-width': String(LINE_WIDTH),
    'stroke-dasharray': mark.dash.join(' '),
  });
  const points = POINTS.map(([x, y]) =>
    element('path', {
      d: pointPath(mark.point, POINT_RADIUS),
      transform: `translate(${x} ${y})`,
      fill: color,
      'fill-opacity': String(POINT_OPACITY),
      'data-point': mark.point,
    }),
  );
  return drawing(SAMPLE_WIDTH, points, [line]);
}

/** A single point, for what stands for itself. */
export function pointSample(shape: PointShape, color: string): SVGElement {
  const point = element('path', {
    d: pointPath(shape, POINT_RADIUS + 2),
    transform: `translate(8 ${SAMPLE_HEIGHT / 2})`,
    fill: 'none',
    stroke: color,
    'stroke-width': '2',
    'data-point': shape,
  });
  return drawing(16, [point]);
}

function drawing(width: number, ...parts: readonly (readonly SVGElement[])[]): SVGElement {
  const svg = element('svg', {
    class: 'curves-sample',
    width: String(width),
    height: String(SAMPLE_HEIGHT),
    viewBox: `0 0 ${width} ${SAMPLE_HEIGHT}`,
    'aria-hidden': 'true',
  });
  svg.append(...parts.flat());
  return svg;
}

function element(name: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const created = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) created.setAttribute(key, value);
  return created;
}
