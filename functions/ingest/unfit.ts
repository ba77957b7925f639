import { Problem } from '../contract/problem.ts';

/** A file that cannot be read; the reason is the end of a sentence that names it. */
export function unfit(reason: string): Problem {
  return new Problem('bad-input', reason);
}
