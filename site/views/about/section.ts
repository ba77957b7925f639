import { element } from '../../controls/element.ts';
import { formatCount } from '../../format/numbers-and-dates.ts';

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
  return element('div', { className: 'about-table' }, box, more);
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

/** A part of the page under a heading, which the list of contents leads to. */
export function aboutSection(id: string, title: string, ...children: readonly (Node | string)[]): HTMLElement {
  const headingId = `about-${id}-title`;
  const section = element(
    'section',
    { id: `about-${id}`, className: 'about-section' },
    element('h2', { id: headingId }, title),
    ...children,
  );
  section.setAttribute('aria-labelledby', headingId);
  return section;
}

/** Links to the sections, by their headings. */
export function contents(sections: readonly HTMLElement[]): HTMLElement {
  const items = sections.map(({ id, firstElementChild }) =>
    element('li', {}, element('a', { href: `#${id}` }, firstElementChild?.textContent ?? id)),
  );
  return element('nav', { className: 'about-contents', ariaLabel: 'On this page' }, element('ul', {}, ...items));
}

/** The last part of an upload's key: `06-30-2020.csv`. */
export function fileOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

/** Something that is made and shown when its line is opened. */
export function fold(title: string, make: () => Node): HTMLElement {
  const details = element('details', { className: 'about-fold' }, element('summary', {}, title));
  details.addEventListener('toggle', () => details.append(make()), { once: true });
  return details;
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

/** A link to a web address; the bare name where the address is none, because it was written by whoever described the data. */
export function webLink(name: string, url: string): Node {
  return /^https?:\/\//.test(url) ? element('a', { href: url }, name) : document.createTextNode(name);
}
