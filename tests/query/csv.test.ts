import { expect, test } from 'vitest';
import { csvChunks, formatCsv } from '../../functions/contract/csv.ts';
import { textStream } from '../../functions/query/http/respond.ts';
import { askOver } from './ask.ts';
import { LARGE } from './large-data.ts';
import { MemoryStore } from './memory-store.ts';
import { publishFixture } from './publish-fixture.ts';

const cell = (value: string | number | null) => formatCsv({ columns: ['c'], rows: [[value]] }).split('c\r\n')[1];

test.each([
  ['plain', 'plain'],
  ['', ''],
  ['a,b', '"a,b"'],
  ['say "so"', '"say ""so"""'],
  ['two\nlines', '"two\nlines"'],
  ['two\r\nlines', '"two\r\nlines"'],
  ['=1+1', "'=1+1"],
  ['+39', "'+39"],
  ['-1', "'-1"],
  ['@home', "'@home"],
  ['\tx', "'\tx"],
  ['\rx', '"\'\rx"'],
  ['=a,"b"', '"\'=a,""b"""'],
  ['\n=x', '"\'\n=x"'],
  ['＝1+1', "'＝1+1"],
  ['a=b', 'a=b'],
  [-1.5, '-1.5'],
  [1e-7, '1e-7'],
  [0, '0'],
  [null, ''],
])('formatCsv writes %j as %s', (value, text) => {
  expect(cell(value)).toBe(`${text}\r\n`);
});

test('formatCsv of no rows is the header', () => {
  expect(formatCsv({ columns: ['a', '=b'], rows: [] })).toBe("a,'=b\r\n");
});

test('csvChunks(table, length) are whole lines, each chunk hardly longer, and together the text', () => {
  const table = { columns: ['n', 'text'], rows: Array.from({ length: 5000 }, (_, row) => [row, 'ä,"b"']) };
  const chunks = [...csvChunks(table, 1000)];
  expect(chunks.join('')).toBe(formatCsv(table));
  expect(chunks.length).toBeGreaterThan(50);
  for (const chunk of chunks) expect(chunk.endsWith('\r\n') && chunk.length < 1030).toBe(true);
});

test('textStream(pieces) makes a piece when it is read, and stops when nobody reads on', async () => {
  let made = 0;
  let ended = false;
  function* pieces() {
    try {
      for (;;) yield `piece ${made++}\n`;
    } finally {
      ended = true;
    }
  }
  const reader = textStream(pieces()).getReader();
  expect(new TextDecoder().decode((await reader.read()).value)).toBe('piece 0\n');
  expect(made).toBeLessThan(4);
  await reader.cancel();
  expect(ended).toBe(true);
});

test('an answer in CSV comes in pieces, and HEAD of it makes none', async () => {
  const store = new MemoryStore();
  await publishFixture(store, LARGE);
  const { ask } = askOver(store);
  const response = await ask('/datasets/large/series?regions=ITA,FRA,USA,GEO&format=csv');
  const sizes: number[] = [];
  for await (const piece of response.body ?? []) sizes.push(piece.length);
  expect(sizes.length).toBeGreaterThan(2);
  expect(Math.max(...sizes)).toBeLessThan(33_000);
  const head = await ask('/datasets/large/series?regions=ITA&format=csv', { method: 'HEAD' });
  expect(head.body).toBeNull();
  expect(head.headers.get('Content-Type')).toBe('text/csv; charset=utf-8; header=present');
});
