import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exampleFiles } from '../../examples/make-examples.ts';
import { build } from '../../functions/build/build.ts';
import { createQueryApp } from '../../functions/query/query-app.ts';
import { findDatasets } from '../../local/find-datasets.ts';
import { localTools } from '../../local/local-tools.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

const EXAMPLES = join(import.meta.dirname, '..', '..', 'examples');
const MAX_BYTES = 200_000;

test.each([...exampleFiles()])('examples/%s is what make-examples.ts writes', async (path, content) => {
  expect(await readFile(join(EXAMPLES, path), 'utf8')).toBe(content);
});

test('each example is one small table with a short descriptor', async () => {
  const folders = (await readdir(EXAMPLES, { withFileTypes: true })).filter(entry => entry.isDirectory());
  for (const { name } of folders) {
    const files = await readdir(join(EXAMPLES, name));
    expect(files.filter(file => !/\.(csv|yaml|geojson)$/.test(file))).toEqual([]);
    for (const file of files) expect((await stat(join(EXAMPLES, name, file))).size).toBeLessThan(MAX_BYTES);
  }
});

test('all examples are published without a warning, and say that they are simulated', async () => {
  const { tools, ask } = await examples();
  const { datasets, invalid } = await findDatasets(tools.uploads);
  expect({ datasets, invalid }).toEqual({
    datasets: ['monthly-rides', 'monthly-visitors', 'weekly-unemployment', 'yearly-permits'],
    invalid: [],
  });
  for (const dataset of datasets) {
    const { receipt } = await build(dataset, tools);
    expect(receipt.outcome, receipt.summary).toBe('published');
    expect(receipt.unmatched).toEqual([]);
    expect(receipt.inputs.flatMap(({ warnings }) => warnings)).toEqual([]);
  }
  const { datasets: answered } = await ask('/datasets');
  expect(answered).toHaveLength(4);
  for (const { notice } of answered) expect(notice).toMatch(/^Simulated data/);
});

test('the weekly rate has one decimal and weeks that start on Sunday', async () => {
  const { tools, ask } = await examples();
  await build('weekly-unemployment', tools);
  const { periods, series } = await ask('/datasets/weekly-unemployment/series?regions=US-OH&from=2025-08-01');
  expect(periods).toEqual(['2025-08-03', '2025-08-10', '2025-08-17']);
  for (const value of series[0].values) expect(String(value)).toMatch(/^\d(\.\d)?$/);
});

test('the monthly visitors have a gap, a total and suppressed values', async () => {
  const { tools, ask } = await examples();
  await build('monthly-visitors', tools);
  const both = '/datasets/monthly-visitors/series?regions=ISL&from=2025-01&to=2025-03';
  const all = await ask(both);
  expect(all).toMatchObject({ periods: ['2025-01', '2025-02', '2025-03'] });
  expect(all.series[0].values).toEqual([expect.any(Number), null, expect.any(Number)]);
  const business = await ask(`${both}&dimension=purpose:Business`);
  expect(business.series[0]).toMatchObject({ suppressed: ['2025-01', '2025-03'] });
});

test('the yearly permits lie on shapes of their own', async () => {
  const { tools, ask } = await examples();
  await build('yearly-permits', tools);
  const { entries } = await ask('/datasets/yearly-permits/ranking?map=wards&measure=permits&date=2025&limit=30');
  expect(entries).toHaveLength(20);
  expect(await ask('/datasets/yearly-permits/regions?q=quayside')).toMatchObject({ regions: [{ id: 'W02' }] });
});

async function examples() {
  const out = await temporaryFolder();
  const tools = await localTools({ uploads: EXAMPLES, out, log() {}, progress() {} });
  const api = createQueryApp({ store: tools.site });
  return {
    tools,
    async ask(path: string) {
      const answer = await api.fetch(new Request(`http://host/api/v1${path}`));
      return answer.json();
    },
  };
}

test('rides have points, and rates by the populations of a column', async () => {
  const { tools, ask } = await examples();
  await build('monthly-rides', tools);
  const [rides, each] = await Promise.all(
    ['', '&per=100000'].map(per => ask(`/datasets/monthly-rides/ranking?measure=rides&limit=41${per}`)),
  );
  const of = ({ entries }: { entries: { region: string; value: number }[] }) =>
    entries.find(({ region }) => region === 'Tromsø')?.value ?? Number.NaN;
  expect(of(each)).toBeCloseTo((of(rides) / 78_000) * 100_000, 1);
});
