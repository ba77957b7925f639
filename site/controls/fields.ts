import { element } from './element.ts';

/** A group of controls under a name, which may be for screen readers only. */
export function field(id: string, legend: string, visible = true): HTMLFieldSetElement {
  const name = element('legend', { className: visible ? 'note' : 'visually-hidden' }, legend);
  return element('fieldset', { id, className: 'curves-field' }, name);
}

/** A row of controls under a name that screen readers skip: the controls have names of their own. */
export function namedField(name: string, ...row: readonly HTMLElement[]): HTMLElement {
  const title = element('p', { className: 'note', ariaHidden: 'true' }, name);
  return element('div', { className: 'curves-field' }, title, element('div', { className: 'curves-row' }, ...row));
}

/** An input for a number within a range. */
export function numberInput({ min, max, step }: { min: number; max: number; step: number }): HTMLInputElement {
  const range = { min: String(min), max: String(max), step: String(step) };
  return element('input', { type: 'number', className: 'input sandbox-number', required: true, ...range });
}

/** Sets a number, as the one that a visitor's typing starts from. */
export function setNumber(input: HTMLInputElement, value: number): void {
  input.defaultValue = String(value);
  input.value = String(value);
}

/** Whether a number input holds text that was typed and not applied yet: it has its own undo. */
export function isBeingTyped(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type === 'number' && target.value !== target.defaultValue;
}

interface SliderForm {
  readonly id: string;
  readonly label: string;
  readonly range: { readonly min: number; readonly max: number; readonly step: number };
  readonly words: (value: number) => string;
  /** `done` is false while the slider moves, and true when the visitor lets go. */
  readonly onMove: (value: number, done: boolean) => void;
}

interface SliderField {
  readonly field: HTMLElement;
  readonly set: (value: number) => void;
}

/** A slider under its label and its live value. */
export function sliderField({ id, label, range, words, onMove }: SliderForm): SliderField {
  const value = element('output', { className: 'slider-value' });
  const input = element('input', { id, className: 'slider', type: 'range' });
  input.min = String(range.min);
  input.max = String(range.max);
  input.step = String(range.step);
  value.htmlFor.add(id);
  // A screen reader hears the value from the slider itself.
  value.ariaLive = 'off';
  const head = element('div', { className: 'slider-head' }, element('label', { htmlFor: id }, label), value);
  const set = (current: number) => {
    input.value = String(current);
    value.textContent = words(current);
    input.ariaValueText = words(current);
  };
  input.addEventListener('input', () => onMove(input.valueAsNumber, false));
  input.addEventListener('change', () => onMove(input.valueAsNumber, true));
  return { field: element('div', { className: 'sandbox-slider' }, head, input), set };
}
