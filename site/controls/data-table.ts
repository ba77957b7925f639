import './data-table.css';
import type { CsvTable } from '../../functions/contract/csv.ts';
import { formatCount } from '../format/numbers-and-dates.ts';
import { element } from './element.ts';
import {
  filterRows,
  formatCell,
  formatHeader,
  isDay,
  isNumeric,
  type SortDirection,
  sortRows,
  type TableRemarks,
  type TableRow,
} from './table-rows.ts';

/** More rows are shown on request. */
const FIRST_ROWS = 100;

/** Fills an element with a table whose columns can be sorted and whose rows can be found by their text. */
export function dataTable(
  target: HTMLElement,
  { columns, rows: given }: CsvTable,
  title: string,
  { cell, sentences }: TableRemarks = { cell: () => null, sentences: [] },
): void {
  const rows: readonly TableRow[] = [...given];
  const numeric = columns.map((_, column) => isNumeric(rows, column));
  let ordered = rows;
  let all = false;

  const lines = new Map<TableRow, HTMLTableRowElement>();
  const lineOf = (row: TableRow) => {
    const line = lines.get(row) ?? tableLine(row, numeric, cell);
    lines.set(row, line);
    return line;
  };
  const show = () => {
    const found = filterRows(ordered, filter.value);
    const shown = all ? found : found.slice(0, FIRST_ROWS);
    body.replaceChildren(...shown.map(lineOf));
    count.textContent = countSentence(shown.length, found.length, rows.length);
    more.textContent = `Show all ${formatCount(found.length)}`;
    more.hidden = shown.length === found.length;
  };
  const showAll = () => {
    all = true;
    show();
    scroll.focus();
  };
  const sort = (column: number, direction: SortDirection) => {
    ordered = sortRows(rows, column, direction);
    show();
  };

  const body = element('tbody');
  const table = element('table', {}, element('caption', {}, title), tableHead(columns, numeric, sort), body);
  // What scrolls must be reachable by keyboard.
  const scroll = element('div', { className: 'table-scroll', tabIndex: 0, role: 'region', ariaLabel: title }, table);
  const count = element('p', { className: 'table-count', role: 'status' });
  const more = element('button', { type: 'button', className: 'table-more', onclick: showAll });
  const filter = element('input', {
    type: 'search',
    className: 'input table-filter',
    autocomplete: 'off',
    oninput: show,
  });
  show();
  const search = numeric.every(Boolean) ? [] : [element('label', {}, filterLabel(rows), filter)];
  const tools = element('div', { className: 'row note table-tools' }, ...search, count);
  const remarks = sentences.map(sentence => element('p', { className: 'note' }, sentence));
  target.replaceChildren(element('div', { className: 'data-table' }, tools, ...remarks, scroll, more));
}

function tableLine(row: TableRow, numeric: readonly boolean[], label: TableRemarks['cell']): HTMLTableRowElement {
  const cells = row.map((cell, column) => {
    const kinds = [numeric[column] === true ? 'table-number' : '', cell === null ? 'table-unknown' : ''];
    const className = kinds.filter(Boolean).join(' ');
    const text = label(row, column) ?? formatCell(cell);
    return column === 0 && numeric[column] !== true
      ? element('th', { scope: 'row', className }, text)
      : element('td', { className }, text);
  });
  return element('tr', {}, ...cells);
}

function countSentence(shown: number, found: number, all: number): string {
  const rows = all === 1 ? 'row' : 'rows';
  if (found === 0 && all > 0) return 'No row matches';
  const of = found === all ? formatCount(all) : `${formatCount(found)} of ${formatCount(all)}`;
  return shown === found ? `${of} ${rows}` : `${of} ${rows}, the first ${formatCount(shown)} shown`;
}

function filterLabel(rows: readonly TableRow[]): string {
  const texts = (rows[0] ?? []).filter(cell => typeof cell === 'string');
  return texts.length > 0 && texts.every(isDay) ? 'Filter by date' : 'Filter by name';
}

/** A row of column names that sort when pressed: numbers from the largest, text from A; pressed again, the other way. */
function tableHead(
  columns: readonly string[],
  numeric: readonly boolean[],
  onSort: (column: number, direction: SortDirection) => void,
): HTMLTableSectionElement {
  const heads = columns.map((name, column) => {
    const isNumber = numeric[column] === true;
    const sort = () => {
      const direction = nextDirection(head.ariaSort, isNumber);
      for (const other of heads) other.ariaSort = null;
      head.ariaSort = direction;
      onSort(column, direction);
    };
    const button = element('button', { type: 'button', className: 'table-sort', onclick: sort }, formatHeader(name));
    const head = element('th', { scope: 'col', className: isNumber ? 'table-number' : '' }, button);
    return head;
  });
  return element('thead', {}, element('tr', {}, ...heads));
}

function nextDirection(current: string | null, numeric: boolean): SortDirection {
  if (current === null) return numeric ? 'descending' : 'ascending';
  return current === 'ascending' ? 'descending' : 'ascending';
}
