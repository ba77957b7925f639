import { Chart, type ChartDataset, Filler, LinearScale, LineController, LineElement, PointElement } from 'chart.js';
import type { Ink } from '../chart/ink.ts';
import type { Plot, PlotAxis, PlotLine } from './plot.ts';
import { plotMarks } from './plot-marks.ts';

Chart.register(Filler, LinearScale, LineController, LineElement, PointElement);

/** The same left of every chart, so that days stand above each other. */
const Y_AXIS_PX = 48;
const PADDING = { top: 18, right: 14 };

export interface LineChart {
  readonly draw: (plot: Plot, ink: Ink) => void;
  /** Where a value stands on the canvas, in CSS pixels. */
  readonly place: (point: { x: number; y: number }) => { x: number; y: number };
  /** What stands at a place on the canvas. */
  readonly valueAt: (place: { x: number; y: number }) => { x: number; y: number };
  /** Called after each drawing and each change of size. */
  readonly onLayout: (listener: () => void) => void;
  readonly destroy: () => void;
}

export interface ChartForm {
  /** Whether the days are written below. */
  readonly showsX?: boolean;
  /** As large as the canvas is, at so many pixels per CSS pixel; else as large as the element around it. */
  readonly fixedRatio?: number;
}

/** A chart of lines over a common axis from 0, without a legend of its own. */
export function lineChart(canvas: HTMLCanvasElement, { showsX = true, fixedRatio }: ChartForm = {}): LineChart {
  let shown: { readonly plot: Plot; readonly ink: Ink } | null = null;
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
      ...(fixedRatio === undefined ? {} : { responsive: false, devicePixelRatio: fixedRatio }),
      layout: { padding: PADDING },
      elements: { point: { radius: 0 }, line: { borderJoinStyle: 'round' } },
    },
    plugins: [plotMarks(() => shown), { id: 'after-layout', afterLayout: notify }],
  });
  const axis = (id: 'x' | 'y') => {
    const scale = chart.scales[id];
    if (scale === undefined) throw new Error('a chart must be drawn before its places are asked for');
    return scale;
  };
  return {
    draw: (plot, ink) => {
      shown = { plot, ink };
      chart.data.datasets = plot.lines.map(datasetOf);
      chart.options.scales = {
        x: { ...scaleOf(plot.x, ink, showsX), grid: { display: false }, border: { color: ink.line } },
        y: {
          ...scaleOf(plot.y, ink, true),
          grid: { color: ink.line, drawTicks: false },
          border: { display: false },
          afterFit: (scale: { width: number }) => {
            scale.width = Y_AXIS_PX;
          },
        },
      };
      chart.update('none');
    },
    place: ({ x, y }) => ({ x: axis('x').getPixelForValue(x), y: axis('y').getPixelForValue(y) }),
    valueAt: ({ x, y }) => ({ x: axis('x').getValueForPixel(x) ?? 0, y: axis('y').getValueForPixel(y) ?? 0 }),
    onLayout: listener => listeners.push(listener),
    destroy: () => chart.destroy(),
  };
}

function datasetOf({
  points,
  color,
  width,
  dash = [],
  fill,
}: PlotLine): ChartDataset<'line', { x: number; y: number }[]> {
  return {
    data: [...points],
    borderColor: color,
    borderWidth: width,
    borderDash: [...dash],
    fill: fill === undefined ? false : 'origin',
    backgroundColor: fill ?? 'transparent',
  };
}

function scaleOf({ max, ticks, words }: PlotAxis, { faint, family }: Ink, showsTicks: boolean) {
  return {
    type: 'linear' as const,
    min: 0,
    max,
    afterBuildTicks: (scale: { ticks: { value: number }[] }) => {
      scale.ticks = ticks.map(value => ({ value }));
    },
    ticks: {
      display: showsTicks,
      autoSkip: false,
      maxRotation: 0,
      padding: 6,
      color: faint,
      font: { size: 12, family },
      callback: (value: string | number) => words(Number(value)),
    },
  };
}
