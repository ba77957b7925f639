import { perCapita } from '../../functions/measures/per-capita.ts';
import { rank } from '../../functions/measures/rank.ts';
import type { Place } from '../data/place.ts';
import type { TooltipLine } from '../map/tooltip.ts';
import { derivedMeasureWords, measureWords, perWords } from '../text/measure-words.ts';
import { changeWords, countWords, rateWords, valueWords } from '../text/number-words.ts';
import { STANDARD_PER } from '../view/view.ts';
import { hasReport, type Shown } from './shown.ts';

/**
 * What is said of a shape: the place it stands for, its value, the rate or the count beside it, the change from the day
 * before. Where the place was asked for and not the shape, the shape's own name stays out.
 */
export function placeLines(shown: Shown, shape: number, isShapeAsked = true): readonly TooltipLine[] {
  const place = shown.drawn[shape] ?? null;
  const { id = '', name = '', regions = [] } = shown.session.drawing.shapes[shape] ?? {};
  if (place === null) {
    const known = shown.session.data.places.find(({ id }) => regions.includes(id));
    return [line('place', known?.name ?? name), line('figure', 'No report')];
  }
  if (!shown.isCounted) return [line('place', place.name), line('figure', 'Not reported here')];
  const own = id === place.id;
  return [
    line('place', place.name),
    line('figure', figureOf(shown, place)),
    ...besideOf(shown, place).map(text => line('detail', text)),
    ...(own || !isShapeAsked ? [] : [line('detail', `${name} is counted in it`)]),
  ];
}

/** A shape in one sentence, for those who hear it: name, value, rank. */
export function placeSentence(shown: Shown, shape: number): string {
  const place = shown.drawn[shape] ?? null;
  const [name, figure] = placeLines(shown, shape);
  const position = place === null ? null : rankOf(shown, place);
  const ranked = position === null ? '' : `, rank ${countWords(position.rank)} of ${countWords(position.of)}`;
  return `${name?.text}: ${figure?.text}${ranked}`;
}

/** Where a place stands among all that have a value; ties share a rank. */
export function rankOf({ session, values }: Shown, place: Place): { rank: number; of: number } | null {
  const ranked = rank(session.data.places, ({ row }) => values[row] ?? null, Infinity);
  const found = ranked.find(({ item }) => item === place);
  return found === undefined ? null : { rank: found.rank, of: ranked.length };
}

/** The value of a place with its unit: `90,536 confirmed cases`, `No population to compare with`. */
export function figureOf({ view, measure, day, values }: Shown, place: Place): string {
  const value = values[place.row] ?? null;
  const words = measureWords(measure, view.change);
  if (value !== null) return `${valueWords(value)} ${derivedMeasureWords(words, view.per, view.smooth)}`;
  if (!hasReport(day, place.row)) return 'No report';
  if (view.per !== null && (place.population ?? 0) <= 0) return 'No population to compare with';
  if (view.smooth > 1) return `A day among the last ${view.smooth} is missing`;
  return `${countWords(day.total[place.row] ?? 0)} in total, the day before is missing`;
}

function besideOf({ view, measure, day }: Shown, place: Place): string[] {
  const count = day[view.change][place.row] ?? null;
  const isPlain = view.per === null && view.smooth === 1;
  const alone = view.smooth > 1 ? ' on the day itself' : '';
  const rate = perCapita(count, place.population, view.per ?? STANDARD_PER);
  const fresh = day.new[place.row] ?? null;
  const correction = fresh !== null && fresh < 0 ? ' (a correction)' : '';
  return [
    ...(count === null || isPlain ? [] : [`${countWords(count)} ${measureWords(measure, view.change)}${alone}`]),
    ...(count === null || view.per !== null
      ? []
      : [rate === null ? 'No population to compare with' : `${rateWords(rate)} ${perWords(STANDARD_PER)}`]),
    ...(view.change === 'total' && fresh !== null ? [`${changeWords(fresh)} from the day before${correction}`] : []),
    ...(view.change === 'new' && correction !== '' ? ['Fewer in total than the day before: a correction'] : []),
  ];
}

function line(kind: TooltipLine['kind'], text: string): TooltipLine {
  return { kind, text };
}
