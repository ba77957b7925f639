const MAX_SHOWN = 60;

/** What a caller gave, fit to stand in a message. */
export function quoteGiven(given: string): string {
  return JSON.stringify(given.length > MAX_SHOWN ? `${given.slice(0, MAX_SHOWN - 1)}…` : given);
}
