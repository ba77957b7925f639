import { expect, test } from 'vitest';
import { historyKey } from '../../functions/contract/keys.ts';
import { POINTER_EXAMPLE, parsePointer } from '../../functions/contract/pointer.ts';
import { malformed } from './malformed.ts';

test('parsePointer keeps the mark of a collection, and has none where there is none', () => {
  const marked = { ...POINTER_EXAMPLE, collecting: { until: '2020-07-01T05:07:11.000Z' } };
  expect(parsePointer(marked, '')).toEqual(marked);
  expect(Object.keys(parsePointer(POINTER_EXAMPLE, ''))).not.toContain('collecting');
});

test.each([
  [{}, '"collecting".until is missing'],
  [{ until: 'soon' }, '"collecting".until must be a moment like 2020-06-30T04:05:06.000Z; found "soon"'],
  [null, '"collecting" must be an object; found null'],
  [true, '"collecting" must be an object; found true'],
])('parsePointer refuses the mark %j by name', (collecting, sentence) => {
  expect(() => parsePointer({ ...POINTER_EXAMPLE, collecting }, '')).toThrow(malformed(sentence));
});

test('keys of the history are in the order of their sequence', () => {
  const keys = [1, 9, 10, 99_999_999].map(sequence => historyKey('covid', sequence));
  expect(keys.toSorted()).toEqual(keys);
});
