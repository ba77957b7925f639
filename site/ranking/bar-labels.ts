import type { Chart, Plugin } from 'chart.js';
import { inkOf } from '../chart/ink.ts';

export const LABEL_PX = 13;
/** Between the end of a bar and its value. */
export const LABEL_GAP_PX = 6;
/** Between the middle of a name and the upper edge of its bar. */
const RISE_PX = 10;

interface BarText {
  readonly name: string;
  readonly label: string;
}

/** A Chart.js plugin that writes the name of each bar above it and the value at its end. */
export function barLabels(shown: () => readonly BarText[], barPx: number): Plugin<'bar'> {
  return {
    id: 'bar-labels',
    afterDatasetsDraw: (chart: Chart<'bar'>) => {
      const { ctx, chartArea, canvas, width } = chart;
      const { strong, page, family } = inkOf(canvas);
      ctx.save();
      ctx.font = `${LABEL_PX}px ${family}`;
      ctx.textBaseline = 'middle';
      ctx.fillStyle = strong;
      ctx.strokeStyle = page;
      ctx.lineWidth = 4;
      ctx.lineJoin = 'round';
      const write = (text: string, x: number, y: number) => {
        // An edge in the colour of the page keeps grid lines out of the letters.
        ctx.strokeText(text, x, y);
        ctx.fillText(text, x, y);
      };
      const texts = shown();
      chart.getDatasetMeta(0).data.forEach((bar, index) => {
        const text = texts[index];
        if (text === undefined) return;
        const name = fitted(ctx, text.name, width - chartArea.left);
        write(name, chartArea.left, bar.y - barPx / 2 - RISE_PX);
        write(text.label, bar.x + LABEL_GAP_PX, bar.y + 0.5);
      });
      ctx.restore();
    },
  };
}

/** The text, or as much of it as the width holds. */
function fitted(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  let end = text.length;
  while (end > 1 && context.measureText(`${text.slice(0, end)}…`).width > width) end -= 1;
  return `${text.slice(0, end).trimEnd()}…`;
}
