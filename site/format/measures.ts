import type { MapDescription, MeasureDescription, MeasureKind } from '../../functions/contract/snapshot.ts';
import type { Change } from '../address/choices.ts';
import { countWords, dateWords } from './numbers-and-dates.ts';

/** `visits` or `new visits`; the change of a level is neither new nor a correction: `net change in patients`. */
export function measureWords({ title, kind, noun }: MeasureDescription, change: Change): string {
  const counted = noun ?? title.toLowerCase();
  return change === 'new' ? CHANGE_OF[kind](counted) : counted;
}

/** The same as a heading of numbers: `Visits`, `New visits`, `Net change in patients`. */
export function measureTitle({ title, kind }: MeasureDescription, change: Change): string {
  return change === 'new' ? capitalized(CHANGE_OF[kind](title.toLowerCase())) : title;
}

const CHANGE_OF: Readonly<Record<MeasureKind, (counted: string) => string>> = {
  cumulative: counted => `new ${counted}`,
  level: counted => `net change in ${counted}`,
};

/** What the choice between value and change is called. */
export const CHANGE_TITLES: Readonly<Record<MeasureKind, Readonly<Record<Change, string>>>> = {
  cumulative: { total: 'Total', new: 'New per day' },
  level: { total: 'On the day', new: 'Net change' },
};

export function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Writes a number of people: as the visitor does, or, for a file, as everyone can read it. */
type WriteCount = (count: number) => string;

/** `per 100,000 people`, `per person`; empty where nothing is divided. */
export function perWords(per: number | null, write: WriteCount = countWords): string {
  if (per === null) return '';
  return per === 1 ? 'per person' : `per ${write(per)} people`;
}

/** The places of a map within a sentence: `US counties`. */
export function mapWords({ title, nouns }: Pick<MapDescription, 'title' | 'nouns'>): string {
  return nouns?.many ?? title;
}

/** What kinds of places some maps have, each once: `county`, `state`. */
export function placeKinds(maps: readonly Pick<MapDescription, 'nouns'>[]): readonly string[] {
  return [...new Set(maps.map(({ nouns }) => nouns?.one ?? 'place'))];
}

/** What a derived value is: `per 100,000 people, 7-day average`; empty where it is the count itself. */
export function derivedWords(per: number | null, smooth: number, write: WriteCount = countWords): string {
  return [perWords(per, write), smooth > 1 ? `${smooth}-day average` : ''].filter(words => words !== '').join(', ');
}

/** Words for a count with what is done to it: `new visits per 100,000 people, 7-day average`. */
export function derivedMeasureWords(
  words: string,
  per: number | null,
  smooth: number,
  write: WriteCount = countWords,
): string {
  return `${words}${per === null ? '' : ` ${perWords(per, write)}`}${smooth > 1 ? `, ${smooth}-day average` : ''}`;
}

/** `by June 30, 2020` for a total so far, `on June 30, 2020` for what is new or there that day. */
export function whenWords({ kind }: Pick<MeasureDescription, 'kind'>, date: string, change: Change): string {
  return `${change === 'total' && kind === 'cumulative' ? 'by' : 'on'} ${dateWords(date)}`;
}
