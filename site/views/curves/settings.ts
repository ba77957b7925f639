import type { MeasureDescription } from '../../../functions/contract/snapshot.ts';
import type { CurvesDefaults } from '../../../functions/contract/views.ts';
import { PER_PEOPLE, STANDARD_PER } from '../../address/choices.ts';
import { field, namedField } from '../../controls/fields.ts';
import { segmentedControl } from '../../controls/segmented-control.ts';
import { capitalized, measureLabel } from '../../format/measures.ts';
import { formatCount } from '../../format/numbers-and-dates.ts';
import { type Alignment, MAX_TOTAL } from './address.ts';

export interface AlignmentChoice {
  readonly element: HTMLElement;
  readonly set: (align: Alignment | null) => void;
}

type Kind = 'date' | 'total' | 'rate';

/** Whether curves run by date or begin on a day of their own. @param leading the measure that the day goes by */
export function alignmentChoice(
  leading: MeasureDescription,
  starts: CurvesDefaults['align'],
  onChange: (align: Alignment | null) => void,
): AlignmentChoice {
  const element = field('curves-align', 'Start each curve');
  const number = document.createElement('input');
  number.type = 'number';
  number.className = 'curves-number';
  number.min = '1';
  number.max = String(MAX_TOTAL);
  number.step = '1';
  number.value = String(starts.total);
  number.setAttribute('aria-label', `Number of ${measureLabel(leading, 'total')} on the first day`);
  const one = measureLabel(leading, 'total').replace(/s$/, '');

  const total = (): Alignment | null => {
    const count = number.valueAsNumber;
    return Number.isInteger(count) && count >= 1 && count <= MAX_TOTAL ? { by: 'total', count } : null;
  };
  const alignments: Readonly<Record<Kind, () => Alignment | null>> = {
    date: () => null,
    total,
    rate: () => ({ by: 'rate', count: starts.people }),
  };
  const radio = (kind: Kind, ...words: readonly (string | Node)[]) => {
    const input = document.createElement('input');
    input.type = 'radio';
    input.name = 'curves-align';
    input.value = kind;
    input.addEventListener('change', () => {
      if (kind === 'total' && total() === null) number.value = String(starts.total);
      onChange(alignments[kind]());
    });
    const label = document.createElement('label');
    label.append(input, ...words);
    const row = document.createElement('div');
    row.className = 'curves-radio';
    row.append(label);
    element.append(row);
    return { input, row };
  };
  const wrong = document.createElement('p');
  wrong.id = 'curves-align-wrong';
  wrong.className = 'curves-wrong';
  wrong.setAttribute('role', 'alert');
  const judge = (isValid: boolean) => {
    if (isValid) number.removeAttribute('aria-invalid');
    else number.setAttribute('aria-invalid', 'true');
    wrong.textContent = isValid ? '' : `Write a whole number from 1 to ${formatCount(MAX_TOTAL)}.`;
  };
  number.setAttribute('aria-describedby', wrong.id);
  const date = radio('date', 'by date');
  const count = radio('total', `at ${one} number`);
  const rate = radio('rate', `at 1 ${one} in ${formatCount(starts.people)} people`);
  count.row.append(number);
  element.append(wrong);
  number.addEventListener('change', () => {
    const align = total();
    judge(align !== null);
    if (align !== null) onChange(align);
  });
  return {
    element,
    set: align => {
      const kind: Kind = align?.by ?? 'date';
      date.input.checked = kind === 'date';
      count.input.checked = kind === 'total';
      rate.input.checked = kind === 'rate';
      if (align?.by === 'total') number.value = String(align.count);
      judge(true);
    },
  };
}

interface MeasureChoice {
  readonly element: HTMLElement;
  readonly set: (measures: readonly string[]) => void;
}

/** A checkbox for each measure. @param noun what one is called */
export function measureChoice(
  measures: readonly MeasureDescription[],
  noun: string,
  onChange: (measures: readonly string[]) => void,
): MeasureChoice {
  const element = field('curves-measures', capitalized(`${noun}s`), false);
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

interface PerCapita {
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
    option.textContent = per === 1 ? 'per person' : `per ${formatCount(per)} people`;
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
