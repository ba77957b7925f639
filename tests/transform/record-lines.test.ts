import { expect, test } from 'vitest';
import { lineAt, recordStarts } from '../../functions/transform/stage/record-lines.ts';

const starts = (text: string) => recordStarts(Buffer.from(text));

test('recordStarts(bytes) is the line of each record', () => {
  expect(starts('a,b\n1,2\n3,4')).toEqual([1, 2, 3]);
  expect(starts('a,b\r\n1,2\r\n3,4')).toEqual([1, 2, 3]);
  expect(starts('')).toEqual([]);
});

test('recordStarts(bytes) passes over empty lines, and over line breaks in quotes', () => {
  expect(starts('a\n\n1\n\r\n2')).toEqual([1, 3, 5]);
  expect(starts('a\n"1\n\n2"\n3')).toEqual([1, 2, 5]);
  expect(starts('a\n"1 ""\n"" 2"\n3')).toEqual([1, 2, 4]);
});

test('recordStarts(bytes) begins no record after the last line break', () => {
  expect(starts('a\n1\n')).toEqual([1, 2]);
});

test('lineAt(bytes, offset) counts from 1, and a line break belongs to the line that it ends', () => {
  const bytes = Buffer.from('ab\ncd\n\nef');
  expect([0, 2, 3, 5, 6, 7, 8].map(offset => lineAt(bytes, offset))).toEqual([1, 1, 2, 2, 3, 4, 4]);
});
