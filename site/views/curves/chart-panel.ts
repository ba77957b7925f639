import type { Maybe } from '../../../functions/contract/changes.ts';
import { type ChartPicture, type ChartStyle, type CurveChart, curveChart } from '../../charts/line-chart.ts';
import { colorOf, LINE_WIDTH } from '../../charts/mark.ts';
import { curveKey, type MarkedCurve } from './layers.ts';

/** One chart with its curves, and the name above it where there are several charts. */
export interface PanelPicture {
  readonly title: string | null;
  readonly chart: ChartPicture;
  readonly curves: readonly MarkedCurve[];
}

export interface ChartPanel {
  readonly element: HTMLElement;
  readonly draw: (picture: PanelPicture, style: ChartStyle) => void;
  /** Moves the cross to a day and to the height of one curve, which it brings out; null hides it, or a part of it. */
  readonly point: (day: number | null, key: string | null, style: ChartStyle) => void;
  /** The day under a place on the screen, or null where there is none. */
  readonly dayAt: (clientX: number) => number | null;
  /** The curve that passes nearest a place on the screen. */
  readonly nearest: (day: number, clientY: number) => MarkedCurve | null;
  /** Where the cross stands, from the left edge of the panel. */
  readonly crossLeft: (day: number) => number;
  readonly close: () => void;
}

/** A chart, and over it the cross that the pointer or the arrow keys move: neither repaints the chart. */
export function chartPanel(): ChartPanel {
  const title = part('p', 'curves-panel-title');
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  const cross = part('div', 'curves-cross');
  const level = part('div', 'curves-cross curves-level');
  const dots = part('div', 'curves-dots');
  const lifted = liftedCurve();
  const box = part('div', 'curves-canvas', canvas, lifted.element, cross, level, dots);
  const element = part('div', 'curves-panel', title, box);
  cross.hidden = true;
  level.hidden = true;
  const chart = curveChart(canvas);
  let shown: PanelPicture | null = null;

  /** Where a curve passes on a day: its line, else its point. */
  const heightOf = ({ curve }: MarkedCurve, day: number): Maybe => {
    const value = curve.average[day] ?? curve.raw[day] ?? null;
    return day < curve.start ? null : topOf(value);
  };
  const topOf = (value: Maybe): Maybe => {
    const [low, high] = shown?.chart.range ?? [0, 0];
    return value === null || value < low || value > high ? null : chart.topOf(value);
  };

  const point: ChartPanel['point'] = (day, key, style) => {
    const { palette, ink, faded } = style;
    cross.hidden = day === null;
    level.hidden = true;
    dots.replaceChildren();
    const one = shown?.curves.find(({ curve }) => curveKey(curve) === key) ?? null;
    if (shown === null || shown.curves.length < 2) lifted.show(null, chart, topOf, style);
    else lifted.show(one, chart, topOf, style);
    if (day === null || shown === null) return;
    const { left, right, top, bottom } = chart.area();
    cross.style.left = `${chart.leftOf(day)}px`;
    cross.style.top = `${top}px`;
    cross.style.height = `${bottom - top}px`;
    for (const marked of shown.curves) {
      const height = heightOf(marked, day);
      if (height === null || faded(curveKey(marked.curve))) continue;
      const dot = document.createElement('span');
      dot.style.left = `${chart.leftOf(day)}px`;
      dot.style.top = `${height}px`;
      dot.style.backgroundColor = colorOf(marked.mark, palette, ink.strong);
      dots.append(dot);
      if (marked !== one) continue;
      level.hidden = false;
      level.style.left = `${left}px`;
      level.style.top = `${height}px`;
      level.style.width = `${right - left}px`;
    }
  };

  return {
    element,
    draw: (picture, style) => {
      shown = picture;
      title.textContent = picture.title;
      title.hidden = picture.title === null;
      chart.draw(picture.chart, style);
    },
    point,
    dayAt: clientX => {
      if (shown === null) return null;
      const [first, last] = shown.chart.days;
      return Math.min(Math.max(chart.dayAt(clientX - box.getBoundingClientRect().left), first), last);
    },
    nearest: (day, clientY) => {
      const top = clientY - box.getBoundingClientRect().top;
      let nearest: { readonly marked: MarkedCurve; readonly away: number } | null = null;
      for (const marked of shown?.curves ?? []) {
        const height = heightOf(marked, day);
        if (height === null) continue;
        const away = Math.abs(height - top);
        if (nearest === null || away < nearest.away) nearest = { marked, away };
      }
      return nearest?.marked ?? null;
    },
    crossLeft: day => chart.leftOf(day),
    close: () => chart.destroy(),
  };
}

function part(tag: string, className: string, ...children: readonly Element[]): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

interface LiftedCurve {
  readonly element: SVGElement;
  /** @param topOf the height of a value on the chart, null where it has none */
  readonly show: (
    marked: MarkedCurve | null,
    chart: Pick<CurveChart, 'leftOf'>,
    topOf: (value: Maybe) => Maybe,
    style: ChartStyle,
  ) => void;
}

const SVG = 'http://www.w3.org/2000/svg';
const HALO_PX = 1.5;

/** One line drawn again over all others, in a halo of the page's colour: it is found among fifty. */
function liftedCurve(): LiftedCurve {
  const element = document.createElementNS(SVG, 'svg');
  element.setAttribute('class', 'curves-lift');
  element.setAttribute('aria-hidden', 'true');
  const [halo, line] = [document.createElementNS(SVG, 'path'), document.createElementNS(SVG, 'path')];
  for (const path of [halo, line]) {
    path.setAttribute('fill', 'none');
    path.setAttribute('stroke-linejoin', 'round');
    element.append(path);
  }
  return {
    element,
    show: (marked, chart, topOf, { ink, palette }) => {
      element.toggleAttribute('hidden', marked === null);
      if (marked === null) return;
      const { curve, mark } = marked;
      const outline = linePath(curve.average, curve.start, chart.leftOf, topOf);
      halo.setAttribute('d', outline);
      halo.setAttribute('stroke', ink.page);
      halo.setAttribute('stroke-width', String(LINE_WIDTH + 1 + 2 * HALO_PX));
      line.setAttribute('d', outline);
      line.setAttribute('stroke', colorOf(mark, palette, ink.strong));
      line.setAttribute('stroke-width', String(LINE_WIDTH + 1));
      line.setAttribute('stroke-dasharray', mark.dash.join(' '));
    },
  };
}

/** A line through the values from a day on, as the data of an SVG path; a value without a height breaks it. */
export function linePath(
  values: readonly Maybe[],
  start: number,
  leftOf: (day: number) => number,
  topOf: (value: Maybe) => Maybe,
): string {
  let path = '';
  let isOpen = false;
  for (let day = start; day < values.length; day += 1) {
    const top = topOf(values[day] ?? null);
    if (top !== null) path += `${isOpen ? 'L' : 'M'}${leftOf(day).toFixed(1)} ${top.toFixed(1)}`;
    isOpen = top !== null;
  }
  return path;
}
