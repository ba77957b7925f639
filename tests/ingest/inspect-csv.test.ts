import { expect, test } from 'vitest';
import { Problem } from '../../functions/contract/problem.ts';
import { inspectCsv } from '../../functions/ingest/inspect-csv.ts';
import { bytesOf, inPieces, PIECES } from './in-pieces.ts';

/** The same whether a file comes at once or in pieces. */
async function inspected(content: string | Uint8Array) {
  const bytes = Buffer.from(content);
  const [whole, ...others] = await Promise.allSettled(
    PIECES.map(size => inPieces(bytes, Math.max(size, Math.ceil(bytes.length / 1000))))
      .map(source => inspectCsv(source))
      .map(async found => ({ ...(await found), content: (await bytesOf((await found).content)).toString() })),
  );
  for (const other of others) expect(other).toEqual(whole);
  if (whole?.status === 'fulfilled') return whole.value;
  throw whole?.reason;
}

const unfit = (message: string) => new Problem('bad-input', message);

test('inspectCsv(bytes) reads the column headers: quoted, with commas, quotes and line breaks, with blanks around', async () => {
  expect((await inspected('a, b ,"c,d","e ""f""","g\nh"\n1,2,3,4,5')).headers).toEqual([
    'a',
    'b',
    'c,d',
    'e "f"',
    'g\nh',
  ]);
  expect((await inspected('one')).headers).toEqual(['one']);
  expect((await inspected('a,')).headers).toEqual(['a', '']);
});

test('inspectCsv(bytes) takes off the byte-order mark and the line breaks at the end', async () => {
  for (const text of ['a,b\n1,2', 'a,b\n1,2\n', '\ufeffa,b\n1,2\r\n\n']) {
    const { content, headers } = await inspected(text);
    expect(content).toBe('a,b\n1,2');
    expect(headers).toEqual(['a', 'b']);
  }
});

test('inspectCsv(bytes) makes mixed line breaks one kind, and leaves one kind as it is', async () => {
  expect((await inspected('a\r\n1\r\n2')).content).toBe('a\r\n1\r\n2');
  expect((await inspected('a\r\n1\n2')).content).toBe('a\n1\n2');
});

test('inspectCsv(bytes) leaves the bytes that it is given as they are', async () => {
  const bytes = Buffer.from('\ufeffa\r\n1\n');
  const before = Buffer.from(bytes);
  await inspected(bytes);
  expect(bytes).toEqual(before);
});

test('inspectCsv(bytes) refuses more columns than anyone has', async () => {
  const headings = Array.from({ length: 1001 }, (_, index) => `c${index}`);
  await expect(inspected(headings.join(','))).rejects.toThrow(
    unfit('the file has more than 1,000 columns, and no more are read'),
  );
});

test('inspectCsv(bytes) says on which line a byte is wrong', async () => {
  const bytes = Buffer.concat([Buffer.from('a\n1\n'), Buffer.from([0xe9]), Buffer.from('\n3')]);
  await expect(inspected(bytes)).rejects.toThrow(
    unfit('the file is Windows-1252 or Latin-1, not UTF-8 (line 3: "é"); save it as UTF-8 and upload it again'),
  );
});

test.each<[encoding: string, bytes: number[], says: string]>([
  [
    'Windows-1252',
    [0x43, 0xf4, 0x74, 0x65, 0x20, 0x64, 0x92, 0x49],
    'Windows-1252 or Latin-1, not UTF-8 (line 2: "Côte")',
  ],
  ['Latin-1', [0x54, 0xfc, 0x72, 0x6b, 0x69, 0x79, 0x65], 'Windows-1252 or Latin-1, not UTF-8 (line 2: "Türkiye")'],
  ['another encoding', [0xc4, 0xfa, 0xba, 0xc3], 'not UTF-8 (line 2)'],
  ['no text', [0x80, 0x81, 0xfe, 0xff, 0x90], 'not UTF-8 (line 2)'],
])('inspectCsv(bytes) tells %s', async (_, bytes, says) => {
  await expect(inspected(Buffer.from([0x61, 0x0a, ...bytes, 0x0a, 0x31]))).rejects.toThrow(
    unfit(`the file is ${says}; save it as UTF-8 and upload it again`),
  );
});

test.each([
  ['semicolons', 'a;b;c\n1,5;2;3'],
  ['tabs', 'a\tb\n1\t2'],
  ['pipes', '"a, or b"|"c"\n1|2'],
])('inspectCsv(bytes) tells columns separated by %s', async (separator, text) => {
  const expected = 'expected commas, so save it as a comma-separated CSV and upload it again';
  await expect(inspected(text)).rejects.toThrow(unfit(`its columns are separated by ${separator}; ${expected}`));
});

test('inspectCsv(bytes) is quick to refuse a megabyte behind an open quote', async () => {
  await expect(inspected(`"${'x'.repeat(2_000_000)}`)).rejects.toThrow(
    unfit('the header line is broken: a quote opens and does not close'),
  );
});

test('inspectCsv(bytes) reads a thousand column headers, and no header line that is longer than a line may be', async () => {
  const headings = Array.from({ length: 1000 }, (_, index) => `c${index}`);
  expect((await inspected(headings.join(','))).headers).toEqual(headings);
  for (const line of ['x'.repeat(100_001), `${'x'.repeat(60_000)},${'y'.repeat(60_000)}`]) {
    await expect(inspected(`${line}\n1`)).rejects.toThrow(unfit('the header line has more than 100,000 bytes'));
  }
  expect((await inspected('x'.repeat(100_000))).headers).toHaveLength(1);
});

test('inspectCsv(bytes) takes no letters at the beginning for a packed file', async () => {
  for (const heading of ['PK', 'PAR1', '7z', 'BZh9', '('])
    expect((await inspected(`${heading}\n1`)).headers).toEqual([heading]);
});
