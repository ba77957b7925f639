import { mkdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sentenceOf } from '../../cli/describe-error.ts';
import { Problem } from '../../functions/contract/problem.ts';

function thrown(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

test('sentenceOf(error) says what the operating system refused, and where', () => {
  expect(sentenceOf(thrown(() => mkdirSync('/dev/null/out')))).toBe('/dev/null/out: not a directory');
});

test('sentenceOf(error) is the sentence of a problem that was foreseen, and all that is known of another one', () => {
  expect(sentenceOf(new Problem('bad-input', 'the folder x does not exist'))).toBe('the folder x does not exist');
  expect(sentenceOf(new TypeError('no'))).toMatch(/^TypeError: no\n {4}at /);
});
