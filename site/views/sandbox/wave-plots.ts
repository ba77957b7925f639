import type { ChartInks } from '../../charts/ink.ts';
import { type Plot, type PlotAxis, type Point, pointsOf } from '../../charts/plot.ts';
import { niceTicks } from '../../charts/value-ticks.ts';
import { formatCount } from '../../format/numbers-and-dates.ts';
import { beginningOf, type Changes, R_RANGE } from './changes.ts';
import type { ShownScenario } from './model.ts';
import { POPULATION } from './sir.ts';

const EVERYONE: PlotAxis = { max: POPULATION, ticks: niceTicks(POPULATION, 4), words: formatCount };
const R_AXIS: PlotAxis = { max: R_RANGE.max, ticks: [0, 2, 4, 6, 8], words: formatCount };
/** Head room, so that a peak does not touch the edge. */
const ROOM = 1.06;
const DASHES = [[7, 4], []] as const;

/** The infected of the scenarios, with their peaks and the days of change. */
export function comparePlot(scenarios: readonly ShownScenario[], days: number, inks: ChartInks): Plot {
  const highest = Math.max(...scenarios.map(({ run }) => run.outcome.peak.infected));
  const max = Math.max(highest * ROOM, 4);
  return {
    x: dayAxis(days),
    y: { max, ticks: niceTicks(max, 5), words: formatCount },
    lines: scenarios.map(({ place, run }) => ({
      points: pointsOf(run.course.infected),
      color: inks.scenarios[place],
      width: 2.5,
      dash: DASHES[place],
    })),
    marks: marksOf(scenarios),
    dots: scenarios.flatMap(({ place, run: { outcome } }) => {
      const { day, infected } = outcome.peak;
      return day === 0 ? [] : [{ x: day, y: infected, color: inks.scenarios[place], label: formatCount(infected) }];
    }),
  };
}

/** The three groups of a scenario: everyone is in one of them. */
export function groupsPlot({ place, run }: ShownScenario, days: number, inks: ChartInks): Plot {
  const { course, changes } = run;
  return {
    x: dayAxis(days),
    y: EVERYONE,
    lines: [
      { points: pointsOf(course.infected), color: inks.scenarios[place], width: 2.5, fill: inks.fills[place] },
      { points: pointsOf(course.susceptible), color: inks.strong, width: 1.75 },
      { points: pointsOf(course.removed), color: inks.faint, width: 1.75, dash: [3, 3] },
    ],
    marks: beginningsOf(changes),
  };
}

/** The number r by day, without and with the last change. */
export function ratesPlot(scenarios: readonly ShownScenario[], days: number, inks: ChartInks): Plot {
  return {
    x: dayAxis(days),
    y: R_AXIS,
    lines: scenarios.map(({ place, run }) => ({
      points: stepsOf(run.changes, days),
      color: inks.scenarios[place],
      width: 2,
      dash: DASHES[place],
    })),
    marks: marksOf(scenarios),
  };
}

function dayAxis(days: number): PlotAxis {
  return { max: days, ticks: niceTicks(days, 6), words: day => (day === 0 ? 'Day 0' : formatCount(day)) };
}

function marksOf(scenarios: readonly ShownScenario[]): number[] {
  return beginningsOf(scenarios.at(-1)?.run.changes ?? []);
}

function beginningsOf(changes: Changes): number[] {
  return changes.filter(({ t }) => t > 0).map(({ t }) => beginningOf(t));
}

function stepsOf(changes: Changes, days: number): Point[] {
  return changes.flatMap(({ t, r }, index) => {
    const next = changes[index + 1];
    return [
      { x: beginningOf(t), y: r },
      { x: next === undefined ? days : beginningOf(next.t), y: r },
    ];
  });
}
