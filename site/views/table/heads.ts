import type { TableColumn } from '../../../functions/contract/table.ts';
import { histogram, shareBar } from '../../charts/histogram.ts';
import { element } from '../../controls/element.ts';
import type { GridColumn, GridRow } from '../../controls/grid-table.ts';
import { formatCell, isNumber } from '../../format/cells.ts';
import type { SortKey } from './address.ts';
import { type Facet, headOf } from './model.ts';
import type { FoundRow } from './source.ts';

/** How a column looks in the table: its width, the order it gives, and a picture of its values. */
export function gridColumn(
  column: TableColumn,
  shown: Facet | null,
  sort: readonly SortKey[],
  widest: readonly string[],
  onOpen: (column: string) => void,
): GridColumn {
  const key = sort.find(({ column: name }) => name === column.name);
  return {
    name: column.name,
    width: widthOf(column, widest),
    isNumber: isNumber(column),
    sort: key === undefined ? 'none' : key.isDown ? 'descending' : 'ascending',
    head: [profileButton(column, shown, onOpen)],
  };
}

/** The order after a press on a head: up, down, off. */
export function nextSort(sort: readonly SortKey[], column: string): readonly SortKey[] {
  const [key] = sort;
  if (sort.length !== 1 || key?.column !== column) return [{ column, isDown: false }];
  return key.isDown ? [] : [{ column, isDown: true }];
}

/** A row as the table shows it. */
export function gridRow(row: FoundRow, columns: readonly TableColumn[], hrefOf: (number: number) => string): GridRow {
  const cells = columns.map((column, at) => formatCell(row.cells[at] ?? null, column));
  return { number: row.number, href: hrefOf(row.number), cells };
}

/** In rem. */
const LEAST = 6;
const MOST = 18;
const LETTER = 0.52;
const SMALL_LETTER = 0.41;
const AROUND = 1.25;

function widthOf(column: TableColumn, texts: readonly string[]): number {
  const longest = Math.max(column.name.length + 2, ...texts.map(text => text.length));
  const { kind, missing, picture } = headOf(column, null);
  const ends = picture.kind === 'histogram' ? picture.ends : [];
  const head = Math.max(...[[kind, missing], ends].map(words => words.join('').length)) * SMALL_LETTER + 1;
  return Math.min(MOST, Math.max(LEAST, longest * LETTER, head) + AROUND);
}

function profileButton(column: TableColumn, shown: Facet | null, onOpen: (column: string) => void): HTMLElement {
  const { kind, missing, picture } = headOf(column, shown);
  const line = (...parts: readonly (Node | string)[]) => element('span', { className: 'head-line' }, ...parts);
  const badge = line(
    element('span', { className: 'table-kind' }, kind),
    ...(missing === '' ? [] : [element('span', {}, missing)]),
  );
  const drawn = () => {
    if (picture.kind === 'histogram')
      return [
        element('span', { className: 'head-picture' }, histogram(picture.all, picture.shown)),
        line(...picture.ends.map(end => element('span', {}, end))),
      ];
    if (picture.kind === 'values') return [element('span', { className: 'head-picture' }), line(picture.values)];
    return [
      element(
        'span',
        { className: 'head-picture' },
        shareBar(picture.shares, picture.isGrey),
        element('span', { className: 'head-first' }, picture.first),
      ),
      line(picture.values),
    ];
  };
  const title = element('span', { className: 'visually-hidden' }, `About the column ${column.name}: `);
  const button = element('button', { type: 'button', className: 'head-profile' }, title, badge, ...drawn());
  button.addEventListener('click', () => onOpen(column.name));
  return button;
}
