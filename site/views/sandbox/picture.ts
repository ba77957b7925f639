import { type ChartInks, chartInks } from '../../charts/ink.ts';
import type { Plot } from '../../charts/plot.ts';
import { element } from '../../controls/element.ts';
import { type Box, chartPicture } from '../../export/picture.ts';
import { ratesWords, resultWords } from './format.ts';
import { lineChart } from './line-chart.ts';
import { type Mode, type Pair, shownScenarios } from './model.ts';
import { comparePlot, groupsPlot } from './wave-plots.ts';

interface PictureParts {
  readonly mode: Mode;
  readonly pair: Pair;
  readonly title: string;
  readonly credit: string;
  /** Gives the colours. */
  readonly page: HTMLElement;
}

const WIDTH_PX = 1200;
const COMPARE_PX = 400;
const GROUPS_PX = 300;
const HEAD_PX = 28;
const GAP_PX = 32;
/** Pixels per CSS pixel, as the picture around it has. */
const RATIO = 2;
/** Its letters are those of the picture, not those of the page. */
const REM = 15;

/** The infected of both scenarios, and below them the three groups of each. */
export function sandboxPicture({ mode, pair, title, credit, page }: PictureParts): HTMLCanvasElement {
  const inks = { ...chartInks(page), rem: REM };
  const scenarios = shownScenarios(mode, pair.runs);
  return chartPicture({
    title,
    subtitle: scenarios.map(({ name, run }) => `${name} (${ratesWords(run.changes)}): ${resultWords(run)}`).join(' '),
    credit,
    width: WIDTH_PX,
    height: HEAD_PX + COMPARE_PX,
    draw: (context, box) => {
      writeHead(context, box, 'Infected people by day', inks);
      scenarios.forEach(({ place, name }, index) => {
        const dash = place === 0 ? [7, 4] : [];
        writeSample(context, box.x + 240 + index * 160, box.y, name, { color: inks.scenarios[place], dash }, inks);
      });
      drawPlot(context, below(box), comparePlot(scenarios, pair.days, inks), inks);
    },
    foot: {
      height: HEAD_PX + GROUPS_PX,
      draw: (context, box) => {
        const width = (box.width - GAP_PX) / 2;
        scenarios.forEach((scenario, index) => {
          const { place, name } = scenario;
          const half = { ...box, x: box.x + index * (width + GAP_PX), width };
          writeHead(context, half, name, inks);
          writeSample(context, half.x + 140, half.y, 'Susceptible', { color: inks.strong }, inks);
          writeSample(context, half.x + 280, half.y, 'Infected', { color: inks.scenarios[place] }, inks);
          writeSample(context, half.x + 395, half.y, 'Removed', { color: inks.faint, dash: [3, 3] }, inks);
          drawPlot(context, below(half), groupsPlot(scenario, pair.days, inks), inks);
        });
      },
    },
  });
}

function below(box: Box): Box {
  return { ...box, y: box.y + HEAD_PX, height: box.height - HEAD_PX };
}

function drawPlot(context: CanvasRenderingContext2D, box: Box, plot: Plot, inks: ChartInks): void {
  const canvas = element('canvas', { width: Math.round(box.width), height: Math.round(box.height) });
  const chart = lineChart(canvas, { fixedRatio: RATIO });
  chart.draw(plot, inks);
  context.drawImage(canvas, box.x, box.y, box.width, box.height);
  chart.destroy();
}

function writeHead(
  context: CanvasRenderingContext2D,
  { x, y }: Box,
  text: string,
  { strong, family }: ChartInks,
): void {
  context.font = `600 15px ${family}`;
  context.fillStyle = strong;
  context.textBaseline = 'middle';
  context.fillText(text, x, y + HEAD_PX / 2);
}

function writeSample(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  text: string,
  { color, dash = [] }: { readonly color: string; readonly dash?: readonly number[] },
  { faint, family }: ChartInks,
): void {
  const middle = y + HEAD_PX / 2;
  context.strokeStyle = color;
  context.lineWidth = 2.5;
  context.setLineDash([...dash]);
  context.beginPath();
  context.moveTo(x, middle);
  context.lineTo(x + 24, middle);
  context.stroke();
  context.setLineDash([]);
  context.font = `400 13px ${family}`;
  context.fillStyle = faint;
  context.textBaseline = 'middle';
  context.fillText(text, x + 32, middle);
}
