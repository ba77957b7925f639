import { countWords } from '../text/number-words.ts';
import { changeHandles, type HandleEvents } from './change-handles.ts';
import { chartFrame, type LegendEntry } from './chart-frame.ts';
import { chartInks } from './chart-inks.ts';
import { dayReader } from './day-reader.ts';
import { ratesWords, resultWords, SCENARIO_NAMES } from './result-words.ts';
import type { Pair } from './run-pair.ts';
import type { Mode } from './sandbox-state.ts';
import { comparePlot, groupsPlot, ratesPlot } from './wave-plots.ts';

export interface SandboxCharts {
  /** r by day, with a handle for each change. */
  readonly rates: HTMLElement;
  readonly compare: HTMLElement;
  readonly groups: readonly [HTMLElement, HTMLElement];
  /** Draws a pair over so many days, which may be fewer or more than it has. */
  readonly draw: (mode: Mode, pair: Pair, days: number) => void;
}

const GROUPS_LEGENDS: readonly [readonly LegendEntry[], readonly LegendEntry[]] = [groupsLegend(1), groupsLegend(2)];

/** The four charts of the sandbox. */
export function sandboxCharts(events: HandleEvents): SandboxCharts {
  let shown: { readonly mode: Mode; readonly pair: Pair } | null = null;
  const rates = chartFrame('rates', 'h2', { showsX: false });
  const compare = chartFrame('compare', 'h2');
  const groups = [chartFrame('groups', 'h2'), chartFrame('groups', 'h2')] as const;
  const handles = changeHandles(rates.stage, rates.chart, events);
  rates.setTitle('People infected by each, r');
  rates.setHint('Drag a point, or move it with the arrow keys.');
  compare.setTitle('Comparing infection waves');

  dayReader(compare, day => {
    if (shown === null || day > shown.pair.days) return null;
    const names = SCENARIO_NAMES[shown.mode];
    return shown.pair.runs.map(
      ({ course }, index) => `${names[index === 0 ? 0 : 1]}: ${countWords(course.infected[day] ?? 0)} infected`,
    );
  });
  groups.forEach((frame, index) => {
    frame.setLegend(GROUPS_LEGENDS[index === 0 ? 0 : 1]);
    dayReader(frame, day => {
      if (shown === null || day > shown.pair.days) return null;
      const { course } = shown.pair.runs[index === 0 ? 0 : 1];
      return (['susceptible', 'infected', 'removed'] as const).map(
        group => `${countWords(course[group][day] ?? 0)} ${group}`,
      );
    });
  });

  const draw: SandboxCharts['draw'] = (mode, pair, days) => {
    shown = { mode, pair };
    const inks = chartInks(compare.figure);
    const names = SCENARIO_NAMES[mode];
    const legend = compareLegend(names);
    compare.setLegend(legend);
    compare.chart.draw(comparePlot(pair, days, inks), inks);
    compare.describe(pair.runs.map((run, index) => `${names[index === 0 ? 0 : 1]}: ${resultWords(run)}`).join(' '));
    if (mode === 'change') {
      handles.set(pair.runs[1].changes);
      rates.chart.draw(ratesPlot(pair, days, inks), inks);
      rates.describe(`The number r by day. ${names[1]}: ${ratesWords(pair.runs[1].changes)}.`);
    }
    groups.forEach((frame, index) => {
      const place = index === 0 ? 0 : 1;
      const run = pair.runs[place];
      frame.setTitle(names[place]);
      frame.chart.draw(groupsPlot(run, place, days, inks), inks);
      frame.describe(`Susceptible, infected and removed people by day. ${names[place]}: ${resultWords(run)}`);
    });
  };
  return { rates: rates.figure, compare: compare.figure, groups: [groups[0].figure, groups[1].figure], draw };
}

function compareLegend([first, second]: readonly [string, string]): LegendEntry[] {
  return [
    { sample: 'scenario-1', name: first },
    { sample: 'scenario-2', name: second },
  ];
}

function groupsLegend(number: 1 | 2): LegendEntry[] {
  return [
    { sample: 'susceptible', name: 'Susceptible' },
    { sample: number === 1 ? 'infected-1' : 'infected-2', name: 'Infected' },
    { sample: 'removed', name: 'Removed' },
  ];
}
