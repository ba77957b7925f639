import { element } from './element.ts';

/** A group of controls under a name: seen above them, or only heard. */
export function field(id: string, legend: string, seen = true): HTMLFieldSetElement {
  const fieldset = document.createElement('fieldset');
  fieldset.id = id;
  fieldset.className = 'curves-field';
  const name = document.createElement('legend');
  name.textContent = legend;
  if (!seen) name.className = 'visually-hidden';
  fieldset.append(name);
  return fieldset;
}

/** A row of controls under a name that is only seen: what is in the row has names of its own. */
export function namedField(name: string, ...row: readonly HTMLElement[]): HTMLElement {
  const title = document.createElement('p');
  title.className = 'curves-field-name';
  title.textContent = name;
  title.setAttribute('aria-hidden', 'true');
  const controls = document.createElement('div');
  controls.className = 'curves-row';
  controls.append(...row);
  const element = document.createElement('div');
  element.className = 'curves-field';
  element.append(title, controls);
  return element;
}

/** A field for a number within a range. */
export function numberInput({ min, max, step }: { min: number; max: number; step: number }): HTMLInputElement {
  const input = element('input', { type: 'number', className: 'sandbox-number', required: true });
  input.min = String(min);
  input.max = String(max);
  input.step = String(step);
  return input;
}

/** Puts a number in place, as the one that a visitor's typing departs from. */
export function setNumber(input: HTMLInputElement, value: number): void {
  input.defaultValue = String(value);
  input.value = String(value);
}

/** Whether an element holds typing that has not been taken over yet: it has an undo of its own. */
export function isBeingTyped(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type === 'number' && target.value !== target.defaultValue;
}

interface SliderForm {
  readonly id: string;
  readonly label: string;
  readonly range: { readonly min: number; readonly max: number; readonly step: number };
  readonly words: (value: number) => string;
  /** Called on the way with false, and with true where the visitor lets go. */
  readonly onMove: (value: number, done: boolean) => void;
}

interface SliderField {
  readonly field: HTMLElement;
  readonly set: (value: number) => void;
}

/** A slider under its label and its live value. */
export function sliderField({ id, label, range, words, onMove }: SliderForm): SliderField {
  const value = element('output', { className: 'sandbox-value' });
  const input = element('input', { id, className: 'slider', type: 'range' });
  input.min = String(range.min);
  input.max = String(range.max);
  input.step = String(range.step);
  value.htmlFor.add(id);
  // A screen reader hears the value from the slider itself.
  value.ariaLive = 'off';
  const head = element('div', { className: 'sandbox-slider-head' }, element('label', { htmlFor: id }, label), value);
  const set = (current: number) => {
    input.value = String(current);
    value.textContent = words(current);
    input.ariaValueText = words(current);
  };
  input.addEventListener('input', () => onMove(input.valueAsNumber, false));
  input.addEventListener('change', () => onMove(input.valueAsNumber, true));
  return { field: element('div', { className: 'sandbox-slider' }, head, input), set };
}
