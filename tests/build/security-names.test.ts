import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { reportCsv } from './report-csv.ts';
import { workshop } from './workshop.ts';

const FOLDER = join(import.meta.dirname, '../../datasets/covid');
const [CLEAN, REGIONS] = await Promise.all(
  ['clean.sql', 'regions.sql'].map(name => readFile(join(FOLDER, name), 'utf8')),
);
const REPORT = reportCsv([
  { country: 'Italy', confirmed: 100, deaths: 5, recovered: 7 },
  { country: 'France', confirmed: 10, deaths: 1, recovered: 0 },
  { country: 'Canada', province: 'Ontario', confirmed: 3, deaths: 0, recovered: 0 },
]);

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('a rule may be called %s', async name => {
  const { build } = await workshop({
    '06-30-2020.csv': REPORT,
    'dataset.yaml': 'extends: covid\n',
    'regions.sql': REGIONS ?? '',
    'clean.sql': `SELECT * REPLACE (CASE WHEN place = 'France' THEN '${name}' ELSE rule END AS rule) FROM (${CLEAN})`,
  });
  const { receipt, input } = await build();
  expect(receipt.rules.filter(({ rule }) => rule === name)).toMatchObject([{ rows: 1, totals: { confirmed: 10 } }]);
  expect(Object.entries(input('06-30-2020.csv').rules)).toContainEqual([name, 1]);
});

test.each(['constructor', '__proto__', 'toString'])(
  'a region may be called %s, and have regions below it',
  async id => {
    const regions = `SELECT * REPLACE (CASE region WHEN 'CAN' THEN '${id}' ELSE region END AS region,
    CASE parent WHEN 'CAN' THEN '${id}' ELSE parent END AS parent) FROM (${REGIONS})`;
    const { build } = await workshop({
      '06-30-2020.csv': REPORT,
      'dataset.yaml': 'extends: covid\n',
      'regions.sql': regions,
      'clean.sql': CLEAN ?? '',
    });
    const { receipt, figures } = await build();
    expect(receipt.outcome).toBe('published');
    expect(figures.total('confirmed', id, '2020-06-30')).toBe(3);
    expect(figures.total('confirmed', 'CA-ON', '2020-06-30')).toBe(3);
    expect(JSON.stringify(figures.index('ca-provinces'))).toContain(`"${id}":[`);
  },
);
