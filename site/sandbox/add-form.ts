import { element } from '../controls/element.ts';

import { type Changes, D_RANGE, R_RANGE, T_RANGE } from './changes.ts';
import { numberInput, setNumber } from './number-input.ts';
import { parseD, parseR, parseT } from './parse-rates.ts';
import type { Change } from './sir.ts';

/** A new change is suggested so many days after the last one. */
const DAYS_ON = 30;

export interface AddForm {
  readonly root: HTMLFormElement;
  /** Fills in what could come next. */
  readonly suggest: (changes: Changes) => void;
  readonly focus: () => void;
}

/** Three fields and a button for one more change. */
export function addForm(onAdd: (change: Change) => void): AddForm {
  const day = numberInput(T_RANGE);
  const d = numberInput(D_RANGE);
  const r = numberInput(R_RANGE);
  setNumber(d, 14);
  setNumber(r, 1.5);
  const root = element(
    'form',
    { className: 'sandbox-add' },
    labelled('From day', 't', day),
    labelled('d', 'd', d),
    labelled('r', 'r', r),
    element('button', { type: 'submit', className: 'sandbox-button' }, 'Add'),
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

function labelled(text: string, name: string, input: HTMLInputElement): HTMLElement {
  input.id = `sandbox-add-${name}`;
  return element('div', {}, element('label', { htmlFor: input.id }, text), input);
}
