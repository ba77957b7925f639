import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createQueryApp } from '../../functions/query/query-app.ts';
import { reportCsv } from '../build/report-csv.ts';
import { workshop } from '../build/workshop.ts';
import { readStrictCsv } from '../local/strict-csv.ts';

const FOLDER = join(import.meta.dirname, '../../datasets/covid');
const REPORT = (confirmed: number) => reportCsv([{ country: 'Italy', confirmed, deaths: 5, recovered: 7 }]);
const EVIL = [
  `=cmd|' /C calc'!A0`,
  '+1+1',
  '-2+3',
  '@SUM(1)',
  '\t=1',
  '＝1+1',
  '=HYPERLINK("https://example.org","x")',
];

test.each(EVIL)('a region called %j is text in every CSV of the API, and a number below zero stays one', async name => {
  const [yaml = '', clean = '', regions = '', about = '', sandbox = ''] = await Promise.all(
    ['dataset.yaml', 'clean.sql', 'regions.sql', 'about.md', 'sandbox.md'].map(file =>
      readFile(join(FOLDER, file), 'utf8'),
    ),
  );
  const { build, tools } = await workshop({
    '06-29-2020.csv': REPORT(100),
    '06-30-2020.csv': REPORT(99),
    'dataset.yaml': yaml,
    'clean.sql': clean,
    'about.md': about,
    'sandbox.md': sandbox,
    'regions.sql': `SELECT * REPLACE (CASE region WHEN 'ITA' THEN '${name.replaceAll("'", "''")}' ELSE name END AS name) FROM (${regions})`,
  });
  await build();
  const app = createQueryApp({ store: tools.site });
  const ask = async (path: string) => {
    const response = await app.fetch(new Request(`https://example.org/api/v1/datasets/covid/${path}&format=csv`));
    expect(response.status).toBe(200);
    return readStrictCsv(await response.text());
  };
  const series = await ask('series?regions=ITA&measures=confirmed&change=new');
  expect(series.map(row => [row.region, row.name, row.confirmed])).toEqual([
    ['ITA', `'${name}`, ''],
    ['ITA', `'${name}`, '-1'],
  ]);
  for (const path of ['regions?map=world', 'ranking?map=world&measure=confirmed&limit=5']) {
    const rows = await ask(path);
    expect(rows.map(({ name }) => name)).toContain(`'${name}`);
    for (const cell of rows.flatMap(row => Object.values(row)))
      expect(cell).not.toMatch(/^[=+@\t\r＝]|^-(?!\d+(\.\d+)?$)/);
  }
});
