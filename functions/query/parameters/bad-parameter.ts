import { Problem } from '../../contract/problem.ts';

export function badParameter(where: string, what: string, given: string, nearest: readonly string[] = []): Problem {
  return new Problem('bad-parameter', `${where} must be ${what}; found ${quoteGiven(given)}`, { nearest });
}

const MAX_SHOWN = 60;

/** Text from a request, quoted and shortened for a message. */
export function quoteGiven(given: string): string {
  return JSON.stringify(given.length > MAX_SHOWN ? `${given.slice(0, MAX_SHOWN - 1)}…` : given);
}
