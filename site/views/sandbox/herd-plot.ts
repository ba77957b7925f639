import type { ChartInks } from '../../charts/ink.ts';
import { namedTicks, type Plot, pointsOf } from '../../charts/plot.ts';
import { R_RANGE } from './changes.ts';
import { chartFrame } from './charts.ts';
import { percentWords } from './format.ts';
import { outcomeOf } from './model.ts';
import { POPULATION, simulate } from './sir.ts';

export interface HerdShare {
  readonly r: number;
  /** Infected sooner or later, as a share of everyone. */
  readonly everInfected: number;
  /** Immune when a wave turns. */
  readonly threshold: number;
}

/** Infectious for so many days; the shares are the same for any number of them. */
const DAYS = 14;
/** Of the slider. */
const STEP = 0.1;

/** What the model gives for each number r that a slider has. */
export function herdShares(): HerdShare[] {
  return Array.from({ length: Math.round(R_RANGE.max / STEP) + 1 }, (_, index) => {
    const changes = [{ t: 0, d: DAYS, r: index / 10 }];
    const { neverInfected } = outcomeOf(simulate(changes), changes);
    return { r: index / 10, everInfected: 1 - neverInfected / POPULATION, threshold: index > 10 ? 1 - 10 / index : 0 };
  });
}

export function herdPlot(shares: readonly HerdShare[], inks: ChartInks): Plot {
  const percent = (share: number) => share * 100;
  return {
    x: {
      min: 0,
      max: R_RANGE.max,
      ticks: namedTicks([0, 1, 2, 3, 4, 5, 6, 7, 8], String),
      title: 'People infected by each, r',
    },
    y: { min: 0, max: 100, ticks: namedTicks([0, 25, 50, 75, 100], value => `${value}%`) },
    series: [
      {
        points: pointsOf(
          shares.map(({ threshold }) => percent(threshold)),
          STEP,
        ),
        color: inks.strong,
        width: 1.75,
        dash: [3, 3],
      },
      {
        points: pointsOf(
          shares.map(({ everInfected }) => percent(everInfected)),
          STEP,
        ),
        color: inks.scenarios[1],
        width: 2.5,
        fill: inks.fills[1],
      },
    ],
  };
}

interface HerdFigure {
  readonly figure: HTMLElement;
  readonly draw: (inks: ChartInks) => void;
}

/** How many are infected in the end for each r, beside how many would have been enough. */
export function herdFigure(shares: readonly HerdShare[]): HerdFigure {
  const frame = chartFrame('herd', 'h4');
  frame.setTitle('How much of the town is infected in the end');
  frame.setLegend([
    { sample: 'infected-2', name: 'Infected by the end of the wave' },
    { sample: 'limit', name: 'Immune when the wave turns: enough for herd immunity' },
  ]);
  const examples = shares.filter(({ r }) => [1, 1.5, 2, 3, 5, 8].includes(r));
  frame.describe(
    `Share of the town, by r. ${examples
      .map(
        ({ r, everInfected, threshold }) =>
          `r ${r}: ${percentWords(everInfected)} are infected in the end, ${percentWords(1 - everInfected)} never; ` +
          `${percentWords(threshold)} would have been enough.`,
      )
      .join(' ')}`,
  );
  return { figure: frame.figure, draw: inks => frame.chart.draw(herdPlot(shares, inks), inks) };
}
