import { perCapita } from '../../../functions/measures/per-capita.ts';
import { rank } from '../../../functions/measures/rank.ts';
import { isPerCapita, keyOf, STANDARD_PER } from '../../address/choices.ts';
import { isSuppressed, valueIn } from '../../data/day-figures.ts';
import type { Place } from '../../data/places.ts';
import { formatAmount, formatAmountChange } from '../../format/amounts.ts';
import { derivedMeasureLabel, measureLabel, perLabel } from '../../format/measures.ts';
import { formatCount, formatRate } from '../../format/numbers-and-dates.ts';
import { formatPeriod, inPeriod, periodNoun, whenIn } from '../../format/periods.ts';
import { formatShortList } from '../../format/sentences.ts';
import { isPlace, isReplaced } from '../../geo/shape-targets.ts';
import type { TooltipLine } from '../../geo/tooltip.ts';
import { heldReason, lackingNote } from './held-back.ts';
import { calendarOf, isProvisional, placeValue, type Shown } from './model.ts';
import { amountOf } from './words.ts';

/**
 * The tooltip of a shape: the place it stands for, its value, the rate or the count next to it, the change from the
 * period before. Without the shape's own name if the place was asked for and not the shape.
 */
export function placeLines(shown: Shown, shape: number, isShapeAsked = true): readonly TooltipLine[] {
  const place = shown.drawn[shape] ?? null;
  const { id = '', name = '' } = shown.session.drawing.shapes[shape] ?? {};
  if (place === null) return [line('place', nameOfShape(shown, shape)), ...withoutPlace(shown, shape)];
  const { own = null } = shown.session.targets[shape] ?? {};
  const isOther = isShapeAsked && !isPlace(place, id);
  return [
    line('place', place.name),
    line('figure', figureOf(shown, place)),
    ...[
      whyMissing(shown, place),
      ...partsOf(shown, place),
      ...besideOf(shown, place),
      lackingNote(shown, place),
      isProvisional(shown) && placeValue(shown, place) !== null ? 'Provisional: may not be complete yet' : null,
    ]
      .filter(text => text !== null)
      .map(text => line('detail', text)),
    ...(isOther && place.parts === undefined ? [line('detail', `${name} is counted in it`)] : []),
    ...(isOther && place.parts !== undefined ? [line('detail', `They replaced ${own?.name ?? name}`)] : []),
  ];
}

/** A shape in one sentence, for screen readers: name, value or why there is none, rank. */
export function placeSentence(shown: Shown, shape: number): string {
  const place = shown.drawn[shape] ?? null;
  const [name, figure, detail] = placeLines(shown, shape);
  if (place === null || placeValue(shown, place) === null)
    return `${name?.text}: ${figure?.text}${detail === undefined ? '' : `. ${detail.text}`}`;
  const position = rankOf(shown, place);
  const ranked = position === null ? '' : `, rank ${formatCount(position.rank)} of ${formatCount(position.of)}`;
  const lacking = lackingNote(shown, place);
  return `${name?.text}: ${figure?.text}${ranked}${lacking === null ? '' : `. ${lacking}`}`;
}

/** The rank of a place among all that have a value; ties share a rank. */
export function rankOf({ session, values }: Shown, place: Place): { rank: number; of: number } | null {
  const ranked = rank(session.data.places, ({ row }) => values[row] ?? null, Infinity);
  const found = ranked.find(({ item }) => item === place);
  return found === undefined ? null : { rank: found.rank, of: ranked.length };
}

/** The value of a place with its unit: `90,536 visits`, `No report`, `No population to compare with`. */
export function figureOf(shown: Shown, place: Place): string {
  const { view, measure, day } = shown;
  const value = placeValue(shown, place);
  const words = measureLabel(measure, view.change);
  const calendar = calendarOf(shown);
  const noun = periodNoun(calendar);
  if (value !== null) return valueWords(shown, value, words);
  if (heldReason(shown, place) !== null) return 'Held back';
  const total = valueIn(day.total, place);
  if (total === null) return isSuppressed(day, place) ? 'Suppressed by the source' : 'No report';
  if (view.per !== null && (place.population ?? 0) <= 0) return 'No population to compare with';
  if (view.smooth > 1) return `A ${noun} among the last ${view.smooth} is missing`;
  const isSum = measure.kind === 'cumulative' || measure.kind === 'flow';
  return `${formatAmount(total, measure)} ${isSum ? 'in total' : inPeriod(calendar)}, the ${noun} before is missing`;
}

