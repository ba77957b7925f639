import type { Maybe } from '../../functions/contract/changes.ts';
import type { ChartStyle, CurveChart } from './curve-chart.ts';
import type { MarkedCurve } from './curve-layers.ts';
import { colorOf, LINE_WIDTH } from './mark.ts';

export interface LiftedCurve {
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
export function liftedCurve(): LiftedCurve {
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
