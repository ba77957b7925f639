import { perCapita } from '../../functions/measures/per-capita.ts';
import type { DayFigures } from '../data/day-figures.ts';
import type { Place } from '../data/place.ts';
import { changeWords, countWords, rateWords } from '../text/number-words.ts';
import type { Change } from '../view/view.ts';
import type { TooltipLine } from './tooltip.ts';

const PER_PEOPLE = 100_000;

/** What a tooltip says of a shape: the place it stands for, its figure, the rate, and the change from the day before. */
export function tooltipLines(
  shapeName: string,
  place: Place | null,
  figures: DayFigures,
  { change, words }: { readonly change: Change; readonly words: string },
): readonly TooltipLine[] {
  const value = place === null ? null : (figures[change][place.row] ?? null);
  if (place === null || value === null) return [line('place', place?.name ?? shapeName), line('figure', 'No report')];
  const own = place.name.split(',')[0] === shapeName;
  return [
    line('place', place.name),
    line('figure', `${countWords(value)} ${words}`),
    line('detail', rateLine(place, value)),
    ...(change === 'total' ? changeLine(figures, place) : []),
    ...(own ? [] : [line('detail', `${shapeName} is counted in it`)]),
  ];
}

function rateLine({ population }: Place, value: number): string {
  const rate = perCapita(value, population, PER_PEOPLE);
  return rate === null ? 'No population to compare with' : `${rateWords(rate)} per 100,000 people`;
}

function changeLine(figures: DayFigures, { row }: Place): TooltipLine[] {
  const words = changeWords(figures.new[row] ?? null);
  return words === null ? [] : [line('detail', `${words} from the day before`)];
}

function line(kind: TooltipLine['kind'], text: string): TooltipLine {
  return { kind, text };
}
