import type { MeasureDescription } from '../../functions/contract/snapshot.ts';
import { measureWords, perWords } from '../text/measure-words.ts';
import { countWords } from '../text/number-words.ts';
import type { Alignment, CurvesView } from './curves-view.ts';

/** More places are counted, not named, in a heading. */
const MOST_NAMED = 4;
const MOST_LISTED = 3;
const ordinals = new Intl.PluralRules('en-US', { type: 'ordinal' });
const SUFFIXES: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };

/** `New confirmed cases and deaths per day, per 100,000 people` */
export function whatWords(
  measures: readonly MeasureDescription[],
  { change, per }: Pick<CurvesView, 'change' | 'per'>,
): string {
  if (measures.length === 0) return 'No case type';
  const counted = listWords(measures.map(measure => measureWords(measure, 'total')));
  const words = change === 'new' ? `New ${counted} per day` : `Total ${counted}`;
  return per === null ? words : `${words}, ${perWords(per)}`;
}

/** `New York, Massachusetts and Indiana`; of many, `12 places`. */
export function whereWords(names: readonly string[]): string {
  return names.length > MOST_NAMED ? `${names.length} places` : listWords(names);
}

/** The title of the value axis: `New per day, per 100,000 people, logarithmic scale`. */
export function valueAxisWords({ change, per, scale }: Pick<CurvesView, 'change' | 'per' | 'scale'>): string {
  const parts = [change === 'new' ? 'New per day' : 'Total', perWords(per), scale === 'log' ? 'logarithmic scale' : ''];
  return parts.filter(part => part !== '').join(', ');
}

/** The title of the axis of days: `Date` or `Days since the 100th confirmed case`. */
export function dayAxisWords(align: Alignment | null, leading: MeasureDescription, write = countWords): string {
  return align === null ? 'Date' : `Days since ${dayZeroWords(align, leading, write)}`;
}

/** `the first confirmed case`, `the 100th confirmed case`, `1 confirmed case in 10,000 people` */
export function dayZeroWords({ by, count }: Alignment, leading: MeasureDescription, write = countWords): string {
  const one = measureWords(leading, 'total').replace(/s$/, '');
  if (by === 'rate') return `1 ${one} in ${write(count)} people`;
  return count === 1 ? `the first ${one}` : `the ${write(count)}${SUFFIXES[ordinals.select(count)] ?? 'th'} ${one}`;
}

/** `a`, `a and b`, `a, b and c`; of three names with commas, `a, x; b, y; and c`. */
export function listWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  const hasCommas = words.length > 2 && words.some(word => word.includes(','));
  return `${words.slice(0, -1).join(hasCommas ? '; ' : ', ')}${hasCommas ? ';' : ''} and ${words.at(-1)}`;
}

/** The first three of many words, `a, b, c and 12 more`; of fewer, all. */
export function someWords(words: readonly string[]): string {
  const rest = words.length - MOST_LISTED;
  if (rest <= 1) return listWords(words);
  const listed = words.slice(0, MOST_LISTED);
  return `${listed.join(listed.some(word => word.includes(',')) ? '; ' : ', ')} and ${rest} more`;
}
