import { mkdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeError } from '../../cli/describe-error.ts';
import { Problem } from '../../functions/contract/problem.ts';

function thrown(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

test('describeError(error) says what the operating system refused, and where', () => {
  expect(describeError(thrown(() => mkdirSync('/dev/null/out')))).toBe('/dev/null/out: not a directory');
});

test('describeError(error) is the message of a Problem, and the stack of any other error', () => {
  expect(describeError(new Problem('bad-input', 'the folder x does not exist'))).toBe('the folder x does not exist');
  expect(describeError(new TypeError('no'))).toMatch(/^TypeError: no\n {4}at /);
});
