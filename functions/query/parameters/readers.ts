import * as v from 'valibot';
import { quoteGiven } from './bad-parameter.ts';

const MAX_NAME_LENGTH = 200;

/** Control characters, and the character that replaces what could not be decoded. */
const UNREADABLE = String.raw`\u0000-\u001f\u007f-\u009f\ufffd`;
const READABLE = 'text without control characters or \ufffd';

export function wholeNumber(minimum: number, maximum: number) {
  const what = `a whole number from ${minimum} to ${maximum}`;
  return v.pipe(
    v.string(),
    v.regex(/^\d{1,15}$/, what),
    v.transform(Number),
    v.number(),
    v.integer(),
    v.minValue(minimum, what),
    v.maxValue(maximum, what),
  );
}

/** One name, to be looked up in the snapshot. */
export const name = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(MAX_NAME_LENGTH, `at most ${MAX_NAME_LENGTH} characters`),
  v.regex(new RegExp(`^[^${UNREADABLE}]+$`), READABLE),
);

/** A period, to be held against the unit of the data set, which a message then names. */
export const periodName = v.pipe(name, v.examples(['2020-06-30', '2020-06', '2020-Q2', '2020']));

/** Different names, separated by commas. */
export function names(maximum: number) {
  const item = v.pipe(
    v.string(),
    v.minLength(1, 'names separated by single commas'),
    v.maxLength(MAX_NAME_LENGTH, `at most ${MAX_NAME_LENGTH} characters`),
    v.regex(new RegExp(`^[^,${UNREADABLE}]+$`), READABLE),
  );
  return v.pipe(
    v.string(),
    v.transform(given => given.split(',')),
    v.array(item),
    v.minLength(1),
    v.maxLength(maximum, `at most ${maximum} names at once`),
    v.check(
      list => repeated(list) === undefined,
      ({ input }) => `different names, and ${quoteGiven(repeated(input) ?? '')} is not`,
    ),
    v.metadata({ uniqueItems: true }),
  );
}

function repeated(list: readonly string[]): string | undefined {
  return list.find((item, index) => list.indexOf(item) < index);
}
