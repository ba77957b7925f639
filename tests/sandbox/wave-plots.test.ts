import { describe, expect, it } from 'vitest';
import type { ChartInks } from '../../site/charts/ink.ts';
import { dayBeginningAt } from '../../site/views/sandbox/changes.ts';
import { type Pair, runPair, shownScenarios } from '../../site/views/sandbox/model.ts';
import { comparePlot, groupsPlot, ratesPlot } from '../../site/views/sandbox/wave-plots.ts';

const INKS: ChartInks = {
  strong: '#000',
  faint: '#555',
  line: '#ddd',
  page: '#fff',
  family: 'serif',
  scenarios: ['#00f', '#f00'],
  fills: ['#00f1', '#f001'],
  rem: 15,
};
const at = (t: number, d: number, r: number) => ({ t, d, r });
const scenariosOf = ({ runs }: Pair) => shownScenarios('change', runs);

describe('where a change is drawn', () => {
  const pair = runPair([at(0, 14, 3)], [at(0, 14, 3), at(50, 14, 1.5)]);
  const scenarios = scenariosOf(pair);

  it('is where the curve bends: at the end of the day before', () => {
    const [baseline, alternate] = pair.runs.map(({ course }) => course.infected);
    const bend = alternate?.findIndex((count, day) => count !== baseline?.[day]) ?? 0;
    const rates = ratesPlot(scenarios, pair.days, INKS);
    expect(bend - 1).toBe(49);
    expect(rates.series[1]?.points.map(({ x, y }) => [x, y])).toEqual([
      [0, 3],
      [49, 3],
      [49, 1.5],
      [pair.days, 1.5],
    ]);
    for (const plot of [rates, comparePlot(scenarios, pair.days, INKS), groupsPlot(scenarios[1] ?? fail(), 300, INKS)])
      expect(plot.marks).toEqual([49]);
  });

  it('is where a handle that is dropped there puts it', () => {
    expect([dayBeginningAt(49), dayBeginningAt(48.6), dayBeginningAt(-3)]).toEqual([50, 50, 1]);
  });
});

describe('shownScenarios', () => {
  it('has one alone where there is no change to compare with', () => {
    const scenarios = scenariosOf(runPair([at(0, 14, 3)], [at(0, 14, 3)]));
    expect(scenarios.map(({ place, name }) => [place, name])).toEqual([[1, 'Without a change']]);
    expect(comparePlot(scenarios, 100, INKS).series).toHaveLength(1);
  });

  it('has two scenarios that are alike where a visitor has made them so', () => {
    const { runs } = runPair([at(0, 14, 3)], [at(0, 14, 3)]);
    expect(shownScenarios('two', runs).map(({ name }) => name)).toEqual(['Scenario 1', 'Scenario 2']);
  });
});

function fail(): never {
  throw new Error('there must be a second scenario');
}
