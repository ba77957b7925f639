import { changeForm, formatAmount } from '../../format/amounts.ts';
import type { Shown } from './model.ts';

/** A value of the view with its unit, before any noun: `90,536`, `5.3%`; a change of a percentage is in points. */
export function amountOf({ measure, view }: Pick<Shown, 'measure' | 'view'>, value: number): string {
  const isChange = view.change === 'new' && measure.kind !== 'cumulative' && measure.kind !== 'flow';
  return formatAmount(value, isChange ? changeForm(measure) : measure, view.per);
}
