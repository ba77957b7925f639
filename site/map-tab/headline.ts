import type { MeasureDescription } from '../../functions/contract/snapshot.ts';
import type { Ranked } from '../../functions/measures/rank.ts';
import { type DayFigures, sumOf } from '../data/day-figures.ts';
import type { MapData } from '../data/map-data.ts';
import type { Place } from '../data/place.ts';
import { measureWords, whenWords } from '../text/measure-words.ts';
import { countWords } from '../text/number-words.ts';
import type { View } from '../view/view.ts';

export interface Headline {
  /** How many, as a number by itself. */
  readonly figure: string;
  /** What, where and when. */
  readonly words: string;
  readonly summary: string;
}

/** The day in two sentences, from the map's own values. */
export function headlineOf(data: MapData, view: View, figures: DayFigures, top: readonly Ranked<Place>[]): Headline {
  const counted = countedIn(data, view);
  const sum = sumOf(figures[view.change]);
  const where = `in ${data.map.title} ${whenWords(view.date, view.change)}`;
  // A measure that nobody ever counts here is not "0": its description says why.
  if (sum === null || data.latest.measures[view.measure]?.ranges.total.largest === null)
    return { figure: 'No', words: `${counted} reported ${where}`, summary: describe(data, view)?.description ?? '' };
  return {
    figure: countWords(sum),
    words: `${counted} ${where}`,
    summary: [otherFigure(figures, view), largest(top)].filter(sentence => sentence !== '').join(' '),
  };
}

/** `confirmed cases`, `new deaths`. */
export function countedIn(data: MapData, view: View): string {
  const measure = describe(data, view);
  return measure === undefined ? view.measure : measureWords(measure, view.change);
}

function describe({ measures }: MapData, { measure }: View): MeasureDescription | undefined {
  return measures.find(({ id }) => id === measure);
}

function otherFigure(figures: DayFigures, { change }: View): string {
  if (change === 'new') {
    const total = sumOf(figures.total);
    return total === null ? '' : `In total ${countWords(total)} to that day.`;
  }
  const fresh = sumOf(figures.new);
  if (fresh === null) return '';
  if (fresh === 0) return 'As many as the day before.';
  return `${countWords(Math.abs(fresh))} ${fresh > 0 ? 'more' : 'fewer'} than the day before.`;
}

function largest([first, second]: readonly Ranked<Place>[]): string {
  if (first === undefined) return '';
  const tied = second?.value === first.value;
  return tied
    ? `At most ${countWords(first.value)} in one place.`
    : `Most in ${first.item.name}: ${countWords(first.value)}.`;
}
