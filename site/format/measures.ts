import type { MeasureDescription, MeasureKind } from '../../functions/contract/snapshot.ts';
import type { Change } from '../address/choices.ts';
import { formatCount, formatDate } from './numbers-and-dates.ts';

/** What is counted, as written after a number. Measures of other data sets go by their own titles. */
const COUNTED: Readonly<Record<string, string>> = {
  confirmed: 'confirmed cases',
  deaths: 'deaths',
  recovered: 'recoveries',
  active: 'active cases',
};

/** `confirmed cases`, `new confirmed cases`; for a level, whose change is not new cases, `net change in active cases`. */
export function measureLabel({ id, title, kind }: MeasureDescription, change: Change): string {
  const counted = COUNTED[id] ?? title.toLowerCase();
  return change === 'new' ? CHANGE_OF[kind](counted) : counted;
}

/** The same as a column header: `Confirmed`, `New confirmed`, `Net change in active`. */
export function measureTitle({ title, kind }: MeasureDescription, change: Change): string {
  return change === 'new' ? capitalized(CHANGE_OF[kind](title.toLowerCase())) : title;
}

const CHANGE_OF: Readonly<Record<MeasureKind, (counted: string) => string>> = {
  cumulative: counted => `new ${counted}`,
  level: counted => `net change in ${counted}`,
};

/** The names of the choice between value and change. */
export const CHANGE_TITLES: Readonly<Record<MeasureKind, Readonly<Record<Change, string>>>> = {
  cumulative: { total: 'Total', new: 'New per day' },
  level: { total: 'On the day', new: 'Net change' },
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

/** The places of a map, within a sentence: `US counties`. */
export function mapLabel({ id, title }: { readonly id: string; readonly title: string }): string {
  return id === 'world' ? 'countries of the world' : title;
}

/** How a value is derived: `per 100,000 people, 7-day average`; empty for plain counts. */
export function derivedLabel(per: number | null, smooth: number, write: WriteCount = formatCount): string {
  return [perLabel(per, write), smooth > 1 ? `${smooth}-day average` : ''].filter(words => words !== '').join(', ');
}

/** What is counted and how it is derived: `new deaths per 100,000 people, 7-day average`. */
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
