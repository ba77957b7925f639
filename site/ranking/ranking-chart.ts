import { BarController, BarElement, CategoryScale, Chart, LinearScale, LogarithmicScale } from 'chart.js';
import { type Ink, inkOf } from '../chart/ink.ts';
import { redrawRestored } from '../chart/redraw-restored.ts';
import { legendTicks } from '../legend/legend-ticks.ts';
import { tickWords } from '../text/number-words.ts';
import type { ScaleKind } from '../view/view.ts';
import { barLabels, LABEL_GAP_PX, LABEL_PX } from './bar-labels.ts';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, LogarithmicScale);

export interface RankingBar {
  readonly name: string;
  readonly value: number;
  /** As it stands at the end of the bar. */
  readonly label: string;
  readonly color: string;
}

export interface RankingAxis {
  readonly kind: ScaleKind;
  /** Over all days, so that bars compare over time. */
  readonly domain: readonly [number, number];
  /** Words as long as those of the largest value of all days, so that bars keep their scale from day to day. */
  readonly widest: string;
}

export interface RankingChart {
  readonly draw: (bars: readonly RankingBar[], axis: RankingAxis) => void;
}

const BAR_PX = 11;
const MAX_TICKS = 6;
/** As many places for bars as there may be: fewer bars are as thick and stand above the rest. */
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
    // A shorter bar may have the longer words: 67.5 under 71.
    const words = [axis.widest, ...bars.map(({ label }) => label)];
    chart.options.layout = { padding: { right: wordsWidth(chart.ctx, words, inkOf(canvas)) } };
    chart.options.scales = { x: valueAxis(axis, inkOf(canvas)), y: { display: false } };
    chart.update('none');
  };
  return { draw };
}

/** Room for any of some words at the end of the longest bar, in pixels. */
function wordsWidth(context: CanvasRenderingContext2D, words: readonly string[], { family }: Ink): number {
  context.font = `${LABEL_PX}px ${family}`;
  return Math.ceil(Math.max(...words.map(text => context.measureText(text).width))) + 2 * LABEL_GAP_PX;
}

function valueAxis({ kind, domain: [low, high] }: RankingAxis, { faint, line, family }: Ink) {
  const ticks = legendTicks([low, high], kind, MAX_TICKS);
  return {
    type: kind === 'log' ? ('logarithmic' as const) : ('linear' as const),
    position: 'top' as const,
    // Half of the smallest value, so that a bar of that size can be seen.
    min: kind === 'log' ? low / 2 : 0,
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
      callback: (value: string | number) => tickWords(Number(value)),
    },
  };
}
