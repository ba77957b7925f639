import { BarController, BarElement, CategoryScale, Chart, LinearScale, type Plugin } from 'chart.js';
import type { PlotInk } from './ink.ts';
import type { Tick } from './plot.ts';
import { redrawRestored } from './redraw-restored.ts';

Chart.register(BarController, BarElement, CategoryScale, LinearScale);

/** Bars that show all rows in grey, and in front of them in color those shown, stacked by category. */
export interface Bars {
  /** rows: one below the other, each with its name. bins: side by side, of a histogram. */
  readonly form: 'rows' | 'bins';
  readonly names: readonly string[];
  readonly all: readonly (number | null)[];
  readonly series: readonly BarSeries[];
  /** At the end of each row. */
  readonly labels: readonly string[];
  readonly values: ValueAxis;
  /** On the axis of the bins, whose edges are 0, 1, 2 and so on. */
  readonly bins: readonly Tick[];
  readonly binsTitle: string;
}

export interface BarSeries {
  readonly color: string;
  readonly values: readonly (number | null)[];
}

interface ValueAxis {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly Tick[];
  readonly title: string;
}

export interface BarForm {
  /** A card has no axes. */
  readonly isSmall: boolean;
  readonly grey: string;
}

export interface BarChart {
  readonly draw: (bars: Bars, ink: PlotInk, form: BarForm) => void;
  /** The number of the bar at a point of the canvas; null beside all bars. */
  readonly barAt: (point: { readonly x: number; readonly y: number }) => number | null;
  readonly destroy: () => void;
}

/** In rem. */
const LETTERS = 0.8;
const SMALL_LETTERS = 0.72;
const LABEL_GAP = 0.4;

const MAX_BAR_PX = 40;
const MAX_BIN_PX = 400;

type BarPoint = { x: number; y: number };

/** @param pixelRatio for a canvas that is not on the page: the chart is as large as the canvas, at so many pixels per CSS pixel */
export function barChart(canvas: HTMLCanvasElement, pixelRatio?: number): BarChart {
  let shown: { readonly bars: Bars; readonly ink: PlotInk } | null = null;
  const chart = new Chart<'bar', BarPoint[]>(canvas, {
    type: 'bar',
    data: { datasets: [] },
    options: {
      animation: false,
      events: [],
      parsing: false,
      normalized: true,
      maintainAspectRatio: false,
      ...(pixelRatio === undefined ? {} : { responsive: false, devicePixelRatio: pixelRatio }),
    },
    plugins: [rowLabels(() => shown)],
  });
  redrawRestored(chart);
  return {
    draw: (bars, ink, form) => {
      shown = { bars, ink };
      const isRows = bars.form === 'rows';
      chart.options.indexAxis = isRows ? 'y' : 'x';
      chart.options.layout = {
        autoPadding: !form.isSmall,
        padding: { right: isRows ? labelsWidth(chart.ctx, bars.labels, ink) : 1, top: 2 },
      };
      chart.options.scales = isRows ? rowScales(bars, ink, form) : binScales(bars, ink, form);
      const sets = [
        ...bars.series.map(series => ({ ...series, stack: 'shown' })),
        { color: form.grey, values: bars.all, stack: 'all' },
      ];
      chart.data.datasets = sets.map(({ color, values, stack }) => ({
        data: values.map((value, at) => pointOf(value ?? Number.NaN, isRows ? at : at + 0.5, isRows)),
        backgroundColor: color,
        stack,
        grouped: false,
        barPercentage: isRows ? 0.72 : 0.94,
        maxBarThickness: isRows ? MAX_BAR_PX : MAX_BIN_PX,
        categoryPercentage: 1,
      }));
      chart.update('none');
    },
    barAt: ({ x, y }) => {
      const { left, right, top, bottom } = chart.chartArea;
      if (shown === null || x < left || x > right || y < top || y > bottom) return null;
      const count = shown.bars.names.length;
      const at =
        shown.bars.form === 'rows' ? ((y - top) / (bottom - top)) * count : ((x - left) / (right - left)) * count;
      return Math.min(count - 1, Math.floor(at));
    },
    destroy: () => chart.destroy(),
  };
}

