import { expect, test } from 'vitest';
import type { ReportRow } from '../build/report-csv.ts';
import { workshop } from '../build/workshop.ts';

/** Recoveries that a day reports, or blank cells. */
const rows = (confirmed: number, recovered: number | ''): ReportRow[] => [
  { country: 'Italy', confirmed, deaths: 100, recovered },
  { country: 'France', confirmed: 2 * confirmed, deaths: 200, recovered },
];
const MEASURES = ['confirmed', 'deaths', 'recovered', 'active'];

test('a measure that becomes blank upstream is missing from then on, and that is said once, with its last day', async () => {
  const { build, putReport } = await workshop();
  await putReport('2020-06-27', rows(5000, 3000));
  await putReport('2020-06-28', rows(5100, 3100));
  await putReport('2020-06-29', rows(5200, ''));
  await putReport('2020-06-30', rows(5300, ''));
  const { receipt, figures, input, snapshot } = await build();
  expect(receipt).toMatchObject({ outcome: 'published', held: [], corrections: { count: 0 } });
  expect(receipt.ended).toEqual([{ measure: 'recovered', lastDate: '2020-06-28' }]);
  for (const name of ['06-29-2020.csv', '06-30-2020.csv']) expect(input(name)).toMatchObject({ remarks: [] });
  expect(input('06-30-2020.csv').totals).toEqual({ confirmed: 15_900, deaths: 300 });
  const totals = (date: string) => MEASURES.map(measure => figures.total(measure, 'ITA', date));
  expect(totals('2020-06-28')).toEqual([5100, 100, 3100, 1900]);
  expect(totals('2020-06-29')).toEqual([5200, 100, null, null]);
  expect(figures.latest('world').measures.recovered?.new).toEqual([null, null]);
  expect(snapshot?.maps.find(({ id }) => id === 'world')?.measures).toEqual(MEASURES);
});

test('a measure that comes back has not ended, and is not a leap', async () => {
  const { build, putReport } = await workshop();
  await putReport('2020-06-27', rows(5000, 3000));
  await putReport('2020-06-28', rows(5100, ''));
  await putReport('2020-06-29', rows(5200, 3300));
  const { receipt, figures } = await build();
  expect(receipt).toMatchObject({ outcome: 'published', ended: [], held: [] });
  expect(figures.total('recovered', 'ITA', '2020-06-29')).toBe(3300);
});

test('a count that one place alone leaves blank is unknown there, and its other counts are as they were', async () => {
  const { build, putReport } = await workshop();
  await putReport('2020-06-28', rows(5100, 3100));
  await putReport('2020-06-29', [{ country: 'Italy', confirmed: 5200, deaths: 100 }, ...rows(5200, 3200).slice(1)]);
  const { receipt, figures } = await build();
  expect(receipt.ended).toEqual([]);
  expect(MEASURES.map(measure => figures.total(measure, 'ITA', '2020-06-29'))).toEqual([5200, 100, null, null]);
  expect(figures.total('recovered', 'FRA', '2020-06-29')).toBe(3200);
});

test('a count of zeros where thousands were is a fault, a blank one is not', async () => {
  const { build, putReport } = await workshop();
  await putReport('2020-06-28', rows(5100, 3100));
  await putReport('2020-06-29', rows(5200, 0));
  const zeros = await build();
  expect(zeros.input('06-29-2020.csv').remarks).toMatchObject([{ check: 'all-zero', verdict: 'quarantined' }]);
  await putReport('2020-06-29', rows(5200, ''));
  expect((await build()).receipt.outcome).toBe('published');
});

test('a map does not offer a measure of which it has no value', async () => {
  const { build, putReport } = await workshop();
  await putReport('2020-06-30', [
    ...rows(5000, 3000),
    { fips: '39049', county: 'Franklin', province: 'Ohio', country: 'US', confirmed: 10, deaths: 1, recovered: 0 },
  ]);
  const { snapshot } = await build();
  const measures = Object.fromEntries((snapshot?.maps ?? []).map(({ id, measures }) => [id, measures]));
  expect(measures).toEqual({
    'us-counties': ['confirmed', 'deaths'],
    'us-states': ['confirmed', 'deaths'],
    world: MEASURES,
  });
});
