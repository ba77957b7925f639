import { element } from '../controls/element.ts';

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
