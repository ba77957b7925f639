import { dateWords } from './date-words.ts';

/** A sentence of the published files as the page writes it: its days in words, a capital letter at its beginning. */
export function readableSentence(sentence: string): string {
  const dated = sentence.replace(/\b\d{4}-\d{2}-\d{2}\b(?!\.\w)/g, day => dateWords(day));
  return dated.charAt(0).toUpperCase() + dated.slice(1);
}
