import { expect, test } from 'vitest';
import {
  cellCounts,
  lineOfSize,
  lineWalk,
  recordStarts,
  strayReturnLine,
} from '../../functions/ingest/record-lines.ts';

const starts = (text: string) => recordStarts(Buffer.from(text)).lines;

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

test('lineWalk(bytes) counts from 1, and a line break belongs to the line that it ends', () => {
  const walk = lineWalk(Buffer.from('ab\ncd\n\nef'));
  expect([0, 2, 3, 5, 6, 7, 8].map(offset => walk(offset).number)).toEqual([1, 1, 2, 2, 3, 4, 4]);
  expect(walk(100)).toEqual({ number: 4, start: 7 });
});

test('lineOfSize(text, line, bytes) is the next line that has as many, or the line itself', () => {
  const text = Buffer.from('ab\ncdef\ng\nhijk');
  const at = (line: number) => lineWalk(text)([0, 3, 8, 10][line - 1] ?? 0);
  expect([1, 2, 3, 4].map(line => lineOfSize(text, at(line), 4))).toEqual([2, 2, 4, 4]);
  expect([1, 2, 3, 4].map(line => lineOfSize(text, at(line), 5))).toEqual([1, 2, 3, 4]);
});

test('strayReturnLine(bytes) is the first line with a carriage return that ends no line and is not quoted', () => {
  const stray = (text: string) => strayReturnLine(Buffer.from(text));
  expect(stray('a\r\nb\r\n')).toBeNull();
  expect(stray('a\n"b\rc"\r\n')).toBeNull();
  expect(stray('a\r\nb\rc\r')).toBe(2);
  expect(stray('a\n"b\n\r"\r,c')).toBe(3);
  expect(stray('a\nb\r')).toBe(2);
});

test('recordStarts(bytes) takes a quote for one at the beginning of a cell alone, and gives up a line behind a broken one', () => {
  expect(starts('a\nx"y\nz"\n3')).toEqual([1, 2, 3, 4]);
  expect(starts('a\n"x"y"\nz\n3')).toEqual([1, 2, 3, 4]);
  expect(starts('a\n"x\ny\nz')).toEqual([1, 2]);
  expect(starts('a\n "x\ny" \nz')).toEqual([1, 2, 4]);
});

test('cellCounts(bytes, most) is how many cells the first records have', () => {
  const counts = (text: string, most: number) => cellCounts(Buffer.from(text), most);
  expect(counts('a,b\n\n1\r\n"x,\ny",2,3\n"x"y,1\nlast', 10)).toEqual([2, 1, 3, 1]);
  expect(counts('a\na\na\n', 2)).toEqual([1, 1]);
});
