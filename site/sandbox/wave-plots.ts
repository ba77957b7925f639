import { countWords } from '../text/number-words.ts';
import { type Changes, R_RANGE } from './changes.ts';
import type { ChartInks } from './chart-inks.ts';
import { niceTicks } from './nice-ticks.ts';
import { type Plot, type PlotAxis, type Point, pointsOf } from './plot.ts';
import type { Pair, Run } from './run-pair.ts';
import { POPULATION } from './sir.ts';

const EVERYONE: PlotAxis = { max: POPULATION, ticks: niceTicks(POPULATION, 4), words: countWords };
const R_AXIS: PlotAxis = { max: R_RANGE.max, ticks: [0, 2, 4, 6, 8], words: countWords };
/** Head room, so that a peak does not touch the edge. */
const ROOM = 1.06;

/** The infected of both runs, with their peaks and the days of change. */
export function comparePlot({ runs }: Pair, days: number, inks: ChartInks): Plot {
  const highest = Math.max(...runs.map(({ outcome }) => outcome.peak.infected));
  const max = Math.max(highest * ROOM, 4);
  return {
    x: dayAxis(days),
    y: { max, ticks: niceTicks(max, 5), words: countWords },
    lines: runs.map(({ course }, index) => ({
      points: pointsOf(course.infected),
      color: scenarioColor(inks, index),
      width: 2.5,
      dash: index === 0 ? [7, 4] : [],
    })),
    marks: daysOfChange(runs[1].changes),
    dots: runs.flatMap(({ outcome: { peak } }, index) =>
      peak.day === 0
        ? []
        : [{ x: peak.day, y: peak.infected, color: scenarioColor(inks, index), label: countWords(peak.infected) }],
    ),
  };
}

/** The three groups of one run: everyone is in one of them. */
export function groupsPlot({ course, changes }: Run, place: 0 | 1, days: number, inks: ChartInks): Plot {
  return {
    x: dayAxis(days),
    y: EVERYONE,
    lines: [
      { points: pointsOf(course.infected), color: inks.scenarios[place], width: 2.5, fill: inks.fills[place] },
      { points: pointsOf(course.susceptible), color: inks.strong, width: 1.75 },
      { points: pointsOf(course.removed), color: inks.faint, width: 1.75, dash: [3, 3] },
    ],
    marks: daysOfChange(changes),
  };
}

/** The number r by day, without and with the last change. */
export function ratesPlot({ runs }: Pair, days: number, inks: ChartInks): Plot {
  return {
    x: dayAxis(days),
    y: R_AXIS,
    lines: runs.map(({ changes }, index) => ({
      points: stepsOf(changes, days),
      color: scenarioColor(inks, index),
      width: 2,
      dash: index === 0 ? [7, 4] : [],
    })),
    marks: daysOfChange(runs[1].changes),
  };
}

function dayAxis(days: number): PlotAxis {
  return { max: days, ticks: niceTicks(days, 6), words: day => (day === 0 ? 'Day 0' : countWords(day)) };
}

function daysOfChange(changes: Changes): number[] {
  return changes.map(({ t }) => t).filter(t => t > 0);
}

function stepsOf(changes: Changes, days: number): Point[] {
  return changes.flatMap(({ t, r }, index) => [
    { x: t, y: r },
    { x: changes[index + 1]?.t ?? days, y: r },
  ]);
}

function scenarioColor(inks: ChartInks, index: number): string {
  return inks.scenarios[index === 0 ? 0 : 1];
}
