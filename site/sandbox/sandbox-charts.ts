import { countWords } from '../text/number-words.ts';
import { changeHandles, type HandleEvents } from './change-handles.ts';
import { chartFrame, type LegendEntry } from './chart-frame.ts';
import { chartInks } from './chart-inks.ts';
import { dayReader } from './day-reader.ts';
import { ratesWords, resultWords } from './result-words.ts';
import type { Mode } from './sandbox-state.ts';
import type { ShownScenario } from './shown-scenarios.ts';
import { comparePlot, groupsPlot, ratesPlot } from './wave-plots.ts';

export interface SandboxCharts {
  /** r by day, with a handle for each change. */
  readonly rates: HTMLElement;
  readonly compare: HTMLElement;
  readonly groups: readonly [HTMLElement, HTMLElement];
  /** Draws scenarios over so many days, which may be fewer than they have. */
  readonly draw: (mode: Mode, scenarios: readonly ShownScenario[], days: number) => void;
}

const GROUPS_LEGENDS: readonly [readonly LegendEntry[], readonly LegendEntry[]] = [groupsLegend(1), groupsLegend(2)];

/** The four charts of the sandbox. */
export function sandboxCharts(events: HandleEvents): SandboxCharts {
  let shown: readonly ShownScenario[] = [];
  const rates = chartFrame('rates', 'h2', { showsX: false, hasHandles: true });
  const compare = chartFrame('compare', 'h2');
  const groups = [chartFrame('groups', 'h2'), chartFrame('groups', 'h2')] as const;
  const handles = changeHandles(rates.stage, rates.chart, events);
  rates.setTitle('People infected by each, r');
  rates.setHint('Drag a point, or move it with the arrow keys.');

  dayReader(compare, day => linesOf(shown, day, ({ name }, infected) => `${name}: ${countWords(infected)} infected`));
  groups.forEach((frame, index) => {
    frame.setLegend(GROUPS_LEGENDS[index === 0 ? 0 : 1]);
    dayReader(frame, day => {
      const course = shown.find(({ place }) => place === index)?.run.course;
      if (course === undefined || day > course.days) return null;
      return (['susceptible', 'infected', 'removed'] as const).map(
        group => `${countWords(course[group][day] ?? 0)} ${group}`,
      );
    });
  });

  const draw: SandboxCharts['draw'] = (mode, scenarios, days) => {
    shown = scenarios;
    const inks = chartInks(compare.figure);
    const last = scenarios.at(-1);
    compare.setTitle(scenarios.length === 1 ? 'The infection wave' : 'Comparing infection waves');
    compare.setLegend(
      scenarios.map(({ place, name }) => ({ sample: place === 0 ? 'scenario-1' : 'scenario-2', name })),
    );
    compare.chart.draw(comparePlot(scenarios, days, inks), inks);
    compare.describe(scenarios.map(({ name, run }) => `${name}: ${resultWords(run)}`).join(' '));
    if (mode === 'change' && last !== undefined) {
      handles.set(last.run.changes);
      rates.chart.draw(ratesPlot(scenarios, days, inks), inks);
      rates.describe(`The number r by day. ${last.name}: ${ratesWords(last.run.changes)}.`);
    }
    groups.forEach((frame, index) => {
      const scenario = scenarios.find(({ place }) => place === index);
      frame.figure.hidden = scenario === undefined;
      if (scenario === undefined) return;
      frame.setTitle(scenario.name);
      frame.chart.draw(groupsPlot(scenario, days, inks), inks);
      frame.describe(`Susceptible, infected and removed people by day. ${scenario.name}: ${resultWords(scenario.run)}`);
    });
  };
  return { rates: rates.figure, compare: compare.figure, groups: [groups[0].figure, groups[1].figure], draw };
}

/** A line for the infected of each scenario on a day; null after the last one. */
function linesOf(
  scenarios: readonly ShownScenario[],
  day: number,
  words: (scenario: ShownScenario, infected: number) => string,
): readonly string[] | null {
  const counts = scenarios.flatMap(scenario => {
    const infected = scenario.run.course.infected[day];
    return infected === undefined ? [] : [words(scenario, infected)];
  });
  return counts.length === 0 ? null : counts;
}

function groupsLegend(number: 1 | 2): LegendEntry[] {
  return [
    { sample: 'susceptible', name: 'Susceptible' },
    { sample: number === 1 ? 'infected-1' : 'infected-2', name: 'Infected' },
    { sample: 'removed', name: 'Removed' },
  ];
}
