const MOST_LISTED = 3;

/** `a`, `a and b`, `a, b and c`; of three names with commas, `a, x; b, y; and c`. */
export function listWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  const hasCommas = words.length > 2 && words.some(word => word.includes(','));
  return `${words.slice(0, -1).join(hasCommas ? '; ' : ', ')}${hasCommas ? ';' : ''} and ${words.at(-1)}`;
}

/** The first three of many words, `a, b, c and 12 more`; of fewer, all. */
export function someWords(words: readonly string[]): string {
  const rest = words.length - MOST_LISTED;
  if (rest <= 1) return listWords(words);
  const listed = words.slice(0, MOST_LISTED);
  return `${listed.join(listed.some(word => word.includes(',')) ? '; ' : ', ')} and ${rest} more`;
}
