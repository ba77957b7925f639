import { KINDS } from '../../../functions/measures/kinds.ts';
import type { Ranked } from '../../../functions/measures/rank.ts';
import { medianOf, sumOf } from '../../data/day-figures.ts';
import type { Place } from '../../data/places.ts';
import { formatAmount, formatAmountChange } from '../../format/amounts.ts';
import {
  capitalized,
  choiceLabel,
  derivedMeasureLabel,
  mapLabel,
  measureLabel,
  whenLabel,
} from '../../format/measures.ts';
import { countedPeriods, inThatPeriod, periodNoun, whenIn } from '../../format/periods.ts';
import { formatShortList } from '../../format/sentences.ts';
import { heldSummary } from './held-back.ts';
import { calendarOf, isProvisional, type Shown } from './model.ts';
import { amountOf } from './words.ts';

export interface Headline {
  /** The overall value; empty if it is not known, which `words` then says. */
  readonly figure: string;
  /** What, where and when. */
  readonly words: string;
  readonly summary: string;
}

/** The period in two sentences, computed from the values of the map. */
export function headlineOf(shown: Shown, top: readonly Ranked<Place>[]): Headline {
  const { session, view, measure } = shown;
  const counted = measureLabel(measure, view.change) + choiceIn(shown);
  const where = whereAndWhen(shown);
  const figure = adds(shown)
    ? overallOf(shown)
    : medianOf(session.data.places.map(({ row }) => shown.values[row] ?? null));
  if (figure === null)
    return { figure: '', words: `No ${counted} known ${where}`, summary: whyUnknown(shown) || heldSummary(shown) };
  const sentences = isProvisional(shown)
    ? ['Provisional: these numbers are not complete yet.']
    : [adds(shown) ? otherFigure(shown) : ''];
  return {
    figure: amountOf(shown, figure),
    words: `${adds(shown) ? '' : 'median '}${derivedIn(shown)} ${where}`,
    summary: [...sentences, largest(shown, top), heldSummary(shown), suppressedSummary(shown)]
      .filter(sentence => sentence !== '')
      .join(' '),
  };
}

/** Whether the values of places may be summed: a rate never is, nor what was not declared to be a count. */
function adds({ measure }: Shown): boolean {
  return KINDS[measure.kind].adds && !measure.guessed;
}

/** `in US counties by June 30, 2020` */
function whereAndWhen({ session, view, measure }: Shown): string {
  const when = whenLabel(measure, view.date, view.change, session.data.snapshot.period);
  return `in ${mapLabel(session.data.map)} ${when}`.trim();
}

function choiceIn({ session, view }: Shown): string {
  return choiceLabel(view.dimensions, session.data.snapshot.dimensions);
}

/** The headline under the title of a picture: `2,635,417 in all.` A rate is that of the whole population. */
export function pictureSummary({ figure, words, summary }: Headline, shown: Shown): string {
  const sum = shown.view.per === null ? `${figure} in all.` : `${figure} overall.`;
  const overall = adds(shown) ? sum : `Median ${figure}.`;
  return [figure === '' ? `${words}.` : overall, summary].filter(sentence => sentence !== '').join(' ');
}

/** What is shown, in words without a number: `visits in US counties by June 30, 2020`. */
export function titleOf(shown: Shown): string {
  return `${capitalized(derivedIn(shown))} ${whereAndWhen(shown)}`;
}

/** What is counted and how it is derived, to be followed by “in US counties”. */
function derivedIn(shown: Shown): string {
  const { view, measure } = shown;
  const counted = measureLabel(measure, view.change) + choiceIn(shown);
  const words = derivedMeasureLabel(counted, view.per, view.smooth, { calendar: calendarOf(shown) });
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

/** Why a map has no value in a period. */
function whyUnknown(shown: Shown): string {
  const { session, view, day } = shown;
  const calendar = calendarOf(shown);
  if (view.change === 'total' && view.smooth === 1) return suppressedSummary(shown);
  if (sumOf(day.total) === null) return `No place has a report for that ${periodNoun(calendar)}.`;
  const needed = view.smooth === 1 ? `the ${periodNoun(calendar)}` : countedPeriods(view.smooth, calendar);
  return `It takes ${needed} before, and this map begins ${whenIn(session.data.map.firstDate, calendar)}.`;
}

function otherFigure(shown: Shown): string {
  const { view, day, measure } = shown;
  const calendar = calendarOf(shown);
  if (view.per !== null || view.smooth > 1 || calendar.unit === 'none') return '';
  const total = sumOf(day.total);
  const fresh = sumOf(day.new);
  const isLevel = measure.kind === 'level';
  const that = inThatPeriod(calendar);
  if (view.change === 'new') {
    if (total === null) return '';
    const so = formatAmount(total, measure);
    return isLevel ? `${so} ${that}.` : `In total ${so} ${calendar.unit === 'day' ? 'to that day' : `up to then`}.`;
  }
  if (fresh === null) return '';
  if (isLevel) return `${formatAmountChange(fresh, measure)} from the ${periodNoun(calendar)} before.`;
  if (measure.kind === 'flow') return `${formatAmount(fresh, measure)} of it ${that}.`;
  if (fresh < 0)
    return `${formatAmount(-fresh, measure)} fewer than the ${periodNoun(calendar)} before, by corrections.`;
  return `${fresh === 0 ? 'None' : formatAmount(fresh, measure)} of them new ${that}.`;
}

function largest(shown: Shown, [first, second]: readonly Ranked<Place>[]): string {
  if (first === undefined) return '';
  const most = mostWord(shown);
  const amount = amountOf(shown, first.value);
  return second?.value === first.value
    ? `${most === 'Most' ? 'At most' : `${most},`} ${amount}${most === 'Most' ? ' in one place' : ' in several places'}.`
    : `${most} in ${first.item.name}: ${amount}.`;
}

/** Of counts there are most, of other values one is the highest. */
export function mostWord({ measure, view }: Pick<Shown, 'measure' | 'view'>): string {
  if (measure.kind === 'level' && measure.unit === null && view.change === 'new') return 'Most';
  return measure.kind === 'rate' || (measure.kind === 'level' && measure.unit !== null) ? 'Highest' : 'Most';
}

/** Which places have no value because the source keeps it back. */
function suppressedSummary({ session, day }: Shown): string {
  const names = session.data.places.filter(({ row }) => day.suppressed?.has(row)).map(({ name }) => name);
  return names.length === 0 ? '' : `Suppressed by the source and not counted: ${formatShortList(names)}.`;
}
