import { chartInks } from '../../charts/ink.ts';
import { type LineChart, lineChart } from '../../charts/line-chart.ts';
import { element } from '../../controls/element.ts';
import { formatCount } from '../../format/numbers-and-dates.ts';
import { changeHandles, type HandleEvents } from './change-handles.ts';
import { formatRates, resultText } from './format.ts';
import type { Mode, ShownScenario } from './model.ts';
import { comparePlot, groupsPlot, HANDLES_FORM, ratesPlot, WAVE_FORM } from './wave-plots.ts';

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
  const rates = chartFrame('rates', 'h2', HANDLES_FORM);
  const compare = chartFrame('compare', 'h2');
  const groups = [chartFrame('groups', 'h2'), chartFrame('groups', 'h2')] as const;
  const handles = changeHandles(rates.stage, rates.chart, events);
  rates.setTitle('People infected by each, r');
  rates.setHint('Drag a point, or move it with the arrow keys.');

  dayReader(compare, day => linesOf(shown, day, ({ name }, infected) => `${name}: ${formatCount(infected)} infected`));
  groups.forEach((frame, index) => {
    frame.setLegend(GROUPS_LEGENDS[index === 0 ? 0 : 1]);
    dayReader(frame, day => {
      const course = shown.find(({ place }) => place === index)?.run.course;
      if (course === undefined || day > course.days) return null;
      return (['susceptible', 'infected', 'removed'] as const).map(
        group => `${formatCount(course[group][day] ?? 0)} ${group}`,
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
    compare.describe(scenarios.map(({ name, run }) => `${name}: ${resultText(run)}`).join(' '));
    if (mode === 'change' && last !== undefined) {
      handles.set(last.run.changes);
      rates.chart.draw(ratesPlot(scenarios, days, inks), inks);
      rates.describe(`The number r by day. ${last.name}: ${formatRates(last.run.changes)}.`);
    }
    groups.forEach((frame, index) => {
      const scenario = scenarios.find(({ place }) => place === index);
      frame.figure.hidden = scenario === undefined;
      if (scenario === undefined) return;
      frame.setTitle(scenario.name);
      frame.chart.draw(groupsPlot(scenario, days, inks), inks);
      frame.describe(`Susceptible, infected and removed people by day. ${scenario.name}: ${resultText(scenario.run)}`);
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

/** What a sample in a legend looks like; `sandbox.css` knows how. */
type Sample = 'scenario-1' | 'scenario-2' | 'infected-1' | 'infected-2' | 'susceptible' | 'removed' | 'limit';

interface LegendEntry {
  readonly sample: Sample;
  readonly name: string;
}

export interface ChartFrame {
  readonly figure: HTMLElement;
  /** Holds the canvas; what is laid over the chart goes in here. */
  readonly stage: HTMLElement;
  readonly chart: LineChart;
  readonly setTitle: (title: string) => void;
  readonly setHint: (text: string) => void;
  readonly setLegend: (entries: readonly LegendEntry[]) => void;
  /** What the chart shows, in sentences, for those who do not see it. */
  readonly describe: (text: string) => void;
}

/** A chart with its heading and its legend above. */
export function chartFrame(name: string, heading: 'h2' | 'h4', form = WAVE_FORM): ChartFrame {
  const canvas = element('canvas', { role: 'img' });
  const stage = element('div', { className: 'sandbox-stage' }, canvas);
  const title = element(heading);
  const legend = element('ul', { className: 'note row sandbox-legend' });
  const figure = element(
    'figure',
    { className: `sandbox-figure sandbox-${name}` },
    element('figcaption', {}, title, legend),
    stage,
  );
  return {
    figure,
    stage,
    chart: lineChart(canvas, form),
    setTitle: text => {
      title.textContent = text;
    },
    setHint: text => legend.replaceWith(element('p', { className: 'note sandbox-hint' }, text)),
    setLegend: entries => legend.replaceChildren(...entries.map(legendItem)),
    describe: text => {
      canvas.ariaLabel = text;
    },
  };
}

function legendItem({ sample, name }: LegendEntry): HTMLElement {
  return element('li', {}, element('span', { className: `sandbox-sample sandbox-${sample}` }), name);
}

/** Beside the pointer. */
const GAP_PX = 12;

/** Shows what stands in a chart on the day under the pointer or the finger: `Day 50`, then a line per curve. */
function dayReader({ stage, chart }: ChartFrame, read: (day: number) => readonly string[] | null): void {
  const rule = element('div', { className: 'sandbox-rule', hidden: true });
  const title = element('p', { className: 'tooltip-place' });
  const lines = element('div');
  const reading = element('div', { className: 'tooltip', hidden: true }, title, lines);
  stage.append(rule, reading);

  const hide = () => {
    rule.hidden = true;
    reading.hidden = true;
  };
  const show = ({ clientX, clientY }: PointerEvent) => {
    const box = stage.getBoundingClientRect();
    const day = Math.max(0, Math.round(chart.valueAt({ x: clientX - box.left, y: clientY - box.top }).x));
    const texts = read(day);
    if (texts === null) return hide();
    title.textContent = `Day ${formatCount(day)}`;
    lines.replaceChildren(...texts.map(textContent => element('p', { textContent })));
    rule.hidden = false;
    reading.hidden = false;
    const x = chart.leftOf(day);
    rule.style.left = `${x}px`;
    const fitsRight = x + GAP_PX + reading.offsetWidth <= box.width;
    reading.style.left = `${Math.max(0, fitsRight ? x + GAP_PX : x - GAP_PX - reading.offsetWidth)}px`;
  };
  stage.addEventListener('pointermove', show);
  stage.addEventListener('pointerdown', show);
  stage.addEventListener('pointerleave', hide);
  stage.addEventListener('pointercancel', hide);
}
