import { BarController, BarElement, CategoryScale, Chart, LinearScale, type Plugin } from 'chart.js';
import { fittedText } from './fitted-text.ts';
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
  let shown: Shown | null = null;
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
    plugins: [rowTexts(() => shown)],
  });
  redrawRestored(chart);
  return {
    draw: (bars, ink, form) => {
      shown = { bars, ink, isSmall: form.isSmall };
      const isRows = bars.form === 'rows';
      chart.options.indexAxis = isRows ? 'y' : 'x';
      const room = isRows ? roomFor(chart.ctx, bars, ink, form.isSmall) : { left: 0, right: 1 };
      chart.options.layout = { autoPadding: !form.isSmall, padding: { ...room, top: 2 } };
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
  return {
    x: { ...valueScale(values, ink, isSmall), stacked: true },
    y: { type: 'category' as const, labels: [...names], stacked: true, display: false },
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

/** Names may take so much of the width. */
const NAMES_SHARE = 0.4;

/** Room for the names to the left of the bars and the labels to the right of them, in CSS pixels. */
function roomFor(context: CanvasRenderingContext2D, { names, labels }: Bars, ink: PlotInk, isSmall: boolean) {
  context.font = fontOf(ink, isSmall);
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map(text => context.measureText(text).width));
  const gap = LABEL_GAP * ink.rem;
  const most = (context.canvas.clientWidth || context.canvas.width) * NAMES_SHARE;
  return {
    left: Math.ceil(Math.min(widest(names), most) + gap),
    right: Math.ceil(widest(labels) + 2 * gap),
  };
}

function fontOf({ family, rem }: PlotInk, isSmall: boolean): string {
  return `${(isSmall ? SMALL_LETTERS : LETTERS) * rem}px ${family}`;
}

interface Shown {
  readonly bars: Bars;
  readonly ink: PlotInk;
  readonly isSmall: boolean;
}

/** Writes the name of each row in front of its bar, and its label at the end of the longest part of it. */
function rowTexts(shown: () => Shown | null): Plugin<'bar'> {
  return {
    id: 'row-texts',
    afterDatasetsDraw: chart => {
      const now = shown();
      if (now === null || now.bars.form !== 'rows') return;
      const { ctx, scales, chartArea } = chart;
      const { bars, ink, isSmall } = now;
      const gap = LABEL_GAP * ink.rem;
      ctx.save();
      ctx.font = fontOf(ink, isSmall);
      ctx.fillStyle = ink.strong;
      ctx.textBaseline = 'middle';
      for (const [at, name] of bars.names.entries()) {
        const y = scales.y?.getPixelForValue(at) ?? 0;
        ctx.textAlign = 'right';
        ctx.fillText(fittedText(ctx, name, chartArea.left - gap), chartArea.left - gap, y);
        const stacked = bars.series.reduce((sum, { values }) => sum + Math.max(0, values[at] ?? 0), 0);
        const end = Math.max(0, stacked, bars.all[at] ?? 0);
        ctx.textAlign = 'left';
        ctx.fillText(bars.labels[at] ?? '', (scales.x?.getPixelForValue(end) ?? 0) + gap, y);
      }
      ctx.restore();
    },
  };
}
