import type { Chart, Plugin } from 'chart.js';
import type { ScaleKind } from '../address/choices.ts';
import { formatTick } from '../format/numbers-and-dates.ts';
import type { PlotInk } from './ink.ts';
import type { PointShape } from './mark.ts';

/** What a line chart shows: two axes, lines and points, and what marks them. */
export interface Plot {
  readonly x: Axis;
  readonly y: Axis;
  /** From the lowest layer to the highest. */
  readonly series: readonly PlotSeries[];
  /** Places on the x axis with a dashed line from top to bottom. */
  readonly marks?: readonly number[];
  readonly dots?: readonly PlotDot[];
  /** A stretch of the x axis that is shaded from top to bottom. */
  readonly band?: readonly [number, number];
}

/** A labeled value of an axis. */
export interface Tick {
  readonly at: number;
  readonly name: string;
}

export function namedTicks(values: readonly number[], name: (value: number) => string): Tick[] {
  return values.map(at => ({ at, name: name(at) }));
}

/** The label of a tick of either sign: `−5K` · `0` · `10K` · `1M`. */
export function tickLabel(value: number): string {
  return value < 0 ? `−${formatTick(-value)}` : formatTick(value);
}

export interface Axis {
  readonly min: number;
  readonly max: number;
  /** Linear by default. */
  readonly kind?: ScaleKind;
  /** A list, thinned out where there is too little room; or a function that chooses no more than `most`. */
  readonly ticks: readonly Tick[] | ((most: number) => readonly Tick[]);
  /** What the numbers are, where no heading gives it. */
  readonly title?: string;
}

export interface PlotPoint {
  readonly x: number;
  /** null breaks a line. */
  readonly y: number | null;
}

export interface PlotSeries {
  readonly points: readonly PlotPoint[];
  readonly color: string;
  /** Of the line, in CSS pixels; 0 draws no line. */
  readonly width: number;
  readonly dash?: readonly number[];
  /** The color of the area under the line, where it is filled. */
  readonly fill?: string;
  readonly marker?: Marker;
}

interface Marker {
  readonly shape: PointShape;
  readonly radius: number;
  /** Of its outline, in CSS pixels; 0 for none. */
  readonly outline: number;
  /** How far it may reach out of the plot, in CSS pixels. */
  readonly overhang?: number;
}

interface PlotDot {
  readonly x: number;
  readonly y: number;
  readonly color: string;
  readonly label: string;
}

/** More points than a screen has room for slow down a dragged slider. */
const MAX_POINTS = 700;

/** The points of values at equal steps, thinned out where there are more than can be seen. */
export function pointsOf(values: readonly number[], step = 1): PlotPoint[] {
  const stride = Math.ceil(values.length / MAX_POINTS);
  const last = values.length - 1;
  return values.flatMap((y, index) => (index % stride === 0 || index === last ? [{ x: index * step, y }] : []));
}

/** In rem. */
const DOT = 0.25;
const LABEL = 0.87;
const ABOVE = 0.4;
/** Labels closer to each other than this would touch. */
const APART = { x: 3.75, y: 1.2 };

type Shown = { readonly plot: Plot; readonly ink: PlotInk } | null;

/** A Chart.js plugin that draws the dashed lines of a plot under its curves, and its dots with their labels on top. */
export function plotMarks(shown: () => Shown): Plugin<'line'> {
  return {
    id: 'plot-marks',
    beforeDatasetsDraw: (chart: Chart<'line'>) => {
      const now = shown();
      if (now?.plot.band !== undefined) drawBand(chart, now.plot.band, now.ink);
      if (now?.plot.marks !== undefined) drawMarks(chart, now.plot.marks, now.ink);
    },
    afterDatasetsDraw: (chart: Chart<'line'>) => {
      const now = shown();
      if (now?.plot.dots !== undefined) drawDots(chart, now.plot.dots, now.ink);
    },
  };
}

const BAND_OPACITY = 0.09;

function drawBand(
  { ctx, chartArea: { left, right, top, bottom }, scales }: Chart<'line'>,
  [from, to]: readonly [number, number],
  { faint }: PlotInk,
): void {
  const at = (x: number) => Math.min(Math.max(scales.x?.getPixelForValue(x) ?? left, left), right);
  ctx.save();
  ctx.fillStyle = faint;
  ctx.globalAlpha = BAND_OPACITY;
  ctx.fillRect(at(from), top, at(to) - at(from), bottom - top);
  ctx.restore();
}

function drawMarks({ ctx, chartArea, scales }: Chart<'line'>, marks: readonly number[], { faint }: PlotInk): void {
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

function drawDots(chart: Chart<'line'>, dots: readonly PlotDot[], { page, strong, family, rem }: PlotInk): void {
  const { ctx, chartArea, scales } = chart;
  const labeled: { x: number; y: number }[] = [];
  ctx.save();
  ctx.font = `600 ${LABEL * rem}px ${family}`;
  ctx.textBaseline = 'bottom';
  ctx.lineJoin = 'round';
  // The last one is drawn over the others and labeled first.
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
    if (labeled.some(other => Math.abs(other.x - x) < APART.x * rem && Math.abs(other.y - y) < APART.y * rem)) continue;
    labeled.push({ x, y });
    const half = ctx.measureText(dot.label).width / 2;
    const textX = Math.min(Math.max(x - half, chartArea.left + 2), chart.width - 2 * half - 2);
    ctx.lineWidth = 4;
    ctx.strokeText(dot.label, textX, y - ABOVE * rem);
    ctx.fillStyle = strong;
    ctx.fillText(dot.label, textX, y - ABOVE * rem);
  }
  ctx.restore();
}
