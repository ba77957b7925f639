import { element } from '../controls/element.ts';

interface SliderForm {
  readonly id: string;
  readonly label: string;
  readonly range: { readonly min: number; readonly max: number; readonly step: number };
  readonly words: (value: number) => string;
  /** Called on the way with false, and with true where the visitor lets go. */
  readonly onMove: (value: number, done: boolean) => void;
}

export interface SliderField {
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
