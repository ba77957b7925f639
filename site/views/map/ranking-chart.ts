import { BarController, BarElement, CategoryScale, Chart, LinearScale, LogarithmicScale, type Plugin } from 'chart.js';
import type { ScaleKind } from '../../address/choices.ts';
import { type Ink, inkOf } from '../../charts/ink.ts';
import { redrawRestored } from '../../charts/redraw-restored.ts';
import { legendTicks } from '../../charts/value-ticks.ts';
import { tickNames } from '../../format/amounts.ts';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, LogarithmicScale);

export interface RankingBar {
  readonly name: string;
  readonly value: number;
  /** At the end of the bar. */
  readonly label: string;
  readonly color: string;
}

export interface RankingAxis {
  readonly kind: ScaleKind;
  /** Over all days, so that bars compare over time. */
  readonly domain: readonly [number, number];
  /** Words as long as those of the largest value of all days, so that bars keep their scale from day to day. */
  readonly widest: string;
  /** What the values are in, where the ticks say so. */
  readonly unit: string | null;
}

export interface RankingChart {
  readonly draw: (bars: readonly RankingBar[], axis: RankingAxis) => void;
}

const BAR_PX = 11;
const MAX_TICKS = 6;
/** Room for so many bars: if there are fewer, they stay as thick and keep to the top. */
const PLACES = 10;

/** Horizontal bars, largest on top, each under its name and with its value at the end. */
export function rankingChart(canvas: HTMLCanvasElement): RankingChart {
  let shown: readonly RankingBar[] = [];
  const chart = new Chart<'bar', number[], string>(canvas, {
    type: 'bar',
    data: { labels: [], datasets: [] },
    options: {
      indexAxis: 'y',
      animation: false,
      events: [],
      maintainAspectRatio: false,
      datasets: { bar: { barThickness: BAR_PX, borderRadius: 2, borderSkipped: 'start' } },
    },
    plugins: [barLabels(() => shown, BAR_PX)],
  });
  redrawRestored(chart);
  const draw: RankingChart['draw'] = (bars, axis) => {
    shown = bars;
    chart.data.labels = Array.from({ length: PLACES }, (_, index) => bars[index]?.name ?? '');
    chart.data.datasets = [{ data: bars.map(({ value }) => value), backgroundColor: bars.map(({ color }) => color) }];
    // A shorter bar may have a longer label: 67.5 under 71.
    const labels = [axis.widest, ...bars.map(({ label }) => label)];
    chart.options.layout = { padding: { right: labelsWidth(chart.ctx, labels, inkOf(canvas)) } };
    chart.options.scales = {
      x: valueAxis(
        axis,
        bars.some(({ value }) => value < 0),
        inkOf(canvas),
      ),
      y: { display: false },
    };
    chart.update('none');
  };
  return { draw };
}

/** Room for the widest label at the end of the longest bar, in pixels. */
function labelsWidth(context: CanvasRenderingContext2D, labels: readonly string[], { family }: Ink): number {
  context.font = `${LABEL_PX}px ${family}`;
  return Math.ceil(Math.max(...labels.map(text => context.measureText(text).width))) + 2 * LABEL_GAP_PX;
}

function valueAxis({ kind, domain, unit }: RankingAxis, isBelow: boolean, { faint, line, family }: Ink) {
  // Bars begin at zero, whatever the range is.
  const [low, high] = kind === 'log' ? domain : [isBelow ? Math.min(domain[0], 0) : 0, Math.max(domain[1], 0)];
  const ticks = legendTicks([low, high], kind, MAX_TICKS);
  const nameOf = tickNames(ticks, unit);
  return {
    type: kind === 'log' ? ('logarithmic' as const) : ('linear' as const),
    position: 'top' as const,
    // Half of the smallest value, so that a bar of that size can be seen.
    min: kind === 'log' ? low / 2 : low,
    max: high,
    afterBuildTicks: (scale: { ticks: { value: number }[] }) => {
      scale.ticks = ticks.map(value => ({ value }));
    },
    border: { display: false },
    grid: { color: line, drawTicks: false },
    ticks: {
      autoSkip: false,
      maxRotation: 0,
      padding: 8,
      color: faint,
      font: { size: 11, family },
      callback: (value: string | number) => nameOf(Number(value)),
    },
  };
}

const LABEL_PX = 13;
/** Between the end of a bar and its value. */
const LABEL_GAP_PX = 6;
/** Between the middle of a name and the upper edge of its bar. */
const RISE_PX = 10;

interface BarText {
  readonly name: string;
  readonly label: string;
}

/** A Chart.js plugin that writes the name of each bar above it and the value at its end. */
function barLabels(shown: () => readonly BarText[], barPx: number): Plugin<'bar'> {
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
        // An edge in the color of the page keeps grid lines out of the letters.
        ctx.strokeText(text, x, y);
        ctx.fillText(text, x, y);
      };
      const texts = shown();
      const { x } = chart.scales;
      const zero = x !== undefined && x.min < 0 ? x.getPixelForValue(0) : chartArea.left;
      chart.getDatasetMeta(0).data.forEach((bar, index) => {
        const text = texts[index];
        if (text === undefined) return;
        const name = fitted(ctx, text.name, width - chartArea.left);
        write(name, chartArea.left, bar.y - barPx / 2 - RISE_PX);
        // Beside a bar to the left of zero, the label stands right of zero.
        write(text.label, Math.max(bar.x, zero) + LABEL_GAP_PX, bar.y + 0.5);
      });
      ctx.restore();
    },
  };
}

/** The text, or as much of it as fits. */
function fitted(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  let end = text.length;
  while (end > 1 && context.measureText(`${text.slice(0, end)}…`).width > width) end -= 1;
  return `${text.slice(0, end).trimEnd()}…`;
}
