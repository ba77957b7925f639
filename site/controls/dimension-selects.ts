import type { Dimension, DimensionChoice } from '../../functions/contract/snapshot.ts';
import { element } from './element.ts';

export interface DimensionSelects {
  readonly elements: readonly HTMLElement[];
  readonly set: (choice: DimensionChoice) => void;
}

/** A labeled list of values for each dimension, such as age and sex. */
export function dimensionSelects(
  dimensions: readonly Dimension[],
  onChange: (choice: DimensionChoice) => void,
): DimensionSelects {
  let current: DimensionChoice = {};
  const parts = dimensions.map(({ id, title, values }) => {
    const select = element('select', { className: 'select' }, ...values.map(value => new Option(value, value)));
    select.addEventListener('change', () => onChange({ ...current, [id]: select.value }));
    const field = element(
      'label',
      { className: 'field dimension' },
      element('span', { className: 'dimension-title' }, title),
      select,
    );
    return { id, select, field };
  });
  return {
    elements: parts.map(({ field }) => field),
    set: choice => {
      current = choice;
      for (const { id, select } of parts) select.value = choice[id] ?? '';
    },
  };
}
