import type { Chart, Plugin } from 'chart.js';
import type { Ink } from '../chart/ink.ts';
import type { Plot, PlotDot } from './plot.ts';

const DOT_PX = 4;
const LABEL_PX = 13;
/** Labels that come nearer to each other than this would touch. */
const APART = { x: 56, y: 18 };

type Shown = { readonly plot: Plot; readonly ink: Ink } | null;

/** A Chart.js plugin that draws the dashed lines of a plot under its curves, and its dots with their labels above. */
export function plotMarks(shown: () => Shown): Plugin<'line'> {
  return {
    id: 'plot-marks',
    beforeDatasetsDraw: (chart: Chart<'line'>) => {
      const now = shown();
      if (now !== null) drawMarks(chart, now.plot.marks ?? [], now.ink);
    },
    afterDatasetsDraw: (chart: Chart<'line'>) => {
      const now = shown();
      if (now !== null) drawDots(chart, now.plot.dots ?? [], now.ink);
    },
  };
}

function drawMarks({ ctx, chartArea, scales }: Chart<'line'>, marks: readonly number[], { faint }: Ink): void {
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

function drawDots(chart: Chart<'line'>, dots: readonly PlotDot[], { page, strong, family }: Ink): void {
  const { ctx, chartArea, scales } = chart;
  const labelled: { x: number; y: number }[] = [];
  ctx.save();
  ctx.font = `600 ${LABEL_PX}px ${family}`;
  ctx.textBaseline = 'bottom';
  ctx.lineJoin = 'round';
  // The last one is drawn over the others and named first.
  for (const dot of dots.toReversed()) {
    const x = scales.x?.getPixelForValue(dot.x) ?? 0;
    const y = scales.y?.getPixelForValue(dot.y) ?? 0;
    if (x > chartArea.right + 1) continue;
    ctx.beginPath();
    ctx.arc(x, y, DOT_PX, 0, 2 * Math.PI);
    ctx.fillStyle = dot.color;
    ctx.strokeStyle = page;
    ctx.lineWidth = 2;
    ctx.fill();
    ctx.stroke();
    if (labelled.some(other => Math.abs(other.x - x) < APART.x && Math.abs(other.y - y) < APART.y)) continue;
    labelled.push({ x, y });
    const half = ctx.measureText(dot.label).width / 2;
    const textX = Math.min(Math.max(x - half, chartArea.left + 2), chart.width - 2 * half - 2);
    ctx.lineWidth = 4;
    ctx.strokeText(dot.label, textX, y - 6);
    ctx.fillStyle = strong;
    ctx.fillText(dot.label, textX, y - 6);
  }
  ctx.restore();
}
