import { AGGREGATES, type TableColumn, type TableFile } from '../../../functions/contract/table.ts';
import { element } from '../../controls/element.ts';
import { segmentedControl } from '../../controls/segmented-control.ts';
import { isNumber } from '../../format/cells.ts';
import type { ChartChoice } from './address.ts';
import { categoryLegend } from './chart-cards.ts';
import { canBeColored, chartTitle, fitsX, isCategory, suited } from './chart-choice.ts';
import { chartFigure } from './chart-figure.ts';
import type { ChartModel } from './chart-form.ts';

export interface ChartPanel {
  readonly render: (chart: ChartChoice, model: ChartModel | null) => void;
}

/** One chart, large, with what it is made of to choose. */
export function chartPanel(
  root: HTMLElement,
  { columns }: Pick<TableFile, 'columns'>,
  events: { readonly onChange: (chart: ChartChoice) => void; readonly onClose: () => void },
): ChartPanel {
  let current: ChartChoice | null = null;
  const change = (part: Partial<ChartChoice>) => {
    if (current !== null) events.onChange(suited({ ...current, ...part }, columns));
  };
  const types = element(
    'fieldset',
    { id: 'chart-type', className: 'segments' },
    element('legend', { className: 'visually-hidden' }, 'Kind of chart'),
  );
  const titles = { bar: 'Bars', line: 'Lines', scatter: 'Points', histogram: 'Histogram' } as const;
  const type = segmentedControl(types, titles, chosen => change({ type: chosen }));
  type.offer(titles);
  const x = select('Along', name => change({ x: name }));
  const y = select('Values', name => change({ y: name === '' ? null : name }));
  const aggregate = select('As', name => change({ aggregate: AGGREGATES.find(of => of === name) ?? null }));
  const by = select('Color', name => change({ by: name === '' ? null : name }));
  const close = element('button', { type: 'button', className: 'quiet' }, 'Close the chart');
  close.addEventListener('click', events.onClose);
  const title = element('h2', { className: 'chart-title' });
  const legend = element('ul', { className: 'chart-legend' });
  const readout = element('p', { className: 'note chart-readout' });
  const figure = chartFigure(false, words => {
    readout.textContent = words ?? HINT;
  });
  readout.textContent = HINT;
  root.replaceChildren(
    element('div', { className: 'chart-head' }, title, legend, close),
    element(
      'div',
      { className: 'controls chart-controls' },
      types,
      x.element,
      y.element,
      aggregate.element,
      by.element,
    ),
    figure.element,
    readout,
  );
  return {
    render: (chart, model) => {
      current = chart;
      title.textContent = chartTitle(chart);
      type.set(chart.type);
      const names = (fits: (column: TableColumn) => boolean) => columns.filter(fits).map(({ name }) => name);
      x.set(names(fitsX(chart.type)), chart.x, null);
      const isCounted = chart.type === 'bar' || chart.type === 'line';
      y.set(names(isNumber), chart.y, isCounted ? 'number of rows' : null);
      y.element.hidden = chart.type === 'histogram';
      aggregate.set(
        AGGREGATES.filter(of => of !== 'count'),
        chart.aggregate ?? 'mean',
        null,
      );
      aggregate.element.hidden = !isCounted || chart.y === null;
      by.set(names(isCategory), chart.by, 'one color');
      by.element.hidden = !canBeColored(chart) || !columns.some(isCategory);
      const colored = columns.find(({ name }) => name === chart.by);
      legend.replaceChildren(...categoryLegend(canBeColored(chart) ? colored : undefined));
      figure.element.role = 'img';
      figure.element.ariaLabel = describe(chart, model);
      figure.render(model);
    },
  };
}

const HINT = 'Point at the chart to read its values.';

function describe(chart: ChartChoice, model: ChartModel | null): string {
  if (model === null) return `Chart: ${chartTitle(chart)}, loading`;
  return `Chart: ${chartTitle(chart)}. ${model.kind === 'bars' ? model.words.slice(0, MOST_WORDS).join('. ') : ''}`;
}

const MOST_WORDS = 12;

function select(title: string, onChange: (name: string) => void) {
  const list = element('select', { className: 'select' });
  list.addEventListener('change', () => onChange(list.value));
  const field = element(
    'label',
    { className: 'field dimension' },
    element('span', { className: 'dimension-title' }, title),
    list,
  );
  return {
    element: field,
    set: (names: readonly string[], chosen: string | null, none: string | null) => {
      const options = [...(none === null ? [] : [new Option(none, '')]), ...names.map(name => new Option(name, name))];
      list.replaceChildren(...options);
      list.value = chosen ?? '';
    },
  };
}
