import { foldWords } from './fold-words.ts';

/**
 * Places whose names have, for every word of `text`, a word that begins so: at most `limit`. Names that have all of
 * them as whole words come first, or else the places stand as they were given. None where the text has no word.
 */
export function matchPlaces<T extends { readonly name: string }>(
  text: string,
  places: readonly T[],
  limit: number,
): T[] {
  const wanted = foldWords(text);
  if (wanted.length === 0) return [];
  const whole: T[] = [];
  const begun: T[] = [];
  for (const place of places) {
    const words = foldWords(place.name);
    if (wanted.every(word => words.includes(word))) whole.push(place);
    else if (wanted.every(word => words.some(candidate => candidate.startsWith(word)))) begun.push(place);
    if (whole.length === limit) break;
  }
  return [...whole, ...begun].slice(0, limit);
}
