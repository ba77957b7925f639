import type { Ranked } from '../../../functions/measures/rank.ts';
import { sumOf } from '../../data/day-figures.ts';
import type { Place } from '../../data/places.ts';
import { capitalized, derivedMeasureLabel, mapLabel, measureLabel, whenLabel } from '../../format/measures.ts';
import { formatChange, formatCount, formatDate, formatRate, formatValue } from '../../format/numbers-and-dates.ts';
import { heldSummary } from './held-back.ts';
import type { Shown } from './model.ts';

export interface Headline {
  /** The overall value; empty if it is not known, which `words` then says. */
  readonly figure: string;
  /** What, where and when. */
  readonly words: string;
  readonly summary: string;
}

/** The day in two sentences, computed from the values of the map. */
export function headlineOf(shown: Shown, top: readonly Ranked<Place>[]): Headline {
  const { session, view, measure } = shown;
  const counted = measureLabel(measure, view.change);
  const where = `in ${mapLabel(session.data.map)} ${whenLabel(measure, view.date, view.change)}`;
  const figure = overallOf(shown);
  if (figure === null)
    return { figure: '', words: `No ${counted} known ${where}`, summary: whyUnknown(shown) || heldSummary(shown) };
  return {
    figure: view.per === null && view.smooth === 1 ? formatCount(figure) : formatRate(figure),
    words: `${derivedIn(shown)} ${where}`,
    summary: [otherFigure(shown), largest(top), heldSummary(shown)].filter(sentence => sentence !== '').join(' '),
  };
}

/** The headline under the title of a picture: `2,635,417 in all.` A rate is that of the whole population. */
export function pictureSummary({ figure, words, summary }: Headline, { view }: Shown): string {
  const overall = view.per === null ? `${figure} in all.` : `${figure} overall.`;
  return [figure === '' ? `${words}.` : overall, summary].filter(sentence => sentence !== '').join(' ');
}

/** What is shown, in words without a number: `visits in US counties by June 30, 2020`. */
export function titleOf(shown: Shown): string {
  const { session, view, measure } = shown;
  return `${capitalized(derivedIn(shown))} in ${mapLabel(session.data.map)} ${whenLabel(measure, view.date, view.change)}`;
}

/** What is counted and how it is derived, to be followed by “in US counties”. */
function derivedIn({ view, measure }: Shown): string {
  const words = derivedMeasureLabel(measureLabel(measure, view.change), view.per, view.smooth);
  return view.smooth > 1 ? `${words},` : words;
}

/** The sum of all counts; for rates, that of all places with a known population. */
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

/** Why a map has no value on a day. */
function whyUnknown({ session, view, day }: Shown): string {
  if (view.change === 'total' && view.smooth === 1) return '';
  if (sumOf(day.total) === null) return 'No place has a report for that day.';
  return `It takes ${view.smooth === 1 ? 'the day' : `${view.smooth} days`} before, and this map begins on ${formatDate(session.data.map.firstDate)}.`;
}

function otherFigure({ view, day, measure }: Shown): string {
  if (view.per !== null || view.smooth > 1) return '';
  const total = sumOf(day.total);
  const isLevel = measure.kind === 'level';
  if (view.change === 'new') {
    if (total === null) return '';
    return isLevel ? `${formatCount(total)} on that day.` : `In total ${formatCount(total)} to that day.`;
  }
  const fresh = sumOf(day.new);
  if (fresh === null) return '';
  if (isLevel) return `${formatChange(fresh)} from the day before.`;
  if (fresh < 0) return `${formatCount(-fresh)} fewer than the day before, by corrections.`;
  return `${fresh === 0 ? 'None' : formatCount(fresh)} of them new on that day.`;
}

function largest([first, second]: readonly Ranked<Place>[]): string {
  if (first === undefined) return '';
  return second?.value === first.value
    ? `At most ${formatValue(first.value)} in one place.`
    : `Most in ${first.item.name}: ${formatValue(first.value)}.`;
}
