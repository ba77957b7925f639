import type { Chart, Plugin } from 'chart.js';
import type { ChartInks } from './chart-inks.ts';
import type { Plot, PlotDot } from './plot.ts';

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
