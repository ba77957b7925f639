import { Chart, LinearScale, LineController, LineElement, LogarithmicScale, PointElement } from 'chart.js';
import type { ScaleKind } from '../address/choices.ts';
import { formatTick } from '../format/numbers-and-dates.ts';
import type { Layer } from '../views/curves/layers.ts';
import type { DayTick } from './day-ticks.ts';
import { fade, type Ink } from './ink.ts';
import { colorOf, POINT_RADIUS } from './mark.ts';
import { redrawRestored } from './redraw-restored.ts';
import { valueTicks } from './value-ticks.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale, LogarithmicScale);

/** All that one chart shows. */
export interface ChartPicture {
  readonly layers: readonly Layer[];
  /** The first and the last day of the axis. */
  readonly days: readonly [number, number];
  readonly dayTicks: (most: number) => readonly DayTick[];
  readonly range: readonly [number, number];
  readonly kind: ScaleKind;
}

export interface ChartStyle {
  readonly ink: Ink;
  readonly palette: readonly string[];
  /** Of letters, in CSS pixels. */
  readonly fontPx: number;
  /** Curves that stand back, by key. */
  readonly faded: (key: string) => boolean;
}

export interface CurveChart {
  readonly draw: (picture: ChartPicture, style: ChartStyle) => void;
  /** Where the plot lies on the canvas, in CSS pixels. */
  readonly area: () => { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  readonly leftOf: (day: number) => number;
  readonly topOf: (value: number) => number;
  readonly dayAt: (left: number) => number;
  readonly destroy: () => void;
}

/** Room for the name of a day, in heights of a letter. */
const DAY_TICK = 3.8;
const FADED = 0.14;
/** Left of the first day and right of the last, as a part of the axis: points at its ends are seen whole. */
const ROOM_BESIDE = 0.012;
/** A correction at the edge of the plot is seen whole. */
const CROSS_PX = 8;

/** Points, lines and corrections over days. @param pixelRatio for a canvas that is not on the page, of a fixed size */
export function curveChart(canvas: HTMLCanvasElement, pixelRatio: number | null = null): CurveChart {
  const chart = new Chart<'line', { x: number; y: number }[]>(canvas, {
    type: 'line',
    data: { datasets: [] },
    options: {
      animation: false,
      events: [],
      maintainAspectRatio: false,
      parsing: false,
      normalized: true,
      layout: { padding: { top: 8, right: 12 } },
      ...(pixelRatio === null ? {} : { responsive: false, devicePixelRatio: pixelRatio }),
    },
  });
  redrawRestored(chart);
  const draw: CurveChart['draw'] = (picture, style) => {
    chart.data.datasets = picture.layers.map(layer => datasetOf(layer, style));
    chart.options.scales = { x: dayAxis(picture, style), y: valueAxis(picture, style) };
    chart.update('none');
  };
  const scale = (name: 'x' | 'y') => {
    const found = chart.scales[name];
    if (found === undefined) throw new Error(`the chart must have a scale "${name}"`);
    return found;
  };
  return {
    draw,
    area: () => chart.chartArea,
    leftOf: day => scale('x').getPixelForValue(day),
    topOf: value => scale('y').getPixelForValue(value),
    dayAt: left => Math.round(scale('x').getValueForPixel(left) ?? 0),
    destroy: () => chart.destroy(),
  };
}

function datasetOf(layer: Layer, { ink, palette, faded }: ChartStyle) {
  const color = colorOf(layer.mark, palette, ink.strong);
  const opacity = faded(layer.key) ? layer.opacity * FADED : layer.opacity;
  const isLine = layer.kind === 'line';
  const isCross = layer.kind === 'corrections';
  return {
    data: layer.dots.map(({ x, y }) => ({ x, y: y ?? Number.NaN })),
    showLine: isLine,
    borderColor: fade(color, opacity),
    borderWidth: layer.width,
    borderDash: [...layer.mark.dash],
    borderJoinStyle: 'round' as const,
    pointRadius: isLine ? 0 : isCross ? POINT_RADIUS + 2 : POINT_RADIUS,
    pointStyle: layer.point,
    pointBackgroundColor: fade(color, opacity),
    pointBorderColor: fade(color, opacity),
    pointBorderWidth: isCross ? 2 : 0,
    ...(isCross ? { clip: CROSS_PX } : {}),
  };
}

function dayAxis(
  { days: [first, last], dayTicks }: ChartPicture,
  { ink: { faint, line, family }, fontPx }: ChartStyle,
) {
  const names = new Map<number, string>();
  const room = Math.max(last - first, 1) * ROOM_BESIDE;
  return {
    type: 'linear' as const,
    min: first - room,
    max: last + room,
    afterBuildTicks: (scale: { width: number; ticks: { value: number }[] }) => {
      const ticks = dayTicks(Math.max(2, Math.floor(scale.width / (DAY_TICK * fontPx))));
      names.clear();
      for (const { at, name } of ticks) names.set(at, name);
      scale.ticks = ticks.map(({ at }) => ({ value: at }));
    },
    border: { color: line },
    grid: { drawOnChartArea: false, color: line },
    ticks: {
      autoSkip: false,
      maxRotation: 0,
      color: faint,
      font: { size: fontPx, family },
      callback: (value: string | number) => names.get(Number(value)) ?? '',
    },
  };
}

function valueAxis({ range: [low, high], kind }: ChartPicture, { ink: { faint, line, family }, fontPx }: ChartStyle) {
  const isLog = kind === 'log';
  return {
    type: isLog ? ('logarithmic' as const) : ('linear' as const),
    min: low,
    max: high,
    afterBuildTicks: (scale: { ticks: { value: number }[] }) => {
      scale.ticks = valueTicks(low, high, kind).map(value => ({ value }));
    },
    border: { display: false },
    grid: { color: line, drawTicks: false },
    ticks: {
      autoSkip: false,
      padding: 8,
      color: faint,
      font: { size: fontPx, family },
      callback: (value: string | number) => axisWords(Number(value)),
    },
  };
}

/** The name of a tick of either sign: `−5K` · `0` · `10K` · `1M`. */
export function axisWords(value: number): string {
  return value < 0 ? `−${formatTick(-value)}` : formatTick(value);
}
