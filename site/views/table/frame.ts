import type { TableDescription } from '../../../functions/contract/table.ts';
import { element } from '../../controls/element.ts';
import { sizeWords } from './model.ts';

/** The permanent parts of the tab. */
export type TableFrame = ReturnType<typeof tableFrame>;

/** Builds the skeleton of the tab, in reading order. */
export function tableFrame(root: HTMLElement, table: TableDescription, tables: readonly TableDescription[]) {
  const part = (className: string, ...children: readonly Node[]) => element('div', { className }, ...children);
  const button = (words: string, className = 'quiet') => element('button', { type: 'button', className }, words);
  const columns = button('Columns');
  const chart = button('Chart');
  const choice = element('select', { className: 'select', ariaLabel: 'Table' });
  choice.replaceChildren(...tables.map(({ id, title }) => new Option(title, id)));
  choice.value = table.id;
  choice.hidden = tables.length < 2;
  const size = element('p', { className: 'table-size' });
  const failure = part('table-failures');
  const legend = element('ul', { className: 'chart-legend' });
  const cards = part('chart-cards');
  const suggestions = element(
    'section',
    { className: 'suggestions', ariaLabel: 'Suggested charts' },
    part(
      'suggestions-head',
      element(
        'p',
        {},
        element('strong', {}, 'Suggested charts'),
        element('span', {}, ', of the rows shown; all rows in grey'),
      ),
      legend,
    ),
    cards,
  );
  const chartPanel = element('section', { className: 'chart-panel', ariaLabel: 'Chart', hidden: true });
  const figure = element('span', { className: 'table-figure' });
  const words = element('span', { className: 'table-words' });
  const count = element('p', { className: 'table-found', role: 'status' }, figure, ' ', words);
  const chips = element('ul', { className: 'filter-chips', ariaLabel: 'Filters in use' });
  const clear = button('Clear', 'plain table-clear');
  const openFilters = button('Filters', 'quiet table-filters');
  const find = part('table-find');
  const empty = element('p', { className: 'table-empty', hidden: true }, 'No row fits all filters. Remove one above.');
  const grid = part('table-grid');
  const filters = element('aside', { className: 'table-side', ariaLabel: 'Filters' });
  const side = part('table-side-box', filters);
  const exportBar = part('table-export export');
  root.classList.add('table-tab');
  root.replaceChildren(
    element(
      'header',
      { className: 'table-head' },
      part('table-title', element('h1', {}, table.title), size),
      part('table-actions', choice, chart, columns),
    ),
    failure,
    suggestions,
    chartPanel,
    part(
      'table-body',
      side,
      part('table-main', part('table-bar', count, openFilters, chips, clear, find), empty, grid),
    ),
    exportBar,
  );
  size.textContent = sizeWords(table.rows, table.columns);
  return {
    ...{ columns, chart, choice, size, failure, legend, cards, suggestions, chartPanel },
    ...{ figure, words, chips, clear, openFilters, find, empty, grid, filters, side, exportBar },
  };
}
