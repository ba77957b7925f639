import type { Calendar } from '../../contract/period.ts';
import { comparedPeriods, type FigureValue, figureChange, type PlaceFigure } from '../../measures/place-figures.ts';

const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const DIGITS = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

/** `Visits: 7.6 new per 100,000 people, 7-day average (up 21% in 14 days)`; null where the value is missing. */
export function figureSentence(figure: PlaceFigure, values: FigureValue, calendar: Calendar): string | null {
  const { measure, change, per, smooth } = figure;
  if (values.value === null) return null;
  const isTotal = change === 'total' && (measure.kind === 'cumulative' || measure.kind === 'flow');
  const amount = numberOf(values.value, measure.decimals) + unitOf(measure.unit);
  const words = [
    `${measure.title}: ${amount}`,
    isTotal ? ' in total' : change === 'new' ? ' new' : '',
    per === null ? '' : ` per ${WHOLE.format(per)} people`,
    smooth === 1 ? '' : `, ${smooth}-${calendar.unit} average`,
  ].join('');
  const changed = changeWords(figure, values);
  const back = comparedPeriods(calendar);
  const unit = calendar.every === 1 ? calendar.unit : 'period';
  return isTotal || changed === null ? words : `${words} (${changed} in ${back} ${unit}${back === 1 ? '' : 's'})`;
}

function changeWords(figure: PlaceFigure, values: FigureValue): string | null {
  const change = figureChange(values, figure);
  switch (change?.kind) {
    case undefined:
      return null;
    case 'share':
      return `${change.share < 0 ? 'down' : 'up'} ${WHOLE.format(100 * Math.abs(change.share))}%`;
    case 'times':
      return `up ${DIGITS.format(change.times)} times`;
    case 'base':
      return `up from ${DIGITS.format(change.before)}`;
    case 'amount':
      return `${change.amount < 0 ? 'down' : 'up'} ${numberOf(Math.abs(change.amount), figure.measure.decimals)}`;
  }
}

function numberOf(value: number, decimals: number): string {
  if (decimals > 0)
    return value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  return (Math.abs(value) >= 100 ? WHOLE : DIGITS).format(value);
}

function unitOf(unit: string | null): string {
  if (unit === null) return '';
  return unit === '%' ? '%' : ` ${unit}`;
}
