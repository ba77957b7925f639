import { type ChartInks, chartInks } from '../../charts/ink.ts';
import { paintLineChart } from '../../charts/line-chart.ts';
import { drawLegend, type LegendEntry, legendRows } from '../../charts/line-legend.ts';
import type { Plot } from '../../charts/plot.ts';
import { chartPicture, type PictureBox } from '../../export/picture.ts';
import { formatRates, resultText } from './format.ts';
import { type Mode, type Pair, shownScenarios } from './model.ts';
import { comparePlot, groupsPlot, REMOVED_DASH, SCENARIO_DASHES, WAVE_FORM } from './wave-plots.ts';

interface PictureParts {
  readonly mode: Mode;
  readonly pair: Pair;
  readonly title: string;
  readonly credit: string;
  /** Where the colors come from. */
  readonly page: HTMLElement;
}

const WIDTH_PX = 1200;
const COMPARE_PX = 400;
const GROUPS_PX = 300;
const HEAD_PX = 28;
const GAP_PX = 32;
/** The size of its letters does not depend on the page's. */
const REM = 15;

/** The infected people of both scenarios, and below them the three groups of each. */
export function sandboxPicture({ mode, pair, title, credit, page }: PictureParts): HTMLCanvasElement {
  const inks = { ...chartInks(page), rem: REM };
  const scenarios = shownScenarios(mode, pair.runs);
  return chartPicture({
    title,
    subtitle: scenarios.map(({ name, run }) => `${name} (${formatRates(run.changes)}): ${resultText(run)}`).join(' '),
    credit,
    width: WIDTH_PX,
    height: HEAD_PX + COMPARE_PX,
    draw: (context, box) =>
      drawChart(context, box, {
        title: 'Infected people by day',
        entries: scenarios.map(({ place, name }) => ({
          name,
          color: inks.scenarios[place],
          dash: SCENARIO_DASHES[place],
        })),
        plot: comparePlot(scenarios, pair.days, inks),
        inks,
      }),
    foot: {
      height: HEAD_PX + GROUPS_PX,
      draw: (context, box) => {
        const width = (box.width - GAP_PX) / 2;
        scenarios.forEach((scenario, index) => {
          const { place, name } = scenario;
          const half = { ...box, x: box.x + index * (width + GAP_PX), width };
          drawChart(context, half, {
            title: name,
            entries: [
              { name: 'Susceptible', color: inks.strong, dash: [] },
              { name: 'Infected', color: inks.scenarios[place], dash: [] },
              { name: 'Removed', color: inks.faint, dash: REMOVED_DASH },
            ],
            plot: groupsPlot(scenario, pair.days, inks),
            inks,
          });
        });
      },
    },
  });
}

interface HeadedChart {
  readonly title: string;
  readonly entries: readonly LegendEntry[];
  readonly plot: Plot;
  readonly inks: ChartInks;
}

/** A chart with its title and its legend in one line above. */
function drawChart(
  context: CanvasRenderingContext2D,
  box: PictureBox,
  { title, entries, plot, inks }: HeadedChart,
): void {
  const { x, y, width, height } = box;
  context.font = `600 15px ${inks.family}`;
  context.fillStyle = inks.strong;
  context.textBaseline = 'middle';
  context.fillText(title, x, y + HEAD_PX / 2);
  const left = context.measureText(title).width + GAP_PX;
  drawLegend(context, { x: x + left, y: y + 2 }, legendRows(context, entries, width - left, inks), inks);
  const below = { x, y: y + HEAD_PX, width, height: height - HEAD_PX };
  paintLineChart(context, below, { plot, ink: inks, form: WAVE_FORM });
}
