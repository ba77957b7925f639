import type { DroppedFile } from '../../functions/contract/dropped.ts';
import { element } from '../controls/element.ts';
import { formatCount } from '../format/numbers-and-dates.ts';
import { readableSentence } from '../format/sentences.ts';

export interface PreviewActions {
  readonly publish: () => void;
  readonly discard: () => void;
}

/** What a file was taken for: its columns with their first cells, each with its reason, and what will be published. */
export function droppedPreview(file: DroppedFile, { publish, discard }: PreviewActions): HTMLElement {
  const { rows, columns, remarks, warnings, replaces } = file;
  const size = `${counted(rows, 'row')}, ${counted(columns.length, 'column')}`;
  const title = element('h2', {}, `${file.file}: `, element('span', { className: 'preview-size' }, size));
  const instead = replaces ? [`It replaces the ${file.file} that is published; earlier versions stay.`] : [];
  const actions = element(
    'div',
    { className: 'preview-actions' },
    element('button', { type: 'button', className: 'primary', onclick: publish }, 'Publish it'),
    element('button', { type: 'button', className: 'quiet', onclick: discard }, 'Discard'),
    element('p', { className: 'zone-promise' }, `It goes into the uploads folder and opens at /${file.dataset}.`),
  );
  const preview = element(
    'section',
    { className: 'preview', ariaLabel: `What ${file.file} was taken for`, tabIndex: -1 },
    title,
    sentences('preview-remarks', [...remarks, ...instead]),
    ...(warnings.length === 0 ? [] : [sentences('dropped-refusal', warnings)]),
    firstRows(file),
    reasons(file),
    actions,
  );
  return preview;
}

function sentences(className: string, texts: readonly string[]): HTMLElement {
  return element('ul', { className }, ...texts.map(text => element('li', {}, readableSentence(text))));
}

/** The first rows as the file has them, under the kind of each column. */
function firstRows({ file, columns, firstRows }: DroppedFile): HTMLElement {
  const heads = columns.map(({ name, type, unit }) => {
    const kind = unit === null ? KINDS[type] : `${KINDS[type]}, ${unit}`;
    const head = element('th', { scope: 'col' }, name, element('span', {}, kind));
    head.className = isNumber(type) ? 'is-number' : '';
    return head;
  });
  const rows = firstRows.map(cells => {
    const cellsOf = cells.map((cell, at) => {
      const className = isNumber(columns[at]?.type ?? 'text') ? 'is-number' : '';
      return cell === null
        ? element('td', { className: `${className} is-missing` }, '–')
        : element('td', { className }, cell);
    });
    return element('tr', {}, ...cellsOf);
  });
  const caption = element('caption', { className: 'visually-hidden' }, `The first rows of ${file}`);
  const table = element('table', {}, caption, element('thead', {}, element('tr', {}, ...heads)));
  table.append(element('tbody', {}, ...rows));
  const scroll = element('div', {
    className: 'preview-rows',
    role: 'region',
    tabIndex: 0,
    ariaLabel: `First rows of ${file}`,
  });
  scroll.append(table);
  return scroll;
}

/** Why each column was taken for what it is. */
function reasons({ columns }: DroppedFile): HTMLElement {
  const list = element('dl', { className: 'preview-reasons' });
  for (const { name, why } of columns) {
    list.append(element('dt', {}, name), element('dd', {}, why));
  }
  return element('details', {}, element('summary', {}, 'What each column was taken for, and why'), list);
}

const KINDS: Readonly<Record<DroppedFile['columns'][number]['type'], string>> = {
  integer: 'whole number',
  decimal: 'number',
  boolean: 'yes or no',
  date: 'date',
  timestamp: 'date and time',
  text: 'text',
};

function isNumber(type: string): boolean {
  return type === 'integer' || type === 'decimal';
}

function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}
