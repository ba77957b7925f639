import './grid-table.css';
import { element } from './element.ts';
import { type RowList, rowWindow, scrollFor } from './row-window.ts';

export interface GridColumn {
  readonly name: string;
  /** In rem. */
  readonly width: number;
  readonly isNumber: boolean;
  readonly sort: 'ascending' | 'descending' | 'none';
  /** Below the name. */
  readonly head: readonly Node[];
}

export interface GridRow {
  /** What the row is called, from 1; where it leads. */
  readonly number: number;
  readonly href: string;
  readonly cells: readonly string[];
}

/** A long list of rows, of which some are here. */
export interface GridRows {
  readonly count: number;
  /** null while it is not here. */
  readonly peek: (index: number) => GridRow | null;
  /** Asks for the rows that are in view, `end` excluded, once scrolling has come to rest. */
  readonly want: (first: number, end: number) => void;
  /** In place of a value: the cell is missing. */
  readonly missing: string;
}

export interface GridTable {
  readonly setColumns: (columns: readonly GridColumn[]) => void;
  /** Shows other rows, from the top. */
  readonly setRows: (rows: GridRows) => void;
  /** Fills in what has arrived since. */
  readonly refresh: () => void;
}

interface GridOptions {
  /** The largest number of a row. */
  readonly largest: number;
  readonly onSort: (column: string) => void;
}

/** Fills an element with a table of any number of rows, of which only those in view are in the page. */
export function gridTable(root: HTMLElement, label: string, { largest, onSort }: GridOptions): GridTable {
  const caption = element('caption', { className: 'visually-hidden' }, label);
  const sizes = element('colgroup');
  const heads = element('tr');
  const above = spacer();
  const below = spacer();
  const body = element('tbody', {}, above, below);
  const table = element('table', { className: 'grid-table' }, caption, sizes, element('thead', {}, heads), body);
  const scroll = element('div', { className: 'grid-scroll', tabIndex: 0, role: 'region', ariaLabel: label }, table);
  root.replaceChildren(scroll);

  let columns: readonly GridColumn[] = [];
  let rows: GridRows = { count: 0, peek: () => null, want: () => undefined, missing: '' };
  /** The row whose link the Tab key reaches. */
  let active = 0;
  const numberRem = String(largest).length * DIGIT + AROUND;
  let painting = 0;
  let resting = 0;
  let isScrolling = false;
  /** The focus waits for the row to arrive. */
  let isAwaited = false;
  const lines = new Map<number, HTMLTableRowElement>();
  let rowHeight = 0;

  const list = (): RowList => {
    rowHeight ||= Number.parseFloat(getComputedStyle(scroll).getPropertyValue('--row-px')) || FALLBACK_ROW_PX;
    return { count: rows.count, height: rowHeight, view: Math.max(1, scroll.clientHeight - heads.offsetHeight) };
  };

  const paint = () => {
    cancelAnimationFrame(painting);
    painting = 0;
    const shown = rowWindow(list(), scroll.scrollTop);
    const hadFocus = body.contains(document.activeElement);
    for (const [index, line] of lines) {
      if (index >= shown.first && index < shown.end) continue;
      line.remove();
      lines.delete(index);
    }
    let before: Element = below;
    for (let index = shown.end - 1; index >= shown.first; index -= 1) {
      const line = lines.get(index) ?? addLine(index, before);
      before = line;
      fill(line, index);
    }
    above.style.height = `${shown.above}px`;
    below.style.height = `${shown.below}px`;
    if (hadFocus && !body.contains(document.activeElement)) scroll.focus({ preventScroll: true });
    clearTimeout(resting);
    if (isScrolling) resting = window.setTimeout(() => rows.want(shown.first, shown.end), REST_MS);
    else rows.want(shown.first, shown.end);
    isScrolling = false;
  };
  const paintSoon = () => {
    if (painting === 0) painting = requestAnimationFrame(paint);
  };

  const addLine = (index: number, before: Element) => {
    const line = element('tr');
    line.ariaRowIndex = String(index + 2);
    line.dataset.index = String(index);
    before.before(line);
    lines.set(index, line);
    return line;
  };
  const fill = (line: HTMLTableRowElement, index: number) => {
    const row = rows.peek(index);
    const key = row === null ? 'waiting' : String(row.number);
    if (line.dataset.key === key) return setReach(line, index);
    line.dataset.key = key;
    const number = element('td', { className: 'grid-number' }, row === null ? '' : String(row.number));
    const cells = columns.map((column, at) => cellOf(column, row, at, rows.missing));
    line.replaceChildren(number, ...cells);
    setReach(line, index);
  };
  const setReach = (line: HTMLTableRowElement, index: number) => {
    const link = line.querySelector('a');
    if (link === null) return;
    link.tabIndex = index === active ? 0 : -1;
    if (!isAwaited || index !== active) return;
    isAwaited = false;
    if (document.activeElement === scroll) link.focus({ preventScroll: true });
  };

  const focusRow = (index: number) => {
    active = Math.max(0, Math.min(rows.count - 1, index));
    scroll.scrollTop = scrollFor(list(), active, scroll.scrollTop);
    paint();
    const link = lines.get(active)?.querySelector('a');
    (link ?? scroll).focus({ preventScroll: true });
    isAwaited = link == null;
  };
  scroll.addEventListener('keydown', event => {
    const page = Math.max(1, Math.floor(list().view / rowHeight) - 1);
    const isInRows = isAwaited || body.contains(document.activeElement);
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page };
    const step = steps[event.key];
    const isEdge = event.key === 'Home' || event.key === 'End';
    if (heads.contains(document.activeElement) || rows.count === 0 || event.altKey || event.metaKey) return;
    if (step === undefined && !(isEdge && (isInRows || event.ctrlKey))) return;
    event.preventDefault();
    if (step === undefined) focusRow(event.key === 'Home' ? 0 : rows.count - 1);
    else focusRow(isInRows ? active + step : rowWindow(list(), scroll.scrollTop).top);
  });
  body.addEventListener('click', event => {
    const { target } = event;
    if (!(target instanceof Element) || target.closest('a') !== null || getSelection()?.isCollapsed === false) return;
    target.closest('tr')?.querySelector('a')?.click();
  });
  body.addEventListener('focusin', ({ target }) => {
    const index = target instanceof Element ? target.closest('tr')?.dataset.index : undefined;
    if (index === undefined || Number(index) === active) return;
    active = Number(index);
    for (const [at, line] of lines) setReach(line, at);
  });
  scroll.addEventListener(
    'scroll',
    () => {
      isScrolling = true;
      paintSoon();
    },
    { passive: true },
  );
  new ResizeObserver(() => {
    rowHeight = 0;
    paintSoon();
  }).observe(scroll);

  const forget = () => {
    for (const line of lines.values()) line.remove();
    lines.clear();
  };
  return {
    setColumns: next => {
      const focused = heads.contains(document.activeElement) ? document.activeElement?.closest('th')?.dataset.name : '';
      const isSame = next.map(({ name }) => name).join('\n') === columns.map(({ name }) => name).join('\n');
      columns = next;
      sizes.replaceChildren(...sizesOf(next, numberRem));
      table.style.width = `max(100%, ${next.reduce((sum, { width }) => sum + width, numberRem)}rem)`;
      table.ariaColCount = String(next.length + 1);
      heads.replaceChildren(
        element(
          'th',
          { scope: 'col', className: 'grid-number' },
          element('span', { className: 'visually-hidden' }, 'Row'),
        ),
        ...next.map(column => headOf(column, onSort)),
      );
      if (focused !== '' && focused !== undefined) {
        for (const head of heads.querySelectorAll('th'))
          if (head.dataset.name === focused) head.querySelector('button')?.focus();
      }
      if (!isSame) forget();
      paint();
    },
    setRows: next => {
      rows = next;
      active = 0;
      table.ariaRowCount = String(next.count + 1);
      scroll.scrollTop = 0;
      forget();
      paint();
    },
    refresh: paint,
  };
}

