import { element } from '../controls/element.ts';
import { type ChartForm, type LineChart, lineChart } from './line-chart.ts';

/** What a sample in a legend looks like; `sandbox.css` knows how. */
export type Sample = 'scenario-1' | 'scenario-2' | 'infected-1' | 'infected-2' | 'susceptible' | 'removed' | 'limit';

export interface LegendEntry {
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
export function chartFrame(name: string, heading: 'h2' | 'h4', form: ChartForm = {}): ChartFrame {
  const canvas = element('canvas', { role: 'img' });
  const stage = element('div', { className: 'sandbox-stage' }, canvas);
  const title = element(heading);
  const legend = element('ul', { className: 'sandbox-legend' });
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
    setHint: text => legend.replaceWith(element('p', { className: 'sandbox-hint' }, text)),
    setLegend: entries => legend.replaceChildren(...entries.map(legendItem)),
    describe: text => {
      canvas.ariaLabel = text;
    },
  };
}

function legendItem({ sample, name }: LegendEntry): HTMLElement {
  return element('li', {}, element('span', { className: `sandbox-sample sandbox-${sample}` }), name);
}
