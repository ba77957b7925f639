import { expect, test } from 'vitest';
import { numbersFile } from '../../site/export/save.ts';

const TABLE = {
  columns: ['place', 'cases'],
  rows: [
    ['Curaçao, "CW"', 23],
    ['=1+1', null],
  ],
};

test('numbersFile(table) begins with the byte order mark that Excel needs, once', async () => {
  const bytes = new Uint8Array(await numbersFile(TABLE).arrayBuffer());
  expect([...bytes.slice(0, 8)]).toEqual([0xef, 0xbb, 0xbf, ...new TextEncoder().encode('place')]);
});

test('numbersFile(table) is CSV in which no cell is a formula and a gap is empty', async () => {
  const file = numbersFile(TABLE);
  expect(await file.text()).toBe('place,cases\r\n"Curaçao, ""CW""",23\r\n\'=1+1,\r\n');
  expect(file.type).toBe('text/csv;charset=utf-8');
});
