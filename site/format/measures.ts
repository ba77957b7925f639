import type { MapDescription, MeasureDescription, MeasureKind } from '../../functions/contract/snapshot.ts';
import type { Change } from '../address/choices.ts';
import { formatCount, formatDate } from './numbers-and-dates.ts';

/** `visits` or `new visits`; the change of a level or a rate is not new: `net change in patients`. */
export function measureLabel({ title, kind, noun }: MeasureDescription, change: Change): string {
  const counted = noun ?? title.toLowerCase();
  return change === 'new' ? CHANGE_OF[kind](counted) : counted;
}

/** The same as a column header: `Visits`, `New visits`, `Net change in patients`. */
export function measureTitle({ title, kind }: MeasureDescription, change: Change): string {
  return change === 'new' ? capitalized(CHANGE_OF[kind](title.toLowerCase())) : title;
}

const CHANGE_OF: Readonly<Record<MeasureKind, (counted: string) => string>> = {
  cumulative: counted => `new ${counted}`,
  flow: counted => counted,
  level: counted => `net change in ${counted}`,
  rate: counted => `change in ${counted}`,
};

/** The names of the choice between value and change. */
export const CHANGE_TITLES: Readonly<Record<MeasureKind, Readonly<Record<Change, string>>>> = {
  cumulative: { total: 'Total', new: 'New per day' },
  flow: { total: 'Total so far', new: 'Per day' },
  level: { total: 'On the day', new: 'Net change' },
  rate: { total: 'On the day', new: 'Change' },
};

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
  return nouns?.many ?? title;
}

/** What kinds of places some maps have, each once: `county`, `state`. */
export function placeKinds(maps: readonly Pick<MapDescription, 'nouns'>[]): readonly string[] {
  return [...new Set(maps.map(({ nouns }) => nouns?.one ?? 'place'))];
}

/** How a value is derived: `per 100,000 people, 7-day average`; empty for plain counts. */
export function derivedLabel(per: number | null, smooth: number, write: WriteCount = formatCount): string {
  return [perLabel(per, write), smooth > 1 ? `${smooth}-day average` : ''].filter(words => words !== '').join(', ');
}

/** Words for a count with what is done to it: `new visits per 100,000 people, 7-day average`. */
export function derivedMeasureLabel(
  words: string,
  per: number | null,
  smooth: number,
  write: WriteCount = formatCount,
): string {
  return `${words}${per === null ? '' : ` ${perLabel(per, write)}`}${smooth > 1 ? `, ${smooth}-day average` : ''}`;
}

/** `by June 30, 2020` for a total to date, `on June 30, 2020` for what is new or present on a day. */
export function whenLabel({ kind }: Pick<MeasureDescription, 'kind'>, date: string, change: Change): string {
  return `${change === 'total' && kind === 'cumulative' ? 'by' : 'on'} ${formatDate(date)}`;
}
