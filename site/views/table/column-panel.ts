import type { TableColumn } from '../../../functions/contract/table.ts';
import { histogram } from '../../charts/histogram.ts';
import { element } from '../../controls/element.ts';
import { openDialog } from '../../export/dialog.ts';
import { formatCell, kindOfColumn } from '../../format/cells.ts';
import { formatCount } from '../../format/numbers-and-dates.ts';
import { type Facet, headOf, percent, profileLines } from './model.ts';
import type { Panel } from './record-panel.ts';

interface ColumnEvents {
  readonly onClose: () => void;
  readonly onSort: (isDown: boolean) => void;
  readonly onHide: (() => void) | null;
  readonly onChart: (() => void) | null;
}

/** Everything about one column: what it was taken for and why, how its values are spread, the most frequent ones. */
export function columnPanel(
  column: TableColumn,
  shown: Facet | null,
  events: ColumnEvents,
): Panel & { readonly update: (shown: Facet | null) => void } {
  const spread = element('figure', { className: 'column-picture' });
  const update = (facet: Facet | null) => {
    const { picture } = headOf(column, facet);
    spread.hidden = picture.kind !== 'histogram';
    if (picture.kind !== 'histogram') return;
    const ends = element('figcaption', {}, ...picture.ends.map(end => element('span', {}, end)));
    spread.replaceChildren(histogram(picture.all, picture.shown), ends);
  };
  update(shown);
  const action = (name: string, act: (() => void) | null) =>
    act === null ? [] : [element('button', { type: 'button', className: 'quiet', onclick: act }, name)];
  const lines = profileLines(column).flatMap(({ name, value }) => [element('dt', {}, name), element('dd', {}, value)]);
  const dialog = openDialog({
    title: column.name,
    content: [
      element(
        'p',
        { className: 'note' },
        element('span', { className: 'table-kind' }, kindOfColumn(column)),
        ' ',
        column.why,
      ),
      spread,
      element('dl', { className: 'record-list' }, ...lines),
      ...topValues(column),
      element(
        'div',
        { className: 'row' },
        ...action('Sort ascending', () => events.onSort(false)),
        ...action('Sort descending', () => events.onSort(true)),
        ...action('Draw a chart', events.onChart),
        ...action('Hide this column', events.onHide),
      ),
    ],
    isSheet: true,
    onClose: events.onClose,
  });
  dialog.classList.add('column-panel');
  return { close: () => dialog.close(), update };
}

function topValues(column: TableColumn): HTMLElement[] {
  const { top, count } = column.profile;
  if (top.length === 0) return [];
  const highest = Math.max(1, ...top.map(value => value.count));
  const items = top.map(value => {
    const bar = element('span', { className: 'filter-bar' });
    bar.style.width = `${(value.count / highest) * 100}%`;
    const words = formatCell(value.value, column);
    return element(
      'li',
      {},
      element('span', { className: 'filter-words', title: words }, words),
      element('span', { className: 'filter-count' }, `${formatCount(value.count)} · ${percent(value.count / count)}`),
      bar,
    );
  });
  return [element('h3', {}, 'Most frequent values'), element('ul', { className: 'column-top' }, ...items)];
}
