import { format } from 'node:util';
import { test } from 'vitest';

/** Options of a test that `npm test` leaves to tests/heavy/exhaustive.sh. */
export const EXHAUSTIVE = { tags: ['exhaustive'] };

/** Like `test.each`; `npm test` runs the first case and leaves the others to tests/heavy/exhaustive.sh. */
export function testFirst<Case extends readonly unknown[]>(cases: readonly Case[]) {
  return (title: string, run: (...given: [...Case]) => Promise<void> | void): void => {
    const placeholders = title.match(/%[sdio]/g)?.length ?? 0;
    for (const [index, given] of cases.entries()) {
      test(format(title, ...given.slice(0, placeholders)), index === 0 ? {} : EXHAUSTIVE, () => run(...[...given]));
    }
  };
}
