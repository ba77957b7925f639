import { R_RANGE } from './changes.ts';
import type { ChartInks } from './chart-inks.ts';
import { outcomeOf } from './outcome.ts';
import { type Plot, pointsOf } from './plot.ts';
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
    x: { max: R_RANGE.max, ticks: [0, 1, 2, 3, 4, 5, 6, 7, 8], words: String, title: 'People infected by each, r' },
    y: { max: 100, ticks: [0, 25, 50, 75, 100], words: value => `${value}%` },
    lines: [
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
