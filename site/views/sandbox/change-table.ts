import { element } from '../../controls/element.ts';
import { numberInput, setNumber } from '../../controls/fields.ts';
import { parseD, parseR, parseT } from './address.ts';
import {
  type Changes,
  clearChanges,
  D_RANGE,
  dropChange,
  MAX_CHANGES,
  R_RANGE,
  setChange,
  T_RANGE,
} from './changes.ts';
import type { RateChange } from './sir.ts';

export interface ChangeTable {
  readonly root: HTMLElement;
  readonly set: (changes: Changes) => void;
}

interface Row {
  readonly line: HTMLTableRowElement;
  readonly set: (change: RateChange, index: number, count: number) => void;
  readonly focus: () => void;
}

const NOTE = 'New values hold from the beginning of their day; the charts show the end of each day.';
const COLUMNS = ['From day', 'd', 'r', 'Baseline', 'Alternate'];

/** The changes as a table whose numbers can be typed over, with a form for one more. */
export function changeTable(commit: (changes: Changes) => void): ChangeTable {
  let changes: Changes = [];
  const rows: Row[] = [];
  const status = element('p', { className: 'note sandbox-status', role: 'status' });
  const note = element('p', { className: 'note sandbox-hint' }, NOTE);
  const body = element('tbody');
  const heads = COLUMNS.map(name => element('th', { scope: 'col' }, name));
  const dropHead = element('th', { scope: 'col' }, element('span', { className: 'visually-hidden' }, 'Drop'));
  const caption = element('caption', { className: 'visually-hidden' }, 'Values of d and r, and the day each begins');
  const table = element('table', {}, caption, element('thead', {}, element('tr', {}, ...heads, dropHead)), body);

  const show = () => {
    for (const row of rows.splice(changes.length)) row.line.remove();
    while (rows.length < changes.length) {
      const row = tableRow(rows.length, () => changes, replace, say);
      rows.push(row);
      body.append(row.line);
    }
    changes.forEach((change, index) => {
      rows[index]?.set(change, index, changes.length);
    });
    form.suggest(changes);
  };
  const say = (text: string) => {
    status.textContent = text;
  };
  const replace = (next: Changes, focusDay: number | null) => {
    say('');
    commit(next);
    if (focusDay === null) return;
    const index = changes.findIndex(({ t }) => t >= focusDay);
    if (index > 0) rows[index]?.focus();
    else form.focus();
  };
  const form = addForm(change => {
    const next = setChange(changes, change);
    if (next.length > MAX_CHANGES) return say(`There is room for ${MAX_CHANGES} rows. Drop one first.`);
    commit(next);
    say(`From day ${change.t}: d ${change.d}, r ${change.r}.`);
  });
  const clear = element('button', { type: 'button', className: 'quiet' }, 'Clear all');
  clear.addEventListener('click', () => {
    commit(clearChanges(changes));
    say('Only the start is left.');
  });
  return {
    root: element(
      'div',
      { className: 'sandbox-changes' },
      element('div', { className: 'sandbox-scroll' }, table),
      note,
      form.root,
      clear,
      status,
    ),
    set: next => {
      changes = next;
      show();
    },
  };
}

function tableRow(
  index: number,
  changes: () => Changes,
  replace: (changes: Changes, focusDay: number | null) => void,
  say: (text: string) => void,
): Row {
  const inBaseline = element('td');
  const inAlternate = element('td');
  const change = (): RateChange => changes()[index] ?? { t: 0, d: D_RANGE.min, r: R_RANGE.min };
  const cell = (name: keyof RateChange, range: typeof T_RANGE | typeof D_RANGE | typeof R_RANGE) => {
    const input = numberInput(range);
    input.addEventListener('change', () => {
      const value = PARSERS[name](input.value);
      if (value === null) {
        setNumber(input, change()[name]);
        return say(`${WORDS[name]} from ${range.min} to ${range.max}, in steps of ${range.step}.`);
      }
      const moved = { ...change(), [name]: value };
      const stays = document.activeElement === input && name === 't';
      replace(setChange(dropChange(changes(), change().t), moved), stays ? value : null);
    });
    return input;
  };
  const inputs = { t: cell('t', T_RANGE), d: cell('d', D_RANGE), r: cell('r', R_RANGE) };
  inputs.t.disabled = index === 0;
  const drop = element('button', { type: 'button', className: 'close sandbox-remove', hidden: index === 0 }, '×');
  drop.addEventListener('click', () => replace(dropChange(changes(), change().t), change().t));
  const line = element(
    'tr',
    {},
    ...[inputs.t, inputs.d, inputs.r].map(input => element('td', {}, input)),
    inBaseline,
    inAlternate,
    element('td', {}, drop),
  );
  return {
    line,
    focus: () => inputs.t.focus(),
    set: ({ t, d, r }, at, count) => {
      setNumber(inputs.t, t);
      setNumber(inputs.d, d);
      setNumber(inputs.r, r);
      inputs.t.ariaLabel = at === 0 ? 'Day of the start' : `Day of change ${at}`;
      inputs.d.ariaLabel = `d from day ${t}`;
      inputs.r.ariaLabel = `r from day ${t}`;
      drop.ariaLabel = `Drop the change on day ${t}`;
      inBaseline.textContent = at === 0 || at < count - 1 ? 'Yes' : 'No';
      inAlternate.textContent = 'Yes';
    },
  };
}

const PARSERS = { t: parseT, d: parseD, r: parseR } as const;
const WORDS = { t: 'A day is a whole number', d: 'd is a whole number of days', r: 'r is a number' } as const;

/** A new change is suggested so many days after the last one. */
const DAYS_ON = 30;

interface AddForm {
  readonly root: HTMLFormElement;
  /** Fills in what could come next. */
  readonly suggest: (changes: Changes) => void;
  readonly focus: () => void;
}

/** Three fields and a button for one more change. */
function addForm(onAdd: (change: RateChange) => void): AddForm {
  const day = numberInput(T_RANGE);
  const d = numberInput(D_RANGE);
  const r = numberInput(R_RANGE);
  setNumber(d, 14);
  setNumber(r, 1.5);
  const root = element(
    'form',
    { className: 'row sandbox-add' },
    labeledInput('From day', 't', day),
    labeledInput('d', 'd', d),
    labeledInput('r', 'r', r),
    element('button', { type: 'submit', className: 'quiet' }, 'Add'),
  );
  root.addEventListener('submit', event => {
    event.preventDefault();
    const change = { t: parseT(day.value), d: parseD(d.value), r: parseR(r.value) };
    if (change.t === null || change.d === null || change.r === null) return;
    setNumber(d, change.d);
    setNumber(r, change.r);
    onAdd({ t: change.t, d: change.d, r: change.r });
  });
  return {
    root,
    suggest: changes => setNumber(day, Math.min((changes.at(-1)?.t ?? 0) + DAYS_ON, T_RANGE.max)),
    focus: () => day.focus(),
  };
}

function labeledInput(text: string, name: string, input: HTMLInputElement): HTMLElement {
  input.id = `sandbox-add-${name}`;
  return element('div', {}, element('label', { htmlFor: input.id }, text), input);
}
