import type { MeasureDescription } from '../../../functions/contract/snapshot.ts';
import type { CurvesDefaults } from '../../../functions/contract/views.ts';
import { element } from '../../controls/element.ts';
import { field } from '../../controls/fields.ts';
import { measureLabel } from '../../format/measures.ts';
import { formatCount } from '../../format/numbers-and-dates.ts';
import { type Alignment, MAX_TOTAL } from './address.ts';

interface AlignmentControl {
  readonly element: HTMLElement;
  readonly set: (align: Alignment | null) => void;
}

type Kind = 'date' | 'total' | 'rate';

/** Whether curves run by date or each begins on a day of its own. @param leading the measure that they are aligned by */
export function alignmentControl(
  leading: MeasureDescription,
  starts: CurvesDefaults['align'],
  onChange: (align: Alignment | null) => void,
  first = 'on the first day',
): AlignmentControl {
  const counted = measureLabel(leading, leading.kind === 'flow' ? 'new' : 'total');
  const one = counted.replace(/s$/, '');
  const root = field('curves-align', 'Start each curve');
  const error = element('p', { id: 'curves-align-error', className: 'curves-error', role: 'alert' });
  const number = element('input', {
    type: 'number',
    className: 'input curves-number',
    min: '1',
    max: String(MAX_TOTAL),
    step: '1',
  });
  number.value = String(starts.total);
  number.ariaLabel = `Number of ${counted} ${first}`;
  number.setAttribute('aria-describedby', error.id);

  const total = (): Alignment | null => {
    const count = number.valueAsNumber;
    return Number.isInteger(count) && count >= 1 && count <= MAX_TOTAL ? { by: 'total', count } : null;
  };
  const alignments: Readonly<Record<Kind, () => Alignment | null>> = {
    date: () => null,
    total,
    rate: () => ({ by: 'rate', count: starts.people }),
  };
  const radio = (kind: Kind, label: string) => {
    const input = element('input', { type: 'radio', name: 'curves-align', value: kind });
    input.addEventListener('change', () => {
      if (kind === 'total' && total() === null) number.value = String(starts.total);
      onChange(alignments[kind]());
    });
    return { input, row: element('div', { className: 'row curves-radio' }, element('label', {}, input, label)) };
  };
  const showError = (isValid: boolean) => {
    number.ariaInvalid = isValid ? null : 'true';
    error.textContent = isValid ? '' : `Enter a whole number from 1 to ${formatCount(MAX_TOTAL)}.`;
  };
  const radios = {
    date: radio('date', 'by date'),
    total: radio('total', `at ${one} number`),
    rate: radio('rate', `at 1 ${one} in ${formatCount(starts.people)} people`),
  };
  radios.total.row.append(number);
  root.append(radios.date.row, radios.total.row, radios.rate.row, error);
  number.addEventListener('change', () => {
    const align = total();
    showError(align !== null);
    if (align !== null) onChange(align);
  });
  return {
    element: root,
    set: align => {
      radios[align?.by ?? 'date'].input.checked = true;
      if (align?.by === 'total') number.value = String(align.count);
      showError(true);
    },
  };
}