function pointOf(value: number, at: number, isRows: boolean): BarPoint {
  return isRows ? { x: value, y: at } : { x: at, y: value };
}

function rowScales({ names, values }: Bars, ink: PlotInk, { isSmall }: BarForm) {
  const { family, rem, strong } = ink;
  const font = { size: (isSmall ? SMALL_LETTERS : LETTERS) * rem, family };
  return {
    x: { ...valueScale(values, ink, isSmall), stacked: true },
    y: {
      type: 'category' as const,
      labels: names.map(name => cut(name, isSmall ? SHORT_NAME : LONG_NAME)),
      stacked: true,
      border: { display: false },
      grid: { display: false },
      ticks: { autoSkip: false, color: strong, font, padding: 4 },
    },
  };
}

function binScales({ names, values, bins, binsTitle }: Bars, ink: PlotInk, { isSmall }: BarForm) {
  const { faint, family, line, rem } = ink;
  const font = { size: LETTERS * rem, family };
  const name = new Map(bins.map(tick => [tick.at, tick.name]));
  return {
    x: {
      type: 'linear' as const,
      min: 0,
      max: Math.max(1, names.length),
      offset: false,
      stacked: true,
      border: { color: line },
      grid: { display: false },
      title: { display: !isSmall && binsTitle !== '', text: binsTitle, color: faint, font },
      afterBuildTicks: (scale: { ticks: { value: number }[] }) => {
        scale.ticks = bins.map(({ at }) => ({ value: at }));
      },
      ticks: {
        display: !isSmall,
        maxRotation: 0,
        color: faint,
        font,
        callback: (value: string | number) => name.get(Number(value)) ?? '',
      },
    },
    y: { ...valueScale(values, ink, isSmall), stacked: true },
  };
}

function valueScale({ min, max, ticks, title }: ValueAxis, { faint, family, line, rem }: PlotInk, isSmall: boolean) {
  const font = { size: LETTERS * rem, family };
  const name = new Map(ticks.map(tick => [tick.at, tick.name]));
  return {
    type: 'linear' as const,
    min,
    max,
    display: !isSmall,
    border: { display: false },
    grid: { color: line, drawTicks: false },
    title: { display: title !== '', text: title, color: faint, font },
    afterBuildTicks: (scale: { ticks: { value: number }[] }) => {
      scale.ticks = ticks.map(({ at }) => ({ value: at }));
    },
    ticks: { color: faint, font, padding: 6, callback: (value: string | number) => name.get(Number(value)) ?? '' },
  };
}

const SHORT_NAME = 12;
const LONG_NAME = 32;

function cut(name: string, most: number): string {
  return name.length > most ? `${name.slice(0, most - 1)}…` : name;
}

function labelsWidth(context: CanvasRenderingContext2D, labels: readonly string[], { family, rem }: PlotInk): number {
  context.font = `${LETTERS * rem}px ${family}`;
  return Math.ceil(Math.max(0, ...labels.map(text => context.measureText(text).width)) + 2 * LABEL_GAP * rem);
}

/** Writes the label of each row at the end of its longest bar. */
function rowLabels(shown: () => { readonly bars: Bars; readonly ink: PlotInk } | null): Plugin<'bar'> {
  return {
    id: 'row-labels',
    afterDatasetsDraw: chart => {
      const now = shown();
      if (now === null || now.bars.form !== 'rows') return;
      const { ctx, scales } = chart;
      const { bars, ink } = now;
      ctx.save();
      ctx.font = `${LETTERS * ink.rem}px ${ink.family}`;
      ctx.fillStyle = ink.strong;
      ctx.textBaseline = 'middle';
      for (const [at, label] of bars.labels.entries()) {
        const stacked = bars.series.reduce((sum, { values }) => sum + Math.max(0, values[at] ?? 0), 0);
        const end = Math.max(0, stacked, bars.all[at] ?? 0);
        const x = (scales.x?.getPixelForValue(end) ?? 0) + LABEL_GAP * ink.rem;
        ctx.fillText(label, x, scales.y?.getPixelForValue(at) ?? 0);
      }
      ctx.restore();
    },
  };
}
