import { expect, test } from 'vitest';
import type { ByteSource } from '../../functions/ingest/byte-source.ts';
import { cellCounts, LineWalk, longLines, recordStarts, strayReturnLine } from '../../functions/ingest/record-lines.ts';
import { inPieces, PIECES } from './in-pieces.ts';

/** The same whether a file comes at once or in pieces. */
async function same<T>(text: string, read: (source: ByteSource) => Promise<T>): Promise<T> {
  const [whole, ...others] = await Promise.all(PIECES.map(size => read(inPieces(Buffer.from(text), size))));
  for (const other of others) expect(other).toEqual(whole);
  if (whole === undefined) throw new Error('nothing was read');
  return whole;
}

const starts = (text: string) => same(text, async source => [...(await recordStarts(source)).lines]);

test('recordStarts(bytes) is the line of each record', async () => {
  expect(await starts('a,b\n1,2\n3,4')).toEqual([1, 2, 3]);
  expect(await starts('a,b\r\n1,2\r\n3,4')).toEqual([1, 2, 3]);
  expect(await starts('')).toEqual([]);
});

test('recordStarts(bytes) passes over empty lines, and over line breaks in quotes', async () => {
  expect(await starts('a\n\n1\n\r\n2')).toEqual([1, 3, 5]);
  expect(await starts('a\n"1\n\n2"\n3')).toEqual([1, 2, 5]);
  expect(await starts('a\n"1 ""\n"" 2"\n3')).toEqual([1, 2, 4]);
});

test('recordStarts(bytes) begins no record after the last line break', async () => {
  expect(await starts('a\n1\n')).toEqual([1, 2]);
});

test('lineOf(offset) counts from 1, and a line break belongs to the line that it ends', async () => {
  const found = await same('ab\ncd\n\nef', async source => {
    const walk = new LineWalk(source);
    const lines = [];
    for (const offset of [0, 2, 3, 5, 6, 7, 8, 100]) lines.push(await walk.lineOf(offset));
    return lines;
  });
  expect(found.map(({ number }) => number)).toEqual([1, 1, 2, 2, 3, 4, 4, 4]);
  expect(found.at(-1)).toEqual({ number: 4, start: 7 });
});

test('textFrom(offset) passes over line breaks', async () => {
  const found = await same('a\r\n\nb\n', async source => {
    const walk = new LineWalk(source);
    return [await walk.textFrom(0), await walk.textFrom(1), await walk.lineOf(4), await walk.textFrom(5)];
  });
  expect(found).toEqual([0, 4, { number: 3, start: 4 }, 6]);
});

test('longLines(source, least) are the lines that have as many bytes', async () => {
  const long = (least: number) => same('ab\ncdef\ng\nhijk', source => longLines(source, least));
  expect(await long(4)).toEqual([2, 4]);
  expect(await long(5)).toEqual([]);
});

test('strayReturnLine(bytes) is the first line with a carriage return that ends no line and is not quoted', async () => {
  const stray = (text: string) => same(text, strayReturnLine);
  expect(await stray('a\r\nb\r\n')).toBeNull();
  expect(await stray('a\n"b\rc"\r\n')).toBeNull();
  expect(await stray('a\r\nb\rc\r')).toBe(2);
  expect(await stray('a\n"b\n\r"\r,c')).toBe(3);
  expect(await stray('a\nb\r')).toBe(2);
});

test('recordStarts(bytes) takes a quote for one at the beginning of a cell alone, and gives up a line behind a broken one', async () => {
  expect(await starts('a\nx"y\nz"\n3')).toEqual([1, 2, 3, 4]);
  expect(await starts('a\n"x"y"\nz\n3')).toEqual([1, 2, 3, 4]);
  expect(await starts('a\n"x\ny\nz')).toEqual([1, 2]);
  expect(await starts('a\n "x\ny" \nz')).toEqual([1, 2, 4]);
});

test('cellCounts(bytes, most) is how many cells the first records have', async () => {
  const counts = (text: string, most: number) => same(text, source => cellCounts(source, most));
  expect(await counts('a,b\n\n1\r\n"x,\ny",2,3\n"x"y,1\nlast', 10)).toEqual([2, 1, 3, 1]);
  expect(await counts('a\na\na\n', 2)).toEqual([1, 1]);
});
