import type { Chart, Plugin } from 'chart.js';
import type { ChartInks } from './ink.ts';

/** What a line chart shows: axes from 0, lines, and what marks them. */
export interface Plot {
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  readonly lines: readonly PlotLine[];
  /** Places on the x axis with a dashed line from top to bottom. */
  readonly marks?: readonly number[];
  readonly dots?: readonly PlotDot[];
}

export interface PlotAxis {
  readonly max: number;
  readonly ticks: readonly number[];
  readonly words: (value: number) => string;
  /** What the numbers are, where no heading says it. */
  readonly title?: string;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlotLine {
  readonly points: readonly Point[];
  readonly color: string;
  readonly width: number;
  readonly dash?: readonly number[];
  /** The colour of the area under the line, where it is filled. */
  readonly fill?: string;
}

export interface PlotDot extends Point {
  readonly color: string;
  readonly label: string;
}

/** More points than a screen has room for slow a dragged slider down. */
const MAX_POINTS = 700;

/** The points of values that lie a step apart from each other, thinned out where they are more than can be seen. */
export function pointsOf(values: readonly number[], step = 1): Point[] {
  const stride = Math.ceil(values.length / MAX_POINTS);
  const last = values.length - 1;
  return values.flatMap((y, index) => (index % stride === 0 || index === last ? [{ x: index * step, y }] : []));
}

/** In rem. */
const DOT = 0.25;
const LABEL = 0.87;
const ABOVE = 0.4;
/** Labels that come nearer to each other than this would touch. */
const APART = { x: 3.75, y: 1.2 };

type Shown = { readonly plot: Plot; readonly inks: ChartInks } | null;

/** A Chart.js plugin that draws the dashed lines of a plot under its curves, and its dots with their labels above. */
export function plotMarks(shown: () => Shown): Plugin<'line'> {
  return {
    id: 'plot-marks',
    beforeDatasetsDraw: (chart: Chart<'line'>) => {
      const now = shown();
      if (now !== null) drawMarks(chart, now.plot.marks ?? [], now.inks);
    },
    afterDatasetsDraw: (chart: Chart<'line'>) => {
      const now = shown();
      if (now !== null) drawDots(chart, now.plot.dots ?? [], now.inks);
    },
  };
}

function drawMarks({ ctx, chartArea, scales }: Chart<'line'>, marks: readonly number[], { faint }: ChartInks): void {
  ctx.save();
  ctx.strokeStyle = faint;
  ctx.lineWidth = 1;
  ctx.setLineDash([2, 4]);
  for (const mark of marks) {
    const x = Math.round(scales.x?.getPixelForValue(mark) ?? 0) + 0.5;
    if (x > chartArea.right + 1) continue;
    ctx.beginPath();
    ctx.moveTo(x, chartArea.top);
    ctx.lineTo(x, chartArea.bottom);
    ctx.stroke();
  }
  ctx.restore();
}

function drawDots(chart: Chart<'line'>, dots: readonly PlotDot[], { page, strong, family, rem }: ChartInks): void {
  const { ctx, chartArea, scales } = chart;
  const labelled: { x: number; y: number }[] = [];
  ctx.save();
  ctx.font = `600 ${LABEL * rem}px ${family}`;
  ctx.textBaseline = 'bottom';
  ctx.lineJoin = 'round';
  // The last one is drawn over the others and named first.
  for (const dot of dots.toReversed()) {
    const x = scales.x?.getPixelForValue(dot.x) ?? 0;
    const y = scales.y?.getPixelForValue(dot.y) ?? 0;
    if (x > chartArea.right + 1) continue;
    ctx.beginPath();
    ctx.arc(x, y, DOT * rem, 0, 2 * Math.PI);
    ctx.fillStyle = dot.color;
    ctx.strokeStyle = page;
    ctx.lineWidth = 2;
    ctx.fill();
    ctx.stroke();
    if (labelled.some(other => Math.abs(other.x - x) < APART.x * rem && Math.abs(other.y - y) < APART.y * rem))
      continue;
    labelled.push({ x, y });
    const half = ctx.measureText(dot.label).width / 2;
    const textX = Math.min(Math.max(x - half, chartArea.left + 2), chart.width - 2 * half - 2);
    ctx.lineWidth = 4;
    ctx.strokeText(dot.label, textX, y - ABOVE * rem);
    ctx.fillStyle = strong;
    ctx.fillText(dot.label, textX, y - ABOVE * rem);
  }
  ctx.restore();
}
