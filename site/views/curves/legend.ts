import { type Calendar, DAILY } from '../../../functions/contract/period.ts';
import type { MeasureDescription } from '../../../functions/contract/snapshot.ts';
import {
  colorOf,
  LINE_WIDTH,
  type Mark,
  markOf,
  POINT_OPACITY,
  POINT_RADIUS,
  type PointShape,
  placeMark,
  pointPath,
  typeMark,
} from '../../charts/mark.ts';
import { element, svgElement } from '../../controls/element.ts';
import { capitalized } from '../../format/measures.ts';
import { periodNoun } from '../../format/periods.ts';
import type { CurvesView } from './address.ts';
import type { CurvePlace } from './source.ts';

export interface LegendColors {
  readonly palette: readonly string[];
  readonly ink: string;
}

export interface LegendActions {
  readonly onToggle: (id: string) => void;
  /** Makes the curves of an id stand out; null ends that. */
  readonly onPoint: (id: string | null) => void;
}

export interface CurvesLegend {
  readonly render: (groups: readonly LegendGroup[], keys: LegendKeys, colors: LegendColors) => void;
}

/** What points, lines and crosses mean, whatever their color. */
export interface LegendKeys {
  readonly smooth: number;
  readonly calendar?: Calendar;
  /** What crosses mean; null without any. */
  readonly corrections: string | null;
}

/** The legend under the chart: a button for each name, which hides and shows its curves. */
export function curvesLegend(root: HTMLElement, { onToggle, onPoint }: LegendActions): CurvesLegend {
  const button = ({ id, name, mark, shown }: LegendItem, colors: LegendColors) => {
    const made = element('button', { type: 'button', className: 'curves-legend-item', ariaPressed: String(shown) });
    made.dataset.id = id;
    made.append(legendSample(mark, colors), name);
    made.addEventListener('click', () => onToggle(id));
    made.addEventListener('pointerenter', () => onPoint(id));
    made.addEventListener('pointerleave', () => onPoint(null));
    made.addEventListener('focus', () => made.matches(':focus-visible') && onPoint(id));
    made.addEventListener('blur', () => onPoint(null));
    return made;
  };
  const groupOf = ({ title, items }: LegendGroup, colors: LegendColors) => {
    const ariaLabel = `${title} in the chart: press one to hide or show it`;
    const buttons = items.map(item => button(item, colors));
    return element('div', { className: 'curves-legend-group', role: 'group', ariaLabel }, ...buttons);
  };
  const render: CurvesLegend['render'] = (groups, keys, colors) => {
    const active = document.activeElement;
    const focused = active instanceof HTMLElement && root.contains(active) ? active.dataset.id : undefined;
    const key = groups.length === 0 ? [] : [keyLine(keys, colors)];
    root.replaceChildren(...groups.map(group => groupOf(group, colors)), ...key);
    if (focused === undefined) return;
    for (const item of root.querySelectorAll('button')) if (item.dataset.id === focused) item.focus();
  };
  return { render };
}

/** What points and lines mean. */
export function keyText(smooth: number, calendar: Calendar = DAILY): string {
  const noun = periodNoun(calendar);
  return smooth > 1
    ? `Points: each ${noun} as reported. Lines: the mean of ${smooth} ${noun}s.`
    : `Points and lines: each ${noun} as reported.`;
}

function keyLine({ smooth, calendar, corrections }: LegendKeys, { ink }: LegendColors): HTMLElement {
  const line = element('p', { className: 'note row curves-legend-key' }, keyText(smooth, calendar));
  if (corrections !== null)
    line.append(' ', element('span', { className: 'curves-legend-cross' }, pointSample('crossRot', ink), corrections));
  return line;
}

interface LegendItem {
  /** Of a region or a measure. */
  readonly id: string;
  readonly name: string;
  readonly mark: Mark;
  readonly shown: boolean;
}

export interface LegendGroup {
  readonly title: string;
  readonly items: readonly LegendItem[];
}

/**
 * What the legend lists. For one place in a chart: its measures, each in its color. For several: the places in their
 * colors and, if there are several, the measures with the dash and the point that all places share.
 */
export function legendContent(
  places: readonly CurvePlace[],
  measures: readonly MeasureDescription[],
  { hidden, layout }: Pick<CurvesView, 'hidden' | 'layout'>,
  noun: string,
): LegendGroup[] {
  const isShown = (id: string) => !hidden.includes(id);
  const isOnePlace = layout === 'apart' || places.length <= 1;
  const types = (mark: (index: number) => Mark) => ({
    title: capitalized(`${noun}s`),
    items: measures.map(({ id, title }, index) => ({ id, name: title, mark: mark(index), shown: isShown(id) })),
  });
  if (places.length === 0 || measures.length === 0) return [];
  if (isOnePlace) return [types(index => markOf(0, index, 1))];
  const named = {
    title: 'Places',
    items: places.map(({ id, name }, index) => ({ id, name, mark: placeMark(index), shown: isShown(id) })),
  };
  return measures.length > 1 ? [named, types(typeMark)] : [named];
}

const SAMPLE_WIDTH = 40;
const SAMPLE_HEIGHT = 16;
/** A point over the line and one under it, as on the chart. */
const POINTS: readonly (readonly [number, number])[] = [
  [11, 4],
  [29, 12],
];

/** A sample of a curve: its line with two of its points, in the color, dash and shape of the chart. */
export function legendSample(mark: Mark, { palette, ink }: LegendColors): SVGElement {
  const color = colorOf(mark, palette, ink);
  const line = svgElement('path', {
    d: `M1 ${SAMPLE_HEIGHT / 2}H${SAMPLE_WIDTH - 1}`,
    fill: 'none',
    stroke: color,
    'stroke-width': String(LINE_WIDTH),
    'stroke-dasharray': mark.dash.join(' '),
  });
  const points = POINTS.map(([x, y]) =>
    svgElement('path', {
      d: pointPath(mark.point, POINT_RADIUS),
      transform: `translate(${x} ${y})`,
      fill: color,
      'fill-opacity': String(POINT_OPACITY),
      'data-point': mark.point,
    }),
  );
  return drawing(SAMPLE_WIDTH, ...points, line);
}

/** A single point. */
function pointSample(shape: PointShape, color: string): SVGElement {
  const point = svgElement('path', {
    d: pointPath(shape, POINT_RADIUS + 2),
    transform: `translate(8 ${SAMPLE_HEIGHT / 2})`,
    fill: 'none',
    stroke: color,
    'stroke-width': '2',
    'data-point': shape,
  });
  return drawing(16, point);
}

function drawing(width: number, ...parts: readonly SVGElement[]): SVGElement {
  const size = { width: String(width), height: String(SAMPLE_HEIGHT), viewBox: `0 0 ${width} ${SAMPLE_HEIGHT}` };
  return svgElement('svg', { class: 'curves-sample', ...size, 'aria-hidden': 'true' }, ...parts);
}