const FALLBACK_ROW_PX = 32;
/** What only passes by is not asked for. */
const REST_MS = 80;
/** Of the numbers of rows, and around them, in rem. */
const DIGIT = 0.5;
const AROUND = 1.75;

function spacer(): HTMLTableRowElement {
  const line = element('tr', { className: 'grid-space' });
  line.ariaHidden = 'true';
  return line;
}

function sizesOf(columns: readonly GridColumn[], numberRem: number): HTMLElement[] {
  const number = element('col', { className: 'grid-number' });
  number.style.width = `${numberRem}rem`;
  return [
    number,
    ...columns.map(({ width }) => {
      const size = element('col');
      size.style.width = `${width}rem`;
      return size;
    }),
  ];
}

function headOf({ name, isNumber, sort, head }: GridColumn, onSort: (column: string) => void): HTMLElement {
  const button = element('button', { type: 'button', className: 'grid-sort', title: name }, name);
  button.addEventListener('click', () => onSort(name));
  const cell = element('th', { scope: 'col', className: isNumber ? 'grid-figure' : '' }, button, ...head);
  cell.dataset.name = name;
  if (sort !== 'none') cell.ariaSort = sort;
  return cell;
}

function cellOf({ isNumber }: GridColumn, row: GridRow | null, at: number, missing: string): HTMLElement {
  const text = row?.cells[at] ?? '';
  const className = isNumber ? 'grid-figure' : '';
  if (row === null) return element('td', { className }, element('span', { className: 'grid-waiting' }));
  const isMissing = text === missing;
  const words = isMissing
    ? element(
        'span',
        { className: 'grid-missing' },
        text,
        element('span', { className: 'visually-hidden' }, ' missing'),
      )
    : text;
  if (at > 0) return element('td', { className, title: text.length > LONG ? text : '' }, words);
  const link = element('a', { href: row.href, className: 'grid-open', ariaLabel: `Row ${row.number}: ${text}` }, words);
  return element('th', { scope: 'row', className, title: text.length > LONG ? text : '' }, link);
}

/** Longer text may be cut off. */
const LONG = 24;
