import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { build } from '../../functions/build/build.ts';
import { createQueryApp } from '../../functions/query/query-app.ts';
import { localTools } from '../../local/local-tools.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { NOW } from './workshop.ts';

const REGIONS = `SELECT 'us-states' AS map, region, name, NULL AS parent, 1000 AS population
FROM (VALUES ('US-NY', 'New York'), ('US-OH', 'Ohio')) places(region, name)`;

const CLEAN = `SELECT file, date, line, state AS place, births, round(price * 100)::BIGINT AS price, NULL AS rule,
  region IS NOT NULL AS matched,
  CASE WHEN region IS NULL THEN [] ELSE [region] END AS regions,
  CASE WHEN region IS NULL THEN 'unmatched' ELSE 'kept' END AS outcome
FROM reports LEFT JOIN regions ON region = state`;

const descriptorOf = (files: string) => `title: Births
kind: region-series
source: { name: Health office, url: https://example.org }
licence: { name: CC0, url: https://creativecommons.org/publicdomain/zero/1.0/ }
tables:
  reports:
    files: ${files}
    columns:
      state: { headings: [state] }
      births: { headings: [births], type: count }
      price: { headings: [price], type: number }
regions: regions.sql
clean: clean.sql
measures:
  births: { title: Births, kind: flow }
  price: { title: Price, kind: rate, unit: USD, decimals: 2 }
maps: [us-states]
`;

/** @param reports rows by the name of the file without `.csv` */
async function published(files: string, reports: Readonly<Record<string, readonly string[]>>) {
  const folder = await temporaryFolder();
  const uploads = join(folder, 'uploads');
  await mkdir(join(uploads, 'births'), { recursive: true });
  const put = (name: string, content: string) => writeFile(join(uploads, 'births', name), content);
  await put('dataset.yaml', descriptorOf(files));
  await put('regions.sql', REGIONS);
  await put('clean.sql', CLEAN);
  const putReport = (name: string, rows: readonly string[]) =>
    put(`${name}.csv`, `state,births,price\n${rows.join('\n')}\n`);
  for (const [name, rows] of Object.entries(reports)) await putReport(name, rows);
  const tools = await localTools({
    uploads,
    out: join(folder, 'out'),
    log() {},
    progress() {},
    now: () => new Date(NOW),
  });
  const api = createQueryApp({ store: tools.site });
  return {
    build: () => build('births', tools),
    putReport,
    async ask(path: string) {
      const answer = await api.fetch(new Request(`http://host/api/v1/datasets/births${path}`));
      return answer.json();
    },
  };
}

const MONTHS = {
  '2019-11': ['US-NY,100,1.05', 'US-OH,50,0.1'],
  '2019-12': ['US-NY,110,1.1', 'US-OH,,0.2'],
  '2020-02': ['US-NY,90,1.25', 'US-OH,60,0.3'],
  '2020-03': ['US-NY,95,1.2', 'US-OH,55,0.4'],
};

test('monthly reports become months, flows and decimal numbers', async () => {
  const { build, ask } = await published('YYYY-MM.csv', MONTHS);
  const { receipt } = await build();
  expect(receipt.outcome, receipt.summary).toBe('published');
  expect(await ask('/series?regions=US-OH,US-NY')).toMatchObject({
    periods: ['2019-11', '2019-12', '2020-01', '2020-02', '2020-03'],
    series: [
      { region: 'US-OH', measure: 'births', values: [50, null, null, 60, 55] },
      { region: 'US-OH', measure: 'price', values: [0.1, 0.2, null, 0.3, 0.4] },
      { region: 'US-NY', measure: 'births', values: [100, 110, null, 90, 95] },
      { region: 'US-NY', measure: 'price', values: [1.05, 1.1, null, 1.25, 1.2] },
    ],
  });
});

test('the total of a flow is its running sum, over the end of a year and over a gap', async () => {
  const { build, ask } = await published('YYYY-MM.csv', MONTHS);
  await build();
  expect(await ask('/series?regions=US-OH&measures=births&change=total')).toMatchObject({
    series: [{ values: [50, null, null, 110, 165] }],
  });
  expect(await ask('/series?regions=US-NY&measures=births&change=total&from=2020-02')).toMatchObject({
    periods: ['2020-02', '2020-03'],
    series: [{ values: [300, 395] }],
  });
});

test('a ranking of a flow ranks what came in the month, one of a rate its values', async () => {
  const { build, ask } = await published('YYYY-MM.csv', MONTHS);
  await build();
  const values = async (query: string) => {
    const { entries } = await ask(`/ranking?${query}`);
    return entries.map(({ region, value }: { region: string; value: number }) => [region, value]);
  };
  expect(await values('date=2020-02')).toEqual([
    ['US-NY', 90],
    ['US-OH', 60],
  ]);
  expect(await values('date=2020-02&change=total&per=1000')).toEqual([
    ['US-NY', 300],
    ['US-OH', 110],
  ]);
  expect(await values('measure=price&date=2019-12')).toEqual([
    ['US-NY', 1.1],
    ['US-OH', 0.2],
  ]);
  expect(await ask('/ranking?measure=price&per=1000')).toMatchObject({ code: 'bad-parameter' });
  expect(await ask('/ranking?date=2020-02-01')).toMatchObject({
    detail: '"date" must be a month like 2020-06; found "2020-02-01"',
  });
});

test('month by month ends where a build of all months ends', async () => {
  const whole = await published('YYYY-MM.csv', MONTHS);
  const grown = await published('YYYY-MM.csv', {});
  for (const [month, rows] of Object.entries(MONTHS)) {
    await grown.putReport(month, rows);
    await grown.build();
  }
  await whole.build();
  const { snapshot } = await whole.ask('');
  expect(snapshot).toMatch(/^[0-9a-f]{32}$/);
  expect(await grown.ask('')).toMatchObject({ snapshot });
});

test('yearly reports become years', async () => {
  const { build, ask } = await published('births-YYYY.csv', {
    'births-1998': ['US-NY,1000,1.5'],
    'births-1999': ['US-NY,1100,1.5'],
    'births-2000': ['US-NY,1050,-0.25'],
  });
  const { receipt } = await build();
  expect(receipt.outcome, receipt.summary).toBe('published');
  expect(await ask('/series?regions=US-NY')).toMatchObject({
    periods: ['1998', '1999', '2000'],
    series: [
      { measure: 'births', values: [1000, 1100, 1050] },
      { measure: 'price', values: [1.5, 1.5, -0.25] },
    ],
  });
  expect(await ask('/series?regions=US-NY&measures=births&change=total&smooth=2')).toMatchObject({
    series: [{ values: [null, 1550, 2625] }],
  });
});
