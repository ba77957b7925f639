import type { Maybe } from '../../../functions/contract/changes.ts';
import { type LineChart, lineChart } from '../../charts/line-chart.ts';
import { colorOf, LINE_WIDTH } from '../../charts/mark.ts';
import { element, svgElement } from '../../controls/element.ts';
import { CURVES_FORM, type CurveStyle, curveKey, type MarkedCurve, type Panel, panelPlot } from './layers.ts';

export interface ChartPanel {
  readonly element: HTMLElement;
  readonly draw: (panel: Panel, style: CurveStyle) => void;
  /** Moves the crosshair to a day, and to the height of one curve, which stands out; null hides it or its horizontal line. */
  readonly point: (day: number | null, key: string | null, style: CurveStyle) => void;
  /** The day under a point of the screen; null while nothing is drawn. */
  readonly dayAt: (clientX: number) => number | null;
  /** The curve closest to a point of the screen. */
  readonly nearest: (day: number, clientY: number) => MarkedCurve | null;
  /** Where the crosshair is, from the left edge of the panel. */
  readonly crossLeft: (day: number) => number;
  readonly close: () => void;
}

/** A chart under the crosshair that the pointer or the arrow keys move; neither redraws the chart. */
export function chartPanel(): ChartPanel {
  const title = element('p', { className: 'curves-panel-title' });
  const canvas = element('canvas', { ariaHidden: 'true' });
  const cross = element('div', { className: 'curves-cross', hidden: true });
  const level = element('div', { className: 'curves-cross curves-level', hidden: true });
  const dots = element('div', { className: 'curves-dots' });
  const highlight = highlightedCurve();
  const box = element('div', { className: 'curves-canvas' }, canvas, highlight.element, cross, level, dots);
  const root = element('div', { className: 'curves-panel' }, title, box);
  const chart = lineChart(canvas, CURVES_FORM);
  let shown: Panel | null = null;

  /** The height of a curve on a day: of its line, else of its point. */
  const heightOf = ({ curve }: MarkedCurve, day: number): Maybe => {
    const value = curve.average[day] ?? curve.raw[day] ?? null;
    return day < curve.start ? null : topOf(value);
  };
  const topOf = (value: Maybe): Maybe => {
    const [low, high] = shown?.range ?? [0, 0];
    return value === null || value < low || value > high ? null : chart.topOf(value);
  };

  const point: ChartPanel['point'] = (day, key, style) => {
    const { palette, ink, faded } = style;
    cross.hidden = day === null;
    level.hidden = true;
    dots.replaceChildren();
    const one = shown?.curves.find(({ curve }) => curveKey(curve) === key) ?? null;
    highlight.show(shown !== null && shown.curves.length > 1 ? one : null, chart, topOf, style);
    if (day === null || shown === null) return;
    const { left, right, top, bottom } = chart.area();
    cross.style.left = `${chart.leftOf(day)}px`;
    cross.style.top = `${top}px`;
    cross.style.height = `${bottom - top}px`;
    for (const marked of shown.curves) {
      const height = heightOf(marked, day);
      if (height === null || faded(curveKey(marked.curve))) continue;
      const dot = element('span');
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
    element: root,
    draw: (panel, style) => {
      shown = panel;
      title.textContent = panel.title;
      title.hidden = panel.title === null;
      chart.draw(panelPlot(panel, style), style.ink);
    },
    point,
    dayAt: clientX => {
      if (shown === null) return null;
      const [first, last] = shown.days;
      const { x } = chart.valueAt({ x: clientX - box.getBoundingClientRect().left, y: 0 });
      return Math.min(Math.max(Math.round(x), first), last);
    },
    nearest: (day, clientY) => {
      const top = clientY - box.getBoundingClientRect().top;
      let nearest: { readonly marked: MarkedCurve; readonly distance: number } | null = null;
      for (const marked of shown?.curves ?? []) {
        const height = heightOf(marked, day);
        if (height === null) continue;
        const distance = Math.abs(height - top);
        if (nearest === null || distance < nearest.distance) nearest = { marked, distance };
      }
      return nearest?.marked ?? null;
    },
    crossLeft: day => chart.leftOf(day),
    close: () => chart.destroy(),
  };
}

interface HighlightedCurve {
  readonly element: SVGElement;
  /** @param topOf the height of a value on the chart; null for none */
  readonly show: (
    marked: MarkedCurve | null,
    chart: Pick<LineChart, 'leftOf'>,
    topOf: (value: Maybe) => Maybe,
    style: CurveStyle,
  ) => void;
}

const HALO_PX = 1.5;

/** One line, drawn again over all others with a halo in the color of the page: it stands out among fifty. */
function highlightedCurve(): HighlightedCurve {
  const path = () => svgElement('path', { fill: 'none', 'stroke-linejoin': 'round' });
  const [halo, line] = [path(), path()];
  const element = svgElement('svg', { class: 'curves-highlight', 'aria-hidden': 'true' }, halo, line);
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

/** The data of an SVG path through the values from a day on; a value without a height breaks the line. */
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
