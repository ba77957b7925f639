import type { TableColumn, TableFile } from '../../../functions/contract/table.ts';
import { CATEGORIES } from '../../color/categories.ts';
import { currentTheme } from '../../color/theme.ts';
import { element } from '../../controls/element.ts';
import { formatCell } from '../../format/cells.ts';
import type { ChartChoice } from './address.ts';
import { chartKind, isSame } from './chart-choice.ts';
import { chartFigure } from './chart-figure.ts';
import type { ChartModel } from './chart-form.ts';
import { categoriesOf } from './chart-words.ts';

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
