/** `What happened: the store answered 500.`, whether or not what is told ends like a sentence. */
export function happenedWords(error: unknown): string {
  const detail = (error instanceof Error ? error.message : String(error)).trim();
  return `What happened: ${detail}${/[.!?…]$/.test(detail) ? '' : '.'}`;
}
