import type { MeasureDescription } from '../../functions/contract/snapshot.ts';
import { measureWords } from '../text/measure-words.ts';
import { countWords } from '../text/number-words.ts';
import { type Alignment, MAX_CASES, PEOPLE_PER_CASE, STANDARD_CASES } from './curves-view.ts';
import { field } from './field.ts';

export interface AlignmentChoice {
  readonly element: HTMLElement;
  readonly set: (align: Alignment | null) => void;
}

type Kind = 'date' | 'cases' | 'rate';

/** Whether curves run by date or begin on a day of their own. @param leading the measure that the day goes by */
export function alignmentChoice(
  leading: MeasureDescription,
  onChange: (align: Alignment | null) => void,
): AlignmentChoice {
  const element = field('curves-align', 'Start each curve');
  const number = document.createElement('input');
  number.type = 'number';
  number.className = 'curves-number';
  number.min = '1';
  number.max = String(MAX_CASES);
  number.step = '1';
  number.value = String(STANDARD_CASES);
  number.setAttribute('aria-label', `Number of ${measureWords(leading, 'total')} on the first day`);
  const one = measureWords(leading, 'total').replace(/s$/, '');

  const cases = (): Alignment | null => {
    const count = number.valueAsNumber;
    return Number.isInteger(count) && count >= 1 && count <= MAX_CASES ? { by: 'cases', count } : null;
  };
  const alignments: Readonly<Record<Kind, () => Alignment | null>> = {
    date: () => null,
    cases,
    rate: () => ({ by: 'rate', count: PEOPLE_PER_CASE }),
  };
  const radio = (kind: Kind, ...words: readonly (string | Node)[]) => {
    const input = document.createElement('input');
    input.type = 'radio';
    input.name = 'curves-align';
    input.value = kind;
    input.addEventListener('change', () => {
      if (kind === 'cases' && cases() === null) number.value = String(STANDARD_CASES);
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
    wrong.textContent = isValid ? '' : `Write a whole number from 1 to ${countWords(MAX_CASES)}.`;
  };
  number.setAttribute('aria-describedby', wrong.id);
  const date = radio('date', 'by date');
  const count = radio('cases', `at ${one} number`);
  const rate = radio('rate', `at 1 ${one} in ${countWords(PEOPLE_PER_CASE)} people`);
  count.row.append(number);
  element.append(wrong);
  number.addEventListener('change', () => {
    const align = cases();
    judge(align !== null);
    if (align !== null) onChange(align);
  });
  return {
    element,
    set: align => {
      const kind: Kind = align?.by ?? 'date';
      date.input.checked = kind === 'date';
      count.input.checked = kind === 'cases';
      rate.input.checked = kind === 'rate';
      if (align?.by === 'cases') number.value = String(align.count);
      judge(true);
    },
  };
}
