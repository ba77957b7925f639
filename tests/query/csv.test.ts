import { expect, test } from 'vitest';
import { formatCsv } from '../../functions/contract/csv.ts';

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
