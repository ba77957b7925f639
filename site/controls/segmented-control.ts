import type { MeasureKind } from '../../functions/contract/snapshot.ts';
import { CHANGES, type Change } from '../address/choices.ts';
import { CHANGE_TITLES } from '../format/measures.ts';
import { element } from './element.ts';

export interface Option<T extends string> {
  readonly value: T;
  readonly title: string;
}

export interface SegmentedControl<T extends string> {
  readonly set: (value: T) => void;
  /** Offers only some of the options, under the given titles. */
  readonly offer: (options: readonly Option<T>[]) => void;
}

/** A choice of one among a few, as native radio buttons in a row. */
export function segmentedControl<T extends string>(
  fieldset: HTMLFieldSetElement,
  options: readonly Option<T>[],
  onChange: (value: T) => void,
): SegmentedControl<T> {
  const inputs = options.map(({ value, title }) => {
    const input = element('input', { type: 'radio', name: fieldset.id, value, onchange: () => onChange(value) });
    const text = element('span', {}, title);
    const label = element('label', {}, input, text);
    fieldset.append(label);
    return { value, input, label, text };
  });
  return {
    set: value => {
      for (const { input } of inputs) input.checked = input.value === value;
    },
    offer: offered => {
      for (const { value, label, text } of inputs) {
        const option = offered.find(candidate => candidate.value === value);
        label.hidden = option === undefined;
        if (option !== undefined && text.textContent !== option.title) text.textContent = option.title;
      }
    },
  };
}

/** The choice between value and change, as a kind of measure calls them. */
export function changeOptions(kind: MeasureKind): Option<Change>[] {
  return CHANGES.map(value => ({ value, title: CHANGE_TITLES[kind][value] }));
}
