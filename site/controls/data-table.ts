import './data-table.css';
import type { Table } from '../../functions/contract/csv.ts';
import { countWords } from '../format/numbers-and-dates.ts';
import {
  cellWords,
  type Direction,
  filterRows,
  headingWords,
  isDay,
  isNumeric,
  type Row,
  sortRows,
  type TableRemarks,
} from './table-rows.ts';

/** More rows than these are shown when they are asked for. */
const FIRST_ROWS = 100;

/** Fills an element with a table whose columns can be sorted and whose rows can be found by their text. */
export function dataTable(
  element: HTMLElement,
  { columns, rows: given }: Table,
  title: string,
  { cell, sentences }: TableRemarks = { cell: () => null, sentences: [] },
): void {
  const rows: readonly Row[] = [...given];
  const numeric = columns.map((_, column) => isNumeric(rows, column));
  let ordered = rows;
  let all = false;

  const body = document.createElement('tbody');
  const count = textElement('p', 'table-count');
  count.role = 'status';
  const more = textElement('button', 'table-more');
  const filter = filterBox(filterName(rows));

  const made = new Map<Row, HTMLTableRowElement>();
  const lineOf = (row: Row) => {
    const line = made.get(row) ?? tableLine(row, numeric, cell);
    made.set(row, line);
    return line;
  };
  const show = () => {
    const found = filterRows(ordered, filter.input.value);
    const shown = all ? found : found.slice(0, FIRST_ROWS);
    body.replaceChildren(...shown.map(lineOf));
    count.textContent = countSentence(shown.length, found.length, rows.length);
    more.textContent = `Show all ${countWords(found.length)}`;
    more.hidden = shown.length === found.length;
  };

  const table = document.createElement('table');
  const caption = textElement('caption', '', title);
  const head = tableHead(columns, numeric, (column, direction) => {
    ordered = sortRows(rows, column, direction);
    show();
  });
  table.append(caption, head, body);
  const scroll = textElement('div', 'table-scroll');
  // What scrolls must be reachable by keyboard.
  scroll.tabIndex = 0;
  scroll.role = 'region';
  scroll.ariaLabel = title;
  scroll.append(table);

  filter.input.addEventListener('input', show);
  more.addEventListener('click', () => {
    all = true;
    show();
    scroll.focus();
  });
  show();
  const tools = textElement('div', 'table-tools');
  tools.append(...(numeric.every(Boolean) ? [] : [filter.label]), count);
  const root = textElement('div', 'data-table');
  root.append(tools, ...sentences.map(sentence => textElement('p', 'table-remark', sentence)), scroll, more);
  element.replaceChildren(root);
}

function tableLine(row: Row, numeric: readonly boolean[], words: TableRemarks['cell']): HTMLTableRowElement {
  const line = document.createElement('tr');
  row.forEach((cell, column) => {
    const names = column === 0 && numeric[column] !== true;
    const element = document.createElement(names ? 'th' : 'td');
    if (names) element.scope = 'row';
    const kinds = [numeric[column] === true ? 'table-number' : '', cell === null ? 'table-unknown' : ''];
    element.className = kinds.filter(Boolean).join(' ');
    element.textContent = words(row, column) ?? cellWords(cell);
    line.append(element);
  });
  return line;
}

function countSentence(shown: number, found: number, all: number): string {
  const rows = all === 1 ? 'row' : 'rows';
  if (found === 0 && all > 0) return 'No row matches';
  const of = found === all ? countWords(all) : `${countWords(found)} of ${countWords(all)}`;
  return shown === found ? `${of} ${rows}` : `${of} ${rows}, the first ${countWords(shown)} shown`;
}

function filterName(rows: readonly Row[]): string {
  const texts = (rows[0] ?? []).filter(cell => typeof cell === 'string');
  return texts.length > 0 && texts.every(isDay) ? 'Filter by date' : 'Filter by name';
}

function filterBox(name: string) {
  const input = document.createElement('input');
  input.type = 'search';
  input.className = 'table-filter';
  input.autocomplete = 'off';
  const label = document.createElement('label');
  label.append(name, input);
  return { label, input };
}

function textElement<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  text = '',
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

/** A row of column names that sort when pressed: numbers from the largest at first, text from A; again for the other way. */
function tableHead(
  columns: readonly string[],
  numeric: readonly boolean[],
  onSort: (column: number, direction: Direction) => void,
): HTMLTableSectionElement {
  const heads = columns.map((name, column) => {
    const head = document.createElement('th');
    head.scope = 'col';
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'table-sort';
    button.textContent = headingWords(name);
    head.append(button);
    if (numeric[column] === true) head.className = 'table-number';
    button.addEventListener('click', () => {
      const direction = nextDirection(head.ariaSort, numeric[column] === true);
      for (const other of heads) other.ariaSort = null;
      head.ariaSort = direction;
      onSort(column, direction);
    });
    return head;
  });
  const line = document.createElement('tr');
  line.append(...heads);
  const section = document.createElement('thead');
  section.append(line);
  return section;
}

function nextDirection(current: string | null, numeric: boolean): Direction {
  if (current === null) return numeric ? 'descending' : 'ascending';
  return current === 'ascending' ? 'descending' : 'ascending';
}
