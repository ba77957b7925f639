import type { Calendar } from '../../../functions/contract/period.ts';
import {
  comparedPeriods,
  directionOf,
  type FigureChange,
  type FigureValue,
  figureChange,
  type PlaceFigure,
} from '../../../functions/measures/place-figures.ts';
import { element } from '../../controls/element.ts';
import { formatAmount, formatAmountChange } from '../../format/amounts.ts';
import { derivedMeasureLabel, measureTitle } from '../../format/measures.ts';
import { formatCount, formatRate, MINUS } from '../../format/numbers-and-dates.ts';
import { countedPeriods } from '../../format/periods.ts';

/** `New visits per 100,000 people, 7-day average`. */
export function figureTitle({ measure, change, per, smooth }: PlaceFigure, calendar: Calendar): string {
  return derivedMeasureLabel(measureTitle(measure, change), per, smooth, { calendar });
}

/** The same without what stands above a table of it: `New visits per 100,000`. */
export function columnTitle({ measure, change, per }: PlaceFigure): string {
  const title = measureTitle(measure, change);
  return per === null ? title : `${title} per ${formatCount(per)}`;
}

export function figureAmount(value: number, { measure, per }: PlaceFigure): string {
  return formatAmount(value, measure, per);
}

const ARROWS = { up: '▲', down: '▼', flat: '' } as const;

/** `▲ 21%`, with the words that a screen reader needs; null where nothing is known of a change. */
export function changeMark(values: FigureValue, figure: PlaceFigure): HTMLElement | null {
  const change = figureChange(values, figure);
  if (change === null) return null;
  const direction = directionOf(change);
  const words = changeWords(change, figure, direction === 'flat');
  const arrow = ARROWS[direction];
  const spoken = direction === 'flat' ? '' : direction === 'up' ? 'up ' : 'down ';
  return element(
    'span',
    { className: `place-change place-${direction}` },
    ...(arrow === '' ? [] : [hiddenArrow(arrow), element('span', { className: 'visually-hidden' }, spoken)]),
    words,
  );
}

function changeWords(change: FigureChange, figure: PlaceFigure, isFlat: boolean): string {
  switch (change.kind) {
    case 'share':
      return percent(change.share, isFlat);
    case 'times':
      return `×${formatRate(change.times)}`;
    case 'base':
      return `from ${figureAmount(change.before, figure)}`;
    case 'amount':
      return formatAmountChange(Number(change.amount.toFixed(figure.measure.decimals)), figure.measure) ?? '';
  }
}

/** `in 14 days`; empty without time. */
export function comparedWords(calendar: Calendar): string {
  const back = comparedPeriods(calendar);
  return back === 0 ? '' : `in ${countedPeriods(back, calendar)}`;
}

function hiddenArrow(arrow: string): HTMLElement {
  return element('span', { ariaHidden: 'true' }, `${arrow} `);
}

function percent(share: number, isSigned: boolean): string {
  const size = Math.round(100 * Math.abs(share));
  return `${isSigned && share < 0 && size > 0 ? MINUS : ''}${formatCount(size)}%`;
}
