import {
  Chart,
  type ChartDataset,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
} from 'chart.js';
import { element } from '../controls/element.ts';
import type { PlotInk } from './ink.ts';
import { type Axis, type Plot, type PlotSeries, plotMarks } from './plot.ts';
import { redrawRestored } from './redraw-restored.ts';

Chart.register(Filler, LineController, LineElement, PointElement, LinearScale, LogarithmicScale);

export interface LineChart {
  readonly draw: (plot: Plot, ink: PlotInk) => void;
  /** Where the plot lies on the canvas, in CSS pixels. */
  readonly area: () => { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  /** Where a value lies on the canvas, in CSS pixels. */
  readonly leftOf: (x: number) => number;
  readonly topOf: (y: number) => number;
  /** The values at a point of the canvas. */
  readonly valueAt: (point: { readonly x: number; readonly y: number }) => { readonly x: number; readonly y: number };
  /** Called after each drawing and each change of size. */
  readonly onLayout: (listener: () => void) => void;
  readonly destroy: () => void;
}

/** How a chart is laid out, whatever it shows; lengths in rem. */
export interface ChartForm {
  /** Around the axes. */
  readonly padding: { readonly top: number; readonly right: number; readonly bottom: number };
  /** Between an axis and its labels. */
  readonly gap: { readonly x: number; readonly y: number };
  /** How wide the labels of the y axis are; by default as wide as the longest. */
  readonly yAxisWidth?: number;
  /** Whether short lines mark the values on the x axis. */
  readonly hasTickMarks?: boolean;
  readonly hidesX?: boolean;
}

/** The letters of a chart, in rem, and the width of a label on the x axis, in heights of a letter. */
const LETTERS = 0.8;
const LABEL_LETTERS = 3.8;

/**
 * A chart of lines and points without a legend of its own, as large as the element around it.
 * @param pixelRatio for a canvas that is not on the page: the chart is as large as the canvas, at so many pixels per CSS pixel
 */
export function lineChart(canvas: HTMLCanvasElement, form: ChartForm, pixelRatio?: number): LineChart {
  let shown: { readonly plot: Plot; readonly ink: PlotInk } | null = null;
  const listeners: (() => void)[] = [];
  const notify = () => {
    if (shown !== null) for (const listener of listeners) listener();
  };
  const chart = new Chart<'line', { x: number; y: number }[]>(canvas, {
    type: 'line',
    data: { datasets: [] },
    options: {
      animation: false,
      events: [],
      parsing: false,
      normalized: true,
      maintainAspectRatio: false,
      ...(pixelRatio === undefined ? {} : { responsive: false, devicePixelRatio: pixelRatio }),
    },
    plugins: [plotMarks(() => shown), { id: 'after-layout', afterLayout: notify }],
  });
  redrawRestored(chart);
  const scale = (name: 'x' | 'y') => {
    const found = chart.scales[name];
    if (found === undefined) throw new Error(`a chart must be drawn before its scale "${name}" is used`);
    return found;
  };
  return {
    draw: (plot, ink) => {
      shown = { plot, ink };
      const { rem } = ink;
      const { top, right, bottom } = form.padding;
      chart.options.layout = { padding: { top: top * rem, right: right * rem, bottom: bottom * rem } };
      chart.data.datasets = plot.series.map(datasetOf);
      chart.options.scales = scalesOf(plot, ink, form);
      chart.update('none');
    },
    area: () => chart.chartArea,
    leftOf: x => scale('x').getPixelForValue(x),
    topOf: y => scale('y').getPixelForValue(y),
    valueAt: ({ x, y }) => ({ x: scale('x').getValueForPixel(x) ?? 0, y: scale('y').getValueForPixel(y) ?? 0 }),
    onLayout: listener => listeners.push(listener),
    destroy: () => chart.destroy(),
  };
}

interface PaintedChart {
  readonly plot: Plot;
  readonly ink: PlotInk;
  readonly form: ChartForm;
}

/** Sharp on dense screens and in print. */
const PAINTED_RATIO = 2;

/** Paints a chart into a box of another canvas. */
export function paintLineChart(
  context: CanvasRenderingContext2D,
  { x, y, width, height }: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  { plot, ink, form }: PaintedChart,
): void {
  const canvas = element('canvas', { width: Math.round(width), height: Math.round(height) });
  const chart = lineChart(canvas, form, PAINTED_RATIO);
  chart.draw(plot, ink);
  context.drawImage(canvas, x, y, width, height);
  chart.destroy();
}

function datasetOf({
  points,
  color,
  width,
  dash = [],
  fill,
  marker,
}: PlotSeries): ChartDataset<'line', { x: number; y: number }[]> {
  return {
    data: points.map(({ x, y }) => ({ x, y: y ?? Number.NaN })),
    showLine: width > 0,
    borderColor: color,
    borderWidth: width,
    borderDash: [...dash],
    borderJoinStyle: 'round',
    fill: fill === undefined ? false : 'origin',
    backgroundColor: fill ?? 'transparent',
    pointRadius: marker?.radius ?? 0,
    pointStyle: marker?.shape ?? 'circle',
    pointBackgroundColor: color,
    pointBorderColor: color,
    pointBorderWidth: marker?.outline ?? 0,
    ...(marker?.overhang === undefined ? {} : { clip: marker.overhang }),
  };
}

function scalesOf({ x, y }: Plot, ink: PlotInk, { gap, yAxisWidth, hasTickMarks = false, hidesX = false }: ChartForm) {
  const { line, rem } = ink;
  const xScale = scaleOf(x, ink, gap.x);
  return {
    x: {
      ...xScale,
      ticks: { ...xScale.ticks, display: !hidesX },
      border: { color: line },
      grid: hasTickMarks ? { drawOnChartArea: false, color: line } : { display: false },
    },
    y: {
      ...scaleOf(y, ink, gap.y),
      border: { display: false },
      grid: { color: line, drawTicks: false },
      afterFit: (scale: { width: number }) => {
        if (yAxisWidth !== undefined) scale.width = yAxisWidth * rem;
      },
    },
  };
}

function scaleOf({ min, max, kind, ticks, title = '' }: Axis, { faint, family, rem }: PlotInk, gap: number) {
  const font = { size: LETTERS * rem, family };
  const names = new Map<number, string>();
  return {
    type: kind === 'log' ? ('logarithmic' as const) : ('linear' as const),
    min,
    max,
    afterBuildTicks: (scale: { width: number; ticks: { value: number }[] }) => {
      const most = Math.max(2, Math.floor(scale.width / (LABEL_LETTERS * font.size)));
      const chosen = typeof ticks === 'function' ? ticks(most) : ticks;
      names.clear();
      for (const { at, name } of chosen) names.set(at, name);
      scale.ticks = chosen.map(({ at }) => ({ value: at }));
    },
    title: { display: title !== '', text: title, color: faint, font },
    ticks: {
      autoSkip: typeof ticks !== 'function',
      maxRotation: 0,
      padding: gap * rem,
      color: faint,
      font,
      callback: (value: string | number) => names.get(Number(value)) ?? '',
    },
  };
}
