import type { FigureValue, PlaceFigure } from '../../../functions/measures/place-figures.ts';
import { element } from '../../controls/element.ts';
import { type SortDirection, sortRows, type TableRow } from '../../controls/table-rows.ts';
import { formatCount } from '../../format/numbers-and-dates.ts';
import { figureAmount } from './figure-words.ts';

export interface PlaceRow {
  readonly name: string;
  readonly href: string;
  readonly population: number | null;
  /** The newest value of each figure. */
  readonly values: readonly FigureValue['value'][];
  readonly isOwn: boolean;
}

interface PlaceColumns {
  /** What the places are: `county`. */
  readonly noun: string;
  readonly figures: readonly PlaceFigure[];
  readonly titles: readonly string[];
}

const FIRST_ROWS = 12;

/** Places with a link to the page of each, sortable by any column; at first by the first figure, the largest first. */
export function placesTable(
  rows: readonly PlaceRow[],
  { noun, figures, titles }: PlaceColumns,
  caption: string,
): HTMLElement {
  const hasPeople = rows.some(({ population }) => population !== null);
  const cellsOf = ({ name, population, values }: PlaceRow) => [name, ...(hasPeople ? [population] : []), ...values];
  const columns = [noun, ...(hasPeople ? ['Population'] : []), ...titles];
  const firstFigure = hasPeople ? 2 : 1;
  let ordered: readonly PlaceRow[] = [];
  let all = rows.length <= FIRST_ROWS;

  const body = element('tbody');
  const show = () => {
    body.replaceChildren(...(all ? ordered : ordered.slice(0, FIRST_ROWS)).map(lineOf));
    more.hidden = all;
  };
  const lineOf = (row: PlaceRow) => {
    const name = row.isOwn ? row.name : element('a', { href: row.href }, row.name);
    const line = element('tr', { className: row.isOwn ? 'place-own' : '' }, element('th', { scope: 'row' }, name));
    if (hasPeople)
      line.append(
        element('td', { className: 'place-people' }, row.population === null ? '' : formatCount(row.population)),
      );
    for (const [index, figure] of figures.entries()) {
      const value = row.values[index] ?? null;
      line.append(element('td', {}, value === null ? '–' : figureAmount(value, figure)));
    }
    return line;
  };
  const sort = (column: number, direction: SortDirection) => {
    const keyed = new Map<TableRow, PlaceRow>(rows.map(row => [cellsOf(row), row]));
    ordered = sortRows([...keyed.keys()], column, direction).flatMap(cells => keyed.get(cells) ?? []);
    for (const [index, head] of heads.entries()) head.ariaSort = index === column ? direction : null;
    show();
  };
  const heads = columns.map((title, column) => {
    const press = () => {
      const first = column === 0 ? 'ascending' : 'descending';
      const other = column === 0 ? 'descending' : 'ascending';
      sort(column, heads[column]?.ariaSort === first ? other : first);
    };
    const button = element('button', { type: 'button', className: 'place-sort', onclick: press }, title);
    return element('th', { scope: 'col', className: hasPeople && column === 1 ? 'place-people' : '' }, button);
  });
  const more = element(
    'button',
    {
      type: 'button',
      className: 'quiet',
      onclick: () => {
        all = true;
        show();
        scroll.focus();
      },
    },
    `Show all ${formatCount(rows.length)}`,
  );
  const table = element(
    'table',
    { className: 'place-table' },
    element('caption', { className: 'visually-hidden' }, caption),
    element('thead', {}, element('tr', {}, ...heads)),
    body,
  );
  const scroll = element('div', { className: 'place-scroll', tabIndex: 0, role: 'region', ariaLabel: caption }, table);
  sort(figures.length === 0 ? 0 : firstFigure, figures.length === 0 ? 'ascending' : 'descending');
  return element('div', {}, scroll, more);
}
