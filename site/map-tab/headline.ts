import type { Ranked } from '../../functions/measures/rank.ts';
import { sumOf } from '../data/day-figures.ts';
import type { Place } from '../data/place.ts';
import { derivedMeasureWords, mapWords, measureWords, whenWords } from '../text/measure-words.ts';
import { countWords, rateWords, valueWords } from '../text/number-words.ts';
import type { Shown } from './shown.ts';

export interface Headline {
  /** How many, as a number by itself. */
  readonly figure: string;
  /** What, where and when. */
  readonly words: string;
  readonly summary: string;
}

/** The day in two sentences, from the map's own values. */
export function headlineOf(shown: Shown, top: readonly Ranked<Place>[]): Headline {
  const { session, view, measure } = shown;
  const counted = measureWords(measure, view.change);
  const where = `in ${mapWords(session.data.map)} ${whenWords(view.date, view.change)}`;
  const figure = overallOf(shown);
  // A measure that nobody ever counts here is not "0": its description says why.
  if (figure === null || session.data.latest.measures[view.measure]?.ranges.total.largest === null)
    return { figure: 'No', words: `${counted} reported ${where}`, summary: measure.description };
  return {
    figure: view.per === null ? countWords(figure) : rateWords(figure),
    words: `${derivedIn(shown)} ${where}`,
    summary: [otherFigure(shown), largest(top)].filter(sentence => sentence !== '').join(' '),
  };
}

/** What is shown, in words without a number: `confirmed cases in US counties by June 30, 2020`. */
export function titleOf(shown: Shown): string {
  const { session, view } = shown;
  return `${capitalized(derivedIn(shown))} in ${mapWords(session.data.map)} ${whenWords(view.date, view.change)}`;
}

/** What is counted and what is done to it, as it stands before “in US counties”. */
function derivedIn({ view, measure }: Shown): string {
  const words = derivedMeasureWords(measureWords(measure, view.change), view.per, view.smooth);
  return view.smooth > 1 ? `${words},` : words;
}

export function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The sum of all counts; of rates, that of all people whose number is known. */
function overallOf({ session, view, values }: Shown): number | null {
  const { per } = view;
  if (per === null) return sumOf(values);
  let [count, people] = [0, 0];
  for (const { row, population } of session.data.places) {
    const value = values[row] ?? null;
    if (value === null || population === null) continue;
    count += value * population;
    people += population;
  }
  return people === 0 ? null : count / people;
}

function otherFigure({ view, day }: Shown): string {
  if (view.per !== null || view.smooth > 1) return '';
  if (view.change === 'new') {
    const total = sumOf(day.total);
    return total === null ? '' : `In total ${countWords(total)} to that day.`;
  }
  const fresh = sumOf(day.new);
  if (fresh === null) return '';
  if (fresh === 0) return 'As many as the day before.';
  return `${countWords(Math.abs(fresh))} ${fresh > 0 ? 'more' : 'fewer'} than the day before.`;
}

function largest([first, second]: readonly Ranked<Place>[]): string {
  if (first === undefined) return '';
  return second?.value === first.value
    ? `At most ${valueWords(first.value)} in one place.`
    : `Most in ${first.item.name}: ${valueWords(first.value)}.`;
}
