import type { Snapshot } from '../../functions/contract/snapshot.ts';
import { formatDate } from './numbers-and-dates.ts';

const MOST_LISTED = 3;

/** `a`, `a and b`, `a, b and c`; with commas inside, `a, x; b, y; and c`. */
export function formatList(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  const hasCommas = words.length > 2 && words.some(word => word.includes(','));
  return `${words.slice(0, -1).join(hasCommas ? '; ' : ', ')}${hasCommas ? ';' : ''} and ${words.at(-1)}`;
}

/** The first three of many, `a, b, c and 12 more`; all if there are few. */
export function formatShortList(words: readonly string[]): string {
  const rest = words.length - MOST_LISTED;
  if (rest <= 1) return formatList(words);
  const listed = words.slice(0, MOST_LISTED);
  return `${listed.join(listed.some(word => word.includes(',')) ? '; ' : ', ')} and ${rest} more`;
}

/** `What happened: the store answered 500.`, whether or not the message ends with a period. */
export function errorSentence(error: unknown): string {
  const detail = (error instanceof Error ? error.message : String(error)).trim();
  return `What happened: ${detail}${/[.!?…]$/.test(detail) ? '' : '.'}`;
}

/** A sentence from the published files as the page writes it: with formatted dates and a capital first letter. */
export function readableSentence(sentence: string): string {
  const dated = sentence.replace(/\b\d{4}-\d{2}-\d{2}\b(?!\.\w)/g, day => formatDate(day));
  return dated.charAt(0).toUpperCase() + dated.slice(1);
}

/** `Data: City of Springfield, CC BY 4.0.`; empty where the publisher says neither. */
export function creditOf({ source, licence }: Pick<Snapshot, 'source' | 'licence'>): string {
  const names = [source, licence].flatMap(credit => credit?.name ?? []);
  return names.length === 0 ? '' : `Data: ${names.join(', ')}.`;
}
