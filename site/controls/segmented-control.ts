export interface Option<T extends string> {
  readonly value: T;
  readonly title: string;
}

export interface SegmentedControl<T extends string> {
  readonly set: (value: T) => void;
  /** Offers some of the options alone, under the titles that they come with. */
  readonly offer: (options: readonly Option<T>[]) => void;
}

/** A choice of one among a few, as native radio buttons in a row. */
export function segmentedControl<T extends string>(
  fieldset: HTMLFieldSetElement,
  options: readonly Option<T>[],
  onChange: (value: T) => void,
): SegmentedControl<T> {
  const inputs = options.map(({ value, title }) => {
    const input = document.createElement('input');
    input.type = 'radio';
    input.name = fieldset.id;
    input.value = value;
    input.addEventListener('change', () => onChange(value));
    const label = document.createElement('label');
    const text = document.createElement('span');
    text.textContent = title;
    label.append(input, text);
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
