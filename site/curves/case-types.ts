import type { MeasureDescription } from '../../functions/contract/snapshot.ts';
import { field } from './field.ts';

export interface CaseTypes {
  readonly element: HTMLElement;
  readonly set: (measures: readonly string[]) => void;
}

/** A checkbox for each thing that is counted. */
export function caseTypes(
  measures: readonly MeasureDescription[],
  onChange: (measures: readonly string[]) => void,
): CaseTypes {
  const element = field('curves-measures', 'Case types', false);
  element.classList.add('curves-types');
  const inputs = measures.map(({ id, title }) => {
    const input = document.createElement('input');
    input.type = 'checkbox';
    input.value = id;
    input.addEventListener('change', () => onChange(inputs.filter(({ checked }) => checked).map(({ value }) => value)));
    const label = document.createElement('label');
    label.append(input, title);
    element.append(label);
    return input;
  });
  return {
    element,
    set: chosen => {
      for (const input of inputs) input.checked = chosen.includes(input.value);
    },
  };
}
