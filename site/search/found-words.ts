/** What a search says of its outcome, for those who hear the page. */
export function foundWords(count: number, text: string): string {
  if (count === 0) return `No place here is called “${text}”.`;
  return count === 1 ? '1 place found.' : `${count} places found. Up and Down choose one, Enter takes it.`;
}
