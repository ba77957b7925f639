import type { TableFile } from '../../../functions/contract/table.ts';
import { element } from '../../controls/element.ts';
import { openDialog } from '../../export/dialog.ts';
import { MISSING, withColumnUnit } from '../../format/cells.ts';
import { formatCount } from '../../format/numbers-and-dates.ts';

/** A panel that stays in step with the address: it is opened and closed by it. */
export interface Panel {
  readonly close: () => void;
}

interface RecordEvents {
  readonly onClose: () => void;
  /** null where there is no such row. */
  readonly onStep: { readonly before: (() => void) | null; readonly after: (() => void) | null };
}

/** Everything about one row: all columns, shown in the table or not. @param row null while it is loading */
export function recordPanel(
  { columns }: Pick<TableFile, 'columns'>,
  number: number,
  events: RecordEvents,
): Panel & { readonly fill: (row: readonly string[]) => void; readonly fail: (again: () => void) => void } {
  const list = element('dl', { className: 'record-list' }, ...columns.flatMap(({ name }) => recordLine(name, '…')));
  const body = element('div', {}, list);
  const { before, after } = events.onStep;
  const steps = element(
    'div',
    { className: 'row record-steps' },
    stepButton('Previous row', before),
    stepButton('Next row', after),
  );
  const dialog = openDialog({
    title: `Row ${formatCount(number)}`,
    content: [steps, body],
    isSheet: true,
    onClose: events.onClose,
  });
  dialog.classList.add('record');
  return {
    close: () => dialog.close(),
    fill: cells => {
      list.replaceChildren(
        ...columns.flatMap((column, at) => {
          const text = cells[at] ?? MISSING;
          return recordLine(column.name, text === MISSING ? text : withColumnUnit(text, column.unit));
        }),
      );
      body.replaceChildren(list);
    },
    fail: again => body.replaceChildren(failureLine('This row did not load.', again)),
  };
}

function stepButton(name: string, go: (() => void) | null): HTMLElement {
  const button = element('button', { type: 'button', className: 'quiet', disabled: go === null }, name);
  if (go !== null) button.addEventListener('click', go);
  return button;
}

function recordLine(name: string, value: string): HTMLElement[] {
  const words =
    value === MISSING
      ? element(
          'span',
          { className: 'grid-missing' },
          value,
          element('span', { className: 'visually-hidden' }, ' missing'),
        )
      : value;
  return [element('dt', {}, name), element('dd', {}, words)];
}

/** What failed, and a button that tries again. */
export function failureLine(words: string, again: () => void): HTMLElement {
  const button = element('button', { type: 'button', className: 'quiet', onclick: again }, 'Try again');
  return element('div', { className: 'failure table-failure', role: 'alert' }, element('p', {}, words), button);
}
