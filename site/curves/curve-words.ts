import type { MeasureDescription, MeasureKind } from '../../functions/contract/snapshot.ts';
import { listWords, someWords } from '../text/list-words.ts';
import { capitalized, measureWords, perWords } from '../text/measure-words.ts';
import { countWords } from '../text/number-words.ts';
import type { Change } from '../view/view.ts';
import type { Alignment, CurvesView } from './curves-view.ts';

/** More places are counted, not named, in a heading. */
const MOST_NAMED = 4;
const ordinals = new Intl.PluralRules('en-US', { type: 'ordinal' });
const SUFFIXES: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };

/** `New confirmed cases and deaths per day, per 100,000 people`; of a level, `Net change in active cases per day`. */
export function whatWords(
  measures: readonly MeasureDescription[],
  { change, per }: Pick<CurvesView, 'change' | 'per'>,
): string {
  if (measures.length === 0) return 'No case type';
  const counted = (kind: MeasureKind) =>
    listWords(measures.filter(measure => measure.kind === kind).map(measure => measureWords(measure, 'total')));
  const [sums, levels] = [counted('cumulative'), counted('level')];
  const parts =
    change === 'new' ? [sums && `new ${sums}`, levels && `net change in ${levels}`] : [sums && `total ${sums}`, levels];
  const words = `${listWords(parts.filter(part => part !== ''))}${change === 'new' ? ' per day' : ''}`;
  return capitalized(per === null ? words : `${words}, ${perWords(per)}`);
}

/** `Recoveries are not reported for New York and Ohio.` */
export function notReportedWords(measure: MeasureDescription, places: readonly string[]): string {
  return `${capitalized(measureWords(measure, 'total'))} are not reported for ${someWords(places)}.`;
}

/** `New York, Massachusetts and Indiana`; of many, `12 places`. */
export function whereWords(names: readonly string[]): string {
  return names.length > MOST_NAMED ? `${names.length} places` : listWords(names);
}

/** The title of the value axis: `New per day, per 100,000 people, logarithmic scale`. */
export function valueAxisWords(
  { change, per, scale }: Pick<CurvesView, 'change' | 'per' | 'scale'>,
  measures: readonly MeasureDescription[],
): string {
  const kinds = new Set(measures.map(({ kind }) => kind));
  const titles = AXIS_TITLES[change];
  const title = kinds.size > 1 ? titles.both : kinds.has('level') ? titles.level : titles.cumulative;
  return [title, perWords(per), scale === 'log' ? 'logarithmic scale' : ''].filter(part => part !== '').join(', ');
}

const AXIS_TITLES: Readonly<Record<Change, Readonly<Record<MeasureKind | 'both', string>>>> = {
  total: { cumulative: 'Total', level: 'On the day', both: 'Total, or on the day' },
  new: { cumulative: 'New per day', level: 'Net change per day', both: 'New, or net change, per day' },
};

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
