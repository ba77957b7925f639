import { Chart, type ChartDataset, Filler, LinearScale, LineController, LineElement, PointElement } from 'chart.js';
import type { ChartInks } from '../../charts/ink.ts';
import { type Plot, type PlotAxis, type PlotLine, plotMarks } from '../../charts/plot.ts';
import { redrawRestored } from '../../charts/redraw-restored.ts';

Chart.register(Filler, LinearScale, LineController, LineElement, PointElement);

/** In rem. The same left of every chart, so that days stand above each other. */
const Y_AXIS = 3.2;
const LETTERS = 0.8;
const GAP = 0.4;
const ROOM = { top: 1.2, right: 0.9, bottom: 0 };
/** Where handles lie over the chart, none of them may cover the numbers of its axis or reach out of it. */
const HANDLE_GAP = 1;
const HANDLE_ROOM = { top: 1.5, right: 0.9, bottom: 1.25 };

export interface LineChart {
  readonly draw: (plot: Plot, inks: ChartInks) => void;
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
  /** Whether handles are laid over it. */
  readonly hasHandles?: boolean;
  /** As large as the canvas is, at so many pixels per CSS pixel; else as large as the element around it. */
  readonly fixedRatio?: number;
}

/** A chart of lines over a common axis from 0, without a legend of its own. */
export function lineChart(canvas: HTMLCanvasElement, form: ChartForm = {}): LineChart {
  const { showsX = true, hasHandles = false, fixedRatio } = form;
  let shown: { readonly plot: Plot; readonly inks: ChartInks } | null = null;
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
      elements: { point: { radius: 0 }, line: { borderJoinStyle: 'round' } },
    },
    plugins: [plotMarks(() => shown), { id: 'after-layout', afterLayout: notify }],
  });
  redrawRestored(chart);
  const axis = (id: 'x' | 'y') => {
    const scale = chart.scales[id];
    if (scale === undefined) throw new Error('a chart must be drawn before its places are asked for');
    return scale;
  };
  return {
    draw: (plot, inks) => {
      shown = { plot, inks };
      const { rem, line } = inks;
      const { top, right, bottom } = hasHandles ? HANDLE_ROOM : ROOM;
      chart.options.layout = { padding: { top: top * rem, right: right * rem, bottom: bottom * rem } };
      chart.data.datasets = plot.lines.map(datasetOf);
      chart.options.scales = {
        x: {
          ...scaleOf(plot.x, inks, { isShown: showsX, gap: GAP }),
          grid: { display: false },
          border: { color: line },
        },
        y: {
          ...scaleOf(plot.y, inks, { isShown: true, gap: hasHandles ? HANDLE_GAP : GAP }),
          grid: { color: line, drawTicks: false },
          border: { display: false },
          afterFit: (scale: { width: number }) => {
            scale.width = Y_AXIS * rem;
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

function scaleOf(
  { max, ticks, words, title = '' }: PlotAxis,
  { faint, family, rem }: ChartInks,
  { isShown, gap }: { readonly isShown: boolean; readonly gap: number },
) {
  const font = { size: LETTERS * rem, family };
  return {
    type: 'linear' as const,
    min: 0,
    max,
    afterBuildTicks: (scale: { ticks: { value: number }[] }) => {
      scale.ticks = ticks.map(value => ({ value }));
    },
    title: { display: title !== '', text: title, color: faint, font },
    ticks: {
      display: isShown,
      // Where letters are large, every second number is left out.
      autoSkip: true,
      maxRotation: 0,
      padding: gap * rem,
      color: faint,
      font,
      callback: (value: string | number) => words(Number(value)),
    },
  };
}
