import type { MeasureDescription } from '../../functions/contract/snapshot.ts';
import type { Change } from '../view/view.ts';
import { dateWords } from './date-words.ts';

/** What is counted, as it stands after a number. Measures of other data sets go by their own titles. */
const COUNTED: Readonly<Record<string, string>> = {
  confirmed: 'confirmed cases',
  deaths: 'deaths',
  recovered: 'recoveries',
  active: 'active cases',
};

/** `confirmed cases` or `new confirmed cases`. */
export function measureWords({ id, title }: MeasureDescription, change: Change): string {
  const counted = COUNTED[id] ?? title.toLowerCase();
  return change === 'new' ? `new ${counted}` : counted;
}

/** `by June 30, 2020` for a total, `on June 30, 2020` for what is new that day. */
export function whenWords(date: string, change: Change): string {
  return `${change === 'new' ? 'on' : 'by'} ${dateWords(date)}`;
}
