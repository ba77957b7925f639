import { expect, test } from 'vitest';
import { LOOKUP_NAME, LOOKUP_TABLE } from '../build/lookup-table.ts';
import { reportCsv } from '../build/report-csv.ts';
import { type Built, workshop } from '../build/workshop.ts';

const REPORT = reportCsv([
  { fips: '36061', county: 'New York City', province: 'New York', country: 'US', confirmed: 100 },
  { fips: '36059', county: 'Nassau', province: 'New York', country: 'US', confirmed: 7 },
  { fips: '49003', county: 'Box Elder', province: 'Utah', country: 'US', confirmed: 3 },
]);

async function builtWith(lookup: string, limits = '{}'): Promise<Built> {
  const { build } = await workshop({
    'dataset.yaml': `extends: covid\nchecks: ${limits}\n`,
    '06-30-2020.csv': REPORT,
    [LOOKUP_NAME]: lookup,
  });
  return build();
}

const populationOf = ({ receipt }: Built) => receipt.checks.find(({ check }) => check === 'population');

/** The table with counties of Utah, and with how many people its district Bear River has. */
function withUtah(bearRiver: number): string {
  const county = (fips: string, name: string, people: number) =>
    `${fips},US,USA,840,${fips},${name},Utah,US,,,,${people}\n`;
  const counties = county('49003', 'Box Elder', 1_000_000) + county('49035', 'Salt Lake', 2_200_000);
  return LOOKUP_TABLE.replace(/(Bear River,Utah,.*,)$/m, `$1${bearRiver}`) + counties;
}

test('a parent whose regions have other people than it has is reported, and published all the same', async () => {
  const wrong = LOOKUP_TABLE.replace(',1356924', ',13569240');
  const built = await builtWith(wrong);
  expect(populationOf(built)).toEqual({
    check: 'population',
    scope: 'snapshot',
    level: 'us-counties',
    figure: 1.26,
    limit: 0.3,
    key: null,
    passed: false,
    detail: 'New York has 9,693,741 people, its regions on us-counties 21,906,057: they are not of the same definition',
  });
  expect(built.receipt.outcome).toBe('quarantined');
  expect(built.figures.total('confirmed', '36059', '2020-06-30')).toBe(7);
  for (const limits of ['{ population: off }', '{ population: 1.5 }']) {
    expect((await builtWith(wrong, limits)).receipt.outcome).toBe('published');
  }
});

test('a region that stands for the shapes of its siblings has their people, not more', async () => {
  const built = await builtWith(withUtah(2_000_000));
  expect(built.figures.population('49003')).toBe(1_000_000);
  expect(populationOf(built)?.passed).toBe(true);
  expect(built.receipt.outcome).toBe('published');
});
