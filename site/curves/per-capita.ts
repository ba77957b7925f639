import { segmentedControl } from '../controls/segmented-control.ts';
import { countWords } from '../text/number-words.ts';
import { PER_PEOPLE, STANDARD_PER } from '../view/view.ts';
import { field, namedField } from './field.ts';

export interface PerCapita {
  readonly element: HTMLElement;
  readonly set: (per: number | null) => void;
}

/** Counts, or values per so many people. The number of people is kept while counts are shown. */
export function perCapita(onChange: (per: number | null) => void): PerCapita {
  const choice = field('curves-per', 'Counts or per capita', false);
  choice.className = 'segments';
  const select = document.createElement('select');
  select.className = 'select';
  select.setAttribute('aria-label', 'Per how many people');
  for (const per of PER_PEOPLE) {
    const option = document.createElement('option');
    option.value = String(per);
    option.textContent = per === 1 ? 'per person' : `per ${countWords(per)} people`;
    select.append(option);
  }
  select.value = String(STANDARD_PER);
  select.addEventListener('change', () => onChange(Number(select.value)));
  const segments = segmentedControl(
    choice,
    [
      { value: 'count', title: 'Count' },
      { value: 'capita', title: 'Per capita' },
    ],
    value => onChange(value === 'count' ? null : Number(select.value)),
  );
  return {
    element: namedField('Numbers', choice, select),
    set: per => {
      segments.set(per === null ? 'count' : 'capita');
      select.hidden = per === null;
      if (per !== null) select.value = String(per);
    },
  };
}
