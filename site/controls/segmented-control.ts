import { element } from './element.ts';

export interface SegmentedControl<T extends string> {
  readonly set: (value: T) => void;
  /** Offers only the options that have a title here. */
  readonly offer: (titles: Readonly<Partial<Record<T, string>>>) => void;
}

/** A choice of one among a few, as native radio buttons in a row. @param titles by value, in the order of the buttons */
export function segmentedControl<Titles extends Readonly<Record<string, string>>>(
  fieldset: HTMLFieldSetElement,
  titles: Titles,
  onChange: (value: Extract<keyof Titles, string>) => void,
): SegmentedControl<Extract<keyof Titles, string>> {
  const labels = new Map<string, HTMLLabelElement>();
  for (const value in titles) {
    const input = element('input', { type: 'radio', name: fieldset.id, value, onchange: () => onChange(value) });
    labels.set(value, element('label', {}, input, element('span', {}, titles[value] ?? '')));
  }
  fieldset.append(...labels.values());
  return {
    set: chosen => {
      for (const input of fieldset.querySelectorAll('input')) input.checked = input.value === chosen;
    },
    offer: offered => {
      const titleOf = new Map<string, unknown>(Object.entries(offered));
      for (const [value, label] of labels) {
        const title = titleOf.get(value);
        label.hidden = title === undefined;
        const text = label.querySelector('span');
        if (text !== null && title !== undefined && text.textContent !== title) text.textContent = String(title);
      }
    },
  };
}
