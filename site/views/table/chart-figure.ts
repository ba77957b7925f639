import { type BarChart, barChart } from '../../charts/bar-chart.ts';
import { fade, inkOf, type PlotInk, rootPx } from '../../charts/ink.ts';
import { type ChartForm, type LineChart, lineChart } from '../../charts/line-chart.ts';
import type { Plot } from '../../charts/plot.ts';
import { ALL_ROWS, CATEGORIES } from '../../color/categories.ts';
import { currentTheme } from '../../color/theme.ts';
import { element } from '../../controls/element.ts';
import type { BarModel, ChartModel, PointModel } from './chart-form.ts';

/** The colors that a chart is drawn in. */
export interface ChartColors {
  readonly ink: PlotInk;
  readonly accent: string;
  readonly grey: string;
  readonly categories: readonly string[];
}

export interface ChartFigure {
  readonly element: HTMLElement;
  /** @param model null while its numbers are loading */
  readonly render: (model: ChartModel | null) => void;
  readonly destroy: () => void;
}

/** @param onPoint what is under the pointer; null where nothing is. A card has none. */
export function chartFigure(isSmall: boolean, onPoint: ((words: string | null) => void) | null = null): ChartFigure {
  const root = element('div', { className: isSmall ? 'chart-figure is-small' : 'chart-figure' });
  let drawn: Drawn | null = null;
  let kind = '';
  root.addEventListener('pointermove', ({ clientX, clientY }) => {
    const { left, top } = root.getBoundingClientRect();
    onPoint?.(drawn?.wordsAt({ x: clientX - left, y: clientY - top }) ?? null);
  });
  root.addEventListener('pointerleave', () => onPoint?.(null));
  return {
    element: root,
    render: model => {
      root.classList.toggle('is-waiting', model === null);
      if (model === null) return;
      if (model.kind !== kind) {
        drawn?.destroy();
        const canvas = element('canvas', { ariaHidden: 'true' });
        root.replaceChildren(canvas);
        drawn = drawnOn(canvas, model, isSmall);
        kind = model.kind;
      }
      drawn?.draw(model, chartColors(root));
    },
    destroy: () => drawn?.destroy(),
  };
}

/** The colors of the page around an element whose text has the accent. */
export function chartColors(root: HTMLElement): ChartColors {
  const theme = currentTheme();
  return {
    ink: { ...inkOf(document.body), rem: rootPx() },
    accent: hexOf(getComputedStyle(root).color),
    grey: ALL_ROWS[theme],
    categories: CATEGORIES[theme],
  };
}

/** A color as `#rrggbb`, in whatever form a browser computes it. */
function hexOf(color: string): string {
  const context = element('canvas', { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
  if (context === null) return '#000000';
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map(part => part.toString(16).padStart(2, '0')).join('')}`;
}

interface Drawn {
  readonly draw: (model: ChartModel, colors: ChartColors) => void;
  readonly wordsAt: (point: { readonly x: number; readonly y: number }) => string | null;
  readonly destroy: () => void;
}

/** @param pixelRatio for a canvas that is not on the page */
export function drawnOn(canvas: HTMLCanvasElement, model: ChartModel, isSmall: boolean, pixelRatio?: number): Drawn {
  if (model.kind === 'bars') return drawnBars(barChart(canvas, pixelRatio), isSmall);
  return drawnPoints(lineChart(canvas, isSmall ? SMALL_FORM : LARGE_FORM, pixelRatio), isSmall);
}

function drawnBars(chart: BarChart, isSmall: boolean): Drawn {
  let shown: BarModel | null = null;
  return {
    draw: (model, { ink, accent, grey, categories }) => {
      if (model.kind !== 'bars') return;
      shown = isSmall ? cardOf(model) : model;
      const colorAt = (at: number) => (model.series.length < 2 ? accent : (categories[at] ?? grey));
      const series = shown.series.map(({ values }, at) => ({ values, color: colorAt(at) }));
      chart.draw({ ...shown, series }, ink, { isSmall, grey });
    },
    wordsAt: point => {
      const at = chart.barAt(point);
      return at === null ? null : (shown?.words[at] ?? null);
    },
    destroy: chart.destroy,
  };
}

const CARD_ROWS = 3;

/** The first bars: a card has room for few. */
function cardOf(model: BarModel): BarModel {
  if (model.form === 'bins') return model;
  const first = <T>(list: readonly T[]) => list.slice(0, CARD_ROWS);
  return {
    ...model,
    names: first(model.names),
    all: first(model.all),
    labels: first(model.labels),
    series: model.series.map(({ name, values }) => ({ name, values: first(values) })),
  };
}

const SMALL_FORM: ChartForm = {
  padding: { top: 0.25, right: 0.25, bottom: 0 },
  gap: { x: 0, y: 0 },
  yAxisWidth: 0,
  hidesX: true,
};
const LARGE_FORM: ChartForm = {
  padding: { top: 0.5, right: 1, bottom: 0 },
  gap: { x: 0.4, y: 0.5 },
  hasTickMarks: true,
};

/** From a point to the pointer, in CSS pixels. */
const REACH_PX = 16;

function drawnPoints(chart: LineChart, isSmall: boolean): Drawn {
  let shown: PointModel | null = null;
  return {
    draw: (model, colors) => {
      if (model.kind === 'bars') return;
      shown = model;
      chart.draw(plotOf(model, colors, isSmall), colors.ink);
    },
    wordsAt: ({ x, y }) => {
      const points = shown?.series.flatMap(({ name, points }) => points.map(point => ({ name, point }))) ?? [];
      let nearest: { name: string; words: string; distance: number } | null = null;
      for (const { name, point } of points) {
        const distance = Math.hypot(chart.leftOf(point.x) - x, chart.topOf(point.y) - y);
        if (distance < (nearest?.distance ?? REACH_PX)) nearest = { name, words: point.words, distance };
      }
      if (nearest === null) return null;
      return nearest.name === '' || shown?.kind === 'points' ? nearest.words : `${nearest.name}, ${nearest.words}`;
    },
    destroy: chart.destroy,
  };
}

function plotOf({ kind, x, y, all, series }: PointModel, colors: ChartColors, isSmall: boolean): Plot {
  const { accent, grey, categories } = colors;
  const width = kind === 'lines' ? (isSmall ? 1.5 : 2) : 0;
  const marker = (radius: number) => ({ shape: 'circle' as const, radius, outline: 0, overhang: 4 });
  const radius = kind === 'lines' ? 0 : isSmall ? 1.7 : 3;
  const opacity = kind === 'lines' ? 1 : 0.75;
  const behind = { points: all, color: grey, width, marker: marker(radius * 0.9) };
  const front = series.map(({ points }, at) => {
    const color = series.length < 2 ? accent : (categories[at] ?? grey);
    return { points, color: fade(color, opacity), width, marker: marker(radius) };
  });
  return {
    x: { min: x.min, max: x.max, ticks: isSmall ? [] : x.ticks, title: isSmall ? '' : x.title },
    y: { min: y.min, max: y.max, ticks: isSmall ? [] : y.ticks(6), title: isSmall ? '' : y.title },
    series: [...front, behind],
  };
}
