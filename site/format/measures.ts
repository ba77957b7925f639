import { type Calendar, DAILY } from '../../functions/contract/period.ts';
import type {
  Dimension,
  DimensionChoice,
  MapDescription,
  MeasureDescription,
  MeasureKind,
} from '../../functions/contract/snapshot.ts';
import type { Change } from '../address/choices.ts';
import { formatCount } from './numbers-and-dates.ts';
import { averageLabel, inPeriod, perPeriod, whenBy, whenIn } from './periods.ts';

/** `visits` or `new visits`; the change of a level or a rate is not new: `net change in patients`. */
export function measureLabel({ title, kind, noun }: MeasureDescription, change: Change): string {
  return WORDS[kind][change](noun ?? lowered(title));
}

/** The same as a column header: `Visits`, `New visits`, `Net change in patients`. */
export function measureTitle({ title, kind }: MeasureDescription, change: Change): string {
  return change === 'total' && kind !== 'flow' ? title : capitalized(WORDS[kind][change](lowered(title)));
}

const WORDS: Readonly<Record<MeasureKind, Readonly<Record<Change, (counted: string) => string>>>> = {
  cumulative: { total: counted => counted, new: counted => `new ${counted}` },
  flow: { total: counted => `${counted} so far`, new: counted => counted },
  level: { total: counted => counted, new: counted => `net change in ${counted}` },
  rate: { total: counted => counted, new: counted => `change in ${counted}` },
};

/** A title within a sentence; an abbreviation keeps its capitals: `GDP`. */
function lowered(title: string): string {
  return title.replace(/(?<![\p{L}\p{N}])\p{Lu}(?=[^\p{Lu}\p{N}]|$)/gu, letter => letter.toLowerCase());
}

/** The names of the choice between value and change. */
export function changeTitles(kind: MeasureKind, calendar: Calendar = DAILY): Readonly<Record<Change, string>> {
  const per = perPeriod(calendar);
  const now = capitalized(inPeriod(calendar));
  switch (kind) {
    case 'cumulative':
      return { total: 'Total', new: `New ${per}` };
    case 'flow':
      return { total: 'Total so far', new: capitalized(per) };
    case 'level':
      return { total: now, new: 'Net change' };
    case 'rate':
      return { total: now, new: 'Change' };
  }
}

export function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Writes a number of people: in the visitor's format, or, in files, in one that is the same everywhere. */
type WriteCount = (count: number) => string;

/** `per 100,000 people`, `per person`; empty for counts. */
export function perLabel(per: number | null, write: WriteCount = formatCount): string {
  if (per === null) return '';
  return per === 1 ? 'per person' : `per ${write(per)} people`;
}

/** The places of a map within a sentence: `US counties`. */
export function mapLabel({ title, nouns }: Pick<MapDescription, 'title' | 'nouns'>): string {
  // The words after the first may be names: `parks of Springfield`.
  return nouns?.many ?? title.replace(/^\S+/, lowered);
}

/** What kinds of places some maps have, each once: `county`, `state`. */
export function placeKinds(maps: readonly Pick<MapDescription, 'nouns'>[]): readonly string[] {
  return [...new Set(maps.map(({ nouns }) => nouns?.one ?? 'place'))];
}

/** How a value is derived: `per 100,000 people, 7-day average`; empty for plain counts. */
export function derivedLabel(
  per: number | null,
  smooth: number,
  { write = formatCount, calendar = DAILY }: DerivedWords = {},
): string {
  return [perLabel(per, write), smooth > 1 ? averageLabel(smooth, calendar) : '']
    .filter(words => words !== '')
    .join(', ');
}

interface DerivedWords {
  readonly write?: WriteCount;
  readonly calendar?: Calendar;
}

/** Words for a count with what is done to it: `new visits per 100,000 people, 7-day average`. */
export function derivedMeasureLabel(
  words: string,
  per: number | null,
  smooth: number,
  { write = formatCount, calendar = DAILY }: DerivedWords = {},
): string {
  const people = per === null ? '' : ` ${perLabel(per, write)}`;
  return `${words}${people}${smooth > 1 ? `, ${averageLabel(smooth, calendar)}` : ''}`;
}

/** `by June 30, 2020` for a total to date, `on June 30, 2020` for what is new or present on a day. */
export function whenLabel(
  { kind }: Pick<MeasureDescription, 'kind'>,
  date: string,
  change: Change,
  calendar: Calendar = DAILY,
): string {
  const isSum = change === 'total' && (kind === 'cumulative' || kind === 'flow');
  return isSum ? whenBy(date, calendar) : whenIn(date, calendar);
}

/** The chosen values of dimensions, but for those that stand for all others: ` (age: 0-17)`; else empty. */
export function choiceLabel(choice: DimensionChoice, dimensions: readonly Dimension[]): string {
  const words = dimensions.flatMap(({ id, title, values: [first = ''], total }) => {
    const value = choice[id] ?? first;
    return value === total ? [] : [`${lowered(title)}: ${value}`];
  });
  return words.length === 0 ? '' : ` (${words.join(', ')})`;
}
