import type { TableColumn, TableFile } from '../../../functions/contract/table.ts';
import { AGGREGATES } from '../../../functions/contract/table.ts';
import { CATEGORIES } from '../../color/categories.ts';
import { currentTheme } from '../../color/theme.ts';
import { element } from '../../controls/element.ts';
import { segmentedControl } from '../../controls/segmented-control.ts';
import { formatCell, isNumber, isRange } from '../../format/cells.ts';
import type { ChartChoice } from './address.ts';
import { chartFigure } from './chart-figure.ts';
import { AGGREGATE_WORDS, type ChartModel, categoriesOf } from './chart-model.ts';

type Columns = Pick<TableFile, 'columns'>;

/** More cards than a screen has room for hide the table. */
const MAX_CARDS = 4;

export interface ChartCards {
  readonly render: (modelOf: (chart: ChartChoice) => ChartModel | null, open: ChartChoice | null) => void;
}

/** Suggested charts, each a small picture that opens the chart. */
export function chartCards(
  root: HTMLElement,
  file: Pick<TableFile, 'columns' | 'charts'>,
  onOpen: (chart: ChartChoice) => void,
): ChartCards {
  const cards = file.charts.slice(0, MAX_CARDS).map(({ title, ...chart }) => {
    const figure = chartFigure(true);
    const button = element(
      'button',
      { type: 'button', className: 'chart-card' },
      element('span', { className: 'chart-card-title' }, title),
      element('span', { className: 'chart-card-kind' }, chartKind(chart)),
      figure.element,
    );
    button.addEventListener('click', () => onOpen(chart));
    return { chart, button, figure };
  });
  root.replaceChildren(...cards.map(({ button }) => button));
  return {
    render: (modelOf, open) => {
      for (const { chart, button, figure } of cards) {
        figure.render(modelOf(chart));
        button.ariaPressed = String(isSame(chart, open));
      }
    },
  };
}

function isSame(one: ChartChoice, other: ChartChoice | null): boolean {
  const parts = ['type', 'x', 'y', 'aggregate', 'by'] as const;
  return other !== null && parts.every(part => one[part] === other[part]);
}

/** `scatter, colored by species`. */
function chartKind({ type, by, y }: ChartChoice): string {
  if (by === null) return type;
  const isStacked = type === 'histogram' || (type === 'bar' && y === null);
  return `${type}, ${isStacked ? 'stacked' : 'colored'} by ${by}`;
}

/** Which color stands for which category. */
export function categoryLegend(by: TableColumn | undefined): HTMLElement[] {
  if (by === undefined) return [];
  const colors = CATEGORIES[currentTheme()];
  return categoriesOf(by).map((category, at) => {
    const dot = element('span', { className: 'legend-dot' });
    dot.style.background = colors[at] ?? 'transparent';
    return element('li', {}, dot, formatCell(category, by));
  });
}

export interface ChartPanel {
  readonly render: (chart: ChartChoice, model: ChartModel | null) => void;
}

/** One chart, large, with what it is made of to choose. */
export function chartPanel(
  root: HTMLElement,
  { columns }: Columns,
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

/** `Mean of body mass by species` · `Beak length by depth`. */
export function chartTitle({ type, x, y, aggregate }: ChartChoice): string {
  if (type === 'histogram') return x;
  if (type === 'scatter') return `${y ?? ''} by ${x}`;
  if (y === null || aggregate === 'count') return `Rows by ${x}`;
  const words = AGGREGATE_WORDS[aggregate ?? 'mean'];
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} ${y} by ${x}`;
}

function isCategory({ category, type }: TableColumn): boolean {
  return category || type === 'boolean';
}

function canBeColored({ type, y, aggregate }: ChartChoice): boolean {
  return type !== 'bar' || y === null || aggregate === 'sum' || aggregate === 'count';
}

function fitsX(type: ChartChoice['type']): (column: TableColumn) => boolean {
  if (type === 'bar') return ({ profile }) => profile.count > 0 && profile.top.length > 0;
  return column => isRange(column) && column.profile.histogram !== null;
}

/** The same chart with columns that suit its type. */
export function suited(chart: ChartChoice, columns: readonly TableColumn[]): ChartChoice {
  const named = (name: string | null) => columns.find(column => column.name === name);
  const fits = fitsX(chart.type);
  const x = [named(chart.x), ...columns].find(column => column !== undefined && fits(column))?.name ?? chart.x;
  const numbers = columns.filter(isNumber);
  const other = (name: string) => numbers.find(column => column.name !== name)?.name ?? null;
  const y = named(chart.y);
  const of = y !== undefined && isNumber(y) && (chart.type !== 'scatter' || y.name !== x) ? y.name : null;
  switch (chart.type) {
    case 'histogram':
      return { ...chart, x, y: null, aggregate: null };
    case 'scatter':
      return { ...chart, x, y: of ?? other(x), aggregate: null };
    default:
      return { ...chart, x, y: of, aggregate: of === null ? null : (chart.aggregate ?? 'mean') };
  }
}

/** A chart to begin with. */
export function firstChart({ columns, charts }: Pick<TableFile, 'columns' | 'charts'>): ChartChoice | null {
  const [suggested] = charts;
  if (suggested !== undefined) {
    const { title: _, ...chart } = suggested;
    return chart;
  }
  return columns.length === 0 ? null : chartOf(columns[0], columns);
}

/** The chart that suits one column. */
export function chartOf(column: TableColumn | undefined, columns: readonly TableColumn[]): ChartChoice | null {
  if (column === undefined) return null;
  const type = isRange(column) && column.profile.histogram !== null ? 'histogram' : 'bar';
  const chart = suited({ type, x: column.name, y: null, aggregate: null, by: null }, columns);
  return chart.x === column.name ? chart : null;
}

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
