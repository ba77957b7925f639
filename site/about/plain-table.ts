import { element } from '../controls/element.ts';
import { countWords } from '../text/number-words.ts';
import { scrollBox } from './scroll-box.ts';

export interface PlainTable {
  readonly title: string;
  readonly columns: readonly string[];
  /** Numbers stand to the right; null is said to be not known. */
  readonly rows: readonly (readonly PlainCell[])[];
}

export type PlainCell = string | number | null;

/** More rows than these are shown when they are asked for. */
const FIRST_ROWS = 20;

/** A table that scrolls inside itself, with its first rows and a button for the rest. */
export function plainTable({ title, columns, rows }: PlainTable): HTMLElement {
  const isNumeric = columns.map((_, column) => rows.every(row => typeof row[column] !== 'string'));
  const body = element('tbody');
  const show = (shown: readonly (readonly PlainCell[])[]) => {
    body.append(...shown.map(row => lineOf(row, isNumeric)));
  };
  const head = columns.map((name, column) => {
    return element('th', { scope: 'col', className: isNumeric[column] === true ? 'about-number' : '' }, name);
  });
  const table = element(
    'table',
    {},
    element('caption', {}, title),
    element('thead', {}, element('tr', {}, ...head)),
    body,
  );
  const box = scrollBox(title, table);
  show(rows.slice(0, FIRST_ROWS));
  if (rows.length <= FIRST_ROWS) return element('div', { className: 'about-table' }, box);
  const more = element('button', { type: 'button', className: 'quiet' }, `Show all ${countWords(rows.length)}`);
  more.addEventListener('click', () => {
    show(rows.slice(FIRST_ROWS));
    const next = body.children[FIRST_ROWS];
    more.remove();
    // The focus goes on where the new rows begin.
    if (!(next instanceof HTMLElement)) return;
    next.tabIndex = -1;
    next.focus();
  });
  return element('div', { className: 'about-table' }, box, more);
}

function lineOf(cells: readonly PlainCell[], isNumeric: readonly boolean[]): HTMLElement {
  const line = cells.map((cell, column) => {
    const made = column === 0 ? element('th', { scope: 'row' }) : element('td');
    made.className = isNumeric[column] === true ? 'about-number' : '';
    made.textContent = cell === null ? 'not known' : typeof cell === 'number' ? countWords(cell) : cell;
    return made;
  });
  return element('tr', {}, ...line);
}