/** `90,536 visits`, `5.3% unemployment rate`; the change of a rate is told from the period before. */
function valueWords(shown: Shown, value: number, words: string): string {
  const { view, measure } = shown;
  const calendar = calendarOf(shown);
  if (measure.kind !== 'rate' || view.change === 'total')
    return `${amountOf(shown, value)} ${derivedMeasureLabel(words, view.per, view.smooth, { calendar })}`;
  const before = `${formatAmountChange(value, measure)} from the ${periodNoun(calendar)} before`;
  return derivedMeasureLabel(before, null, view.smooth, { calendar });
}

/** Why there is no value: the reason of a check, or the last report, so that a gap is not mistaken for a zero. */
function whyMissing(shown: Shown, place: Place): string | null {
  const { session, view, day } = shown;
  const held = heldReason(shown, place);
  if (held !== null || place.parts !== undefined || valueIn(day.total, place) !== null) return held;
  const calendar = calendarOf(shown);
  if (view.date < place.firstDate) return `First report ${whenIn(place.firstDate, calendar)}`;
  const last = session.data.figures.lastReport(keyOf(view, session.data.snapshot), place.row, view.date) ?? null;
  if (last === null) return null;
  const value = shown.measure.kind === 'flow' ? (last.fresh ?? null) : last.total;
  return value === null ? null : `Last reported: ${formatAmount(value, shown.measure)} ${whenIn(last.date, calendar)}`;
}

/** The values of the regions that one shape shows together. */
function partsOf(shown: Shown, { parts = [] }: Place): string[] {
  return parts.map(part => `${ownName(part)}: ${partWords(shown, part)}`);
}

function partWords(shown: Shown, part: Place): string {
  const value = placeValue(shown, part);
  return value === null ? figureOf(shown, part).toLowerCase() : amountOf(shown, value);
}

/** `Chugach` of `Chugach, Alaska`. */
function ownName({ name }: Place): string {
  return name.split(', ')[0] ?? name;
}

/** A shape whose region is not in the data, or no longer is. */
function withoutPlace(shown: Shown, shape: number): TooltipLine[] {
  const { session, view } = shown;
  const target = session.targets[shape];
  if (target === undefined || target.laterFrom === null || !isReplaced(target, view.date))
    return [line('figure', 'No report')];
  const names = formatShortList(target.successors.map(ownName));
  return [
    line('figure', 'Not reported any more'),
    line(
      'detail',
      `Since ${formatPeriod(target.laterFrom, calendarOf(shown))} counted in ${names}, which ${target.successors.length === 1 ? 'has' : 'have'} no shape on this map`,
    ),
  ];
}

function nameOfShape({ session }: Shown, shape: number): string {
  return session.targets[shape]?.own?.name ?? session.drawing.shapes[shape]?.name ?? '';
}

function besideOf(shown: Shown, place: Place): string[] {
  const { view, measure, day } = shown;
  const calendar = calendarOf(shown);
  const count = valueIn(day[view.change], place);
  const isPlain = view.per === null && view.smooth === 1;
  const alone = view.smooth > 1 ? ` ${inPeriod(calendar)} itself` : '';
  const rate = perCapita(count, place.population, view.per ?? STANDARD_PER);
  const fresh = valueIn(day.new, place);
  const isCorrection = measure.kind === 'cumulative' && fresh !== null && fresh < 0;
  const counted = measureLabel(measure, view.change);
  return [
    ...(count === null || isPlain
      ? []
      : [`${amountOf({ measure, view: { ...view, per: null } }, count)} ${counted}${alone}`]),
    ...(count === null || view.per !== null || !hasRate(shown, place) ? [] : [rateWords(rate)]),
    ...(view.change === 'total' && fresh !== null ? [freshWords(shown, fresh, isCorrection)] : []),
    ...(view.change === 'new' && isCorrection
      ? [`Fewer in total than the ${periodNoun(calendar)} before: a correction`]
      : []),
  ];
}

/** Whether there is a value per person to show beside a count, or a population to miss. */
function hasRate({ measure, session }: Shown, { population }: Place): boolean {
  if (!isPerCapita(measure)) return false;
  return population !== null || session.data.places.some(place => place.population !== null);
}

function rateWords(rate: number | null): string {
  return rate === null ? 'No population to compare with' : `${formatRate(rate)} ${perLabel(STANDARD_PER)}`;
}

function freshWords(shown: Shown, fresh: number, isCorrection: boolean): string {
  const { measure } = shown;
  const calendar = calendarOf(shown);
  if (measure.kind === 'flow') return `${formatAmount(fresh, measure)} ${inPeriod(calendar)}`;
  const before = `${formatAmountChange(fresh, measure)} from the ${periodNoun(calendar)} before`;
  return isCorrection ? `${before} (a correction)` : before;
}

function line(kind: TooltipLine['kind'], text: string): TooltipLine {
  return { kind, text };
}
