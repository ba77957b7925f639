import type { Cell } from '../../functions/contract/csv.ts';
import { dateWords } from '../text/date-words.ts';
import { countWords, rateWords } from '../text/number-words.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A cell as it is read: `2,635,417` · `0.042` · `June 30, 2020` · `no data`. */
export function cellWords(cell: Cell): string {
  if (cell === null) return 'no data';
  if (typeof cell === 'number') return Number.isInteger(cell) ? countWords(cell) : rateWords(cell);
  return isDay(cell) ? dateWords(cell) : cell;
}

/** A heading of a file as it is read here: counts of people and of cases as the visitor writes them, `per 100,000 people`. */
export function headingWords(heading: string): string {
  return heading.replace(/\b\d{4,}(?= people\b|(?:st|nd|rd|th)\b)/g, count => countWords(Number(count)));
}

export function isDay(cell: Cell): boolean {
  return typeof cell === 'string' && DAY.test(cell) && !Number.isNaN(Date.parse(cell));
}
