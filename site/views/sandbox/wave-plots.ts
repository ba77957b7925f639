import type { ChartInks } from '../../charts/ink.ts';
import type { ChartForm } from '../../charts/line-chart.ts';
import { type Axis, namedTicks, type Plot, type PlotPoint, pointsOf } from '../../charts/plot.ts';
import { niceTicks } from '../../charts/value-ticks.ts';
import { formatCount } from '../../format/numbers-and-dates.ts';
import { beginningOf, type Changes, R_RANGE } from './changes.ts';
import type { ShownScenario } from './model.ts';
import { POPULATION } from './sir.ts';

/** The numbers left of every chart take the same room, so that days line up. */
const Y_AXIS_WIDTH = 3.2;
export const WAVE_FORM: ChartForm = {
  padding: { top: 1.2, right: 0.9, bottom: 0 },
  gap: { x: 0.4, y: 0.4 },
  yAxisWidth: Y_AXIS_WIDTH,
};
/** Under handles, which must not cover the numbers of the axis or reach out of the chart. */
export const HANDLES_FORM: ChartForm = {
  padding: { top: 1.5, right: 0.9, bottom: 1.25 },
  gap: { x: 0.4, y: 1 },
  yAxisWidth: Y_AXIS_WIDTH,
  hidesX: true,
};

const EVERYONE = valueAxis(POPULATION, niceTicks(POPULATION, 4));
const R_AXIS = valueAxis(R_RANGE.max, [0, 2, 4, 6, 8]);
/** Headroom, so that a peak does not touch the edge. */
const ROOM = 1.06;
export const SCENARIO_DASHES = [[7, 4], []] as const;
export const REMOVED_DASH = [3, 3] as const;

/** The infected people of the scenarios, with their peaks and the days of change. */
export function comparePlot(scenarios: readonly ShownScenario[], days: number, inks: ChartInks): Plot {
  const highest = Math.max(...scenarios.map(({ run }) => run.outcome.peak.infected));
  const max = Math.max(highest * ROOM, 4);
  return {
    x: dayAxis(days),
    y: valueAxis(max, niceTicks(max, 5)),
    series: scenarios.map(({ place, run }) => ({
      points: pointsOf(run.course.infected),
      color: inks.scenarios[place],
      width: 2.5,
      dash: SCENARIO_DASHES[place],
    })),
    marks: marksOf(scenarios),
    dots: scenarios.flatMap(({ place, run: { outcome } }) => {
      const { day, infected } = outcome.peak;
      return day === 0 ? [] : [{ x: day, y: infected, color: inks.scenarios[place], label: formatCount(infected) }];
    }),
  };
}

/** The three groups of a scenario; everyone is in one of them. */
export function groupsPlot({ place, run }: ShownScenario, days: number, inks: ChartInks): Plot {
  const { course, changes } = run;
  return {
    x: dayAxis(days),
    y: EVERYONE,
    series: [
      { points: pointsOf(course.infected), color: inks.scenarios[place], width: 2.5, fill: inks.fills[place] },
      { points: pointsOf(course.susceptible), color: inks.strong, width: 1.75 },
      { points: pointsOf(course.removed), color: inks.faint, width: 1.75, dash: REMOVED_DASH },
    ],
    marks: beginningsOf(changes),
  };
}

/** The number r by day, without and with the last change. */
export function ratesPlot(scenarios: readonly ShownScenario[], days: number, inks: ChartInks): Plot {
  return {
    x: dayAxis(days),
    y: R_AXIS,
    series: scenarios.map(({ place, run }) => ({
      points: stepsOf(run.changes, days),
      color: inks.scenarios[place],
      width: 2,
      dash: SCENARIO_DASHES[place],
    })),
    marks: marksOf(scenarios),
  };
}

function dayAxis(days: number): Axis {
  const name = (day: number) => (day === 0 ? 'Day 0' : formatCount(day));
  return { min: 0, max: days, ticks: namedTicks(niceTicks(days, 6), name) };
}

function valueAxis(max: number, ticks: readonly number[]): Axis {
  return { min: 0, max, ticks: namedTicks(ticks, formatCount) };
}

function marksOf(scenarios: readonly ShownScenario[]): number[] {
  return beginningsOf(scenarios.at(-1)?.run.changes ?? []);
}

function beginningsOf(changes: Changes): number[] {
  return changes.filter(({ t }) => t > 0).map(({ t }) => beginningOf(t));
}

function stepsOf(changes: Changes, days: number): PlotPoint[] {
  return changes.flatMap(({ t, r }, index) => {
    const next = changes[index + 1];
    return [
      { x: beginningOf(t), y: r },
      { x: next === undefined ? days : beginningOf(next.t), y: r },
    ];
  });
}
