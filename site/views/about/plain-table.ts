import { element } from '../../controls/element.ts';
import { formatCount } from '../../format/numbers-and-dates.ts';

export interface PlainTable {
  readonly title: string;
  readonly columns: readonly string[];
  /** A column of numbers is aligned to the right; null reads "not known". */
  readonly rows: readonly (readonly PlainCell[])[];
  readonly className?: string;
}

export type PlainCell = string | number | null;

/** More rows than these are shown on request. */
const FIRST_ROWS = 20;

/** A table that scrolls inside itself, with its first rows and a button for the rest. */
export function plainTable({ title, columns, rows, className = '' }: PlainTable): HTMLElement {
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
  const box = element('div', { className: `about-table ${className}` }, scrollBox(title, table));
  show(rows.slice(0, FIRST_ROWS));
  if (rows.length <= FIRST_ROWS) return box;
  const more = element('button', { type: 'button', className: 'quiet' }, `Show all ${formatCount(rows.length)}`);
  more.addEventListener('click', () => {
    show(rows.slice(FIRST_ROWS));
    const next = body.children[FIRST_ROWS];
    more.remove();
    // The focus goes on where the new rows begin.
    if (!(next instanceof HTMLElement)) return;
    next.tabIndex = -1;
    next.focus();
  });
  box.append(more);
  return box;
}

function lineOf(cells: readonly PlainCell[], isNumeric: readonly boolean[]): HTMLElement {
  const line = cells.map((cell, column) => {
    const made = column === 0 ? element('th', { scope: 'row' }) : element('td');
    made.className = isNumeric[column] === true ? 'about-number' : '';
    made.textContent = cell === null ? 'not known' : typeof cell === 'number' ? formatCount(cell) : cell;
    return made;
  });
  return element('tr', {}, ...line);
}

/** Holds what may be wider than the page; as long as it is, it can be reached and scrolled by keyboard. */
function scrollBox(name: string, content: HTMLElement): HTMLElement {
  const box = element('div', { className: 'about-scroll' }, content);
  const fit = () => {
    if (box.scrollWidth > box.clientWidth) {
      box.tabIndex = 0;
      box.role = 'region';
      box.ariaLabel = name;
    } else {
      for (const attribute of ['tabindex', 'role', 'aria-label']) box.removeAttribute(attribute);
    }
  };
  new ResizeObserver(fit).observe(box);
  return box;
}
