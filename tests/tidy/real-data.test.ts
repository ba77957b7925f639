import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readGazetteer } from '../../functions/measures/gazetteer.ts';
import { placeMatcher } from '../../functions/measures/match-places.ts';
import { readRegionLists } from '../../functions/measures/region-lists.ts';
import { tidyShop } from './tidy-shop.ts';

const FOLDER = join(import.meta.dirname, '../../node_modules/vega-datasets/data');
const read = (name: string) => readFile(join(FOLDER, name), 'utf8');

/** A column of a plain CSV by its first column, as it is written. */
function column(csv: string, heading: string): [key: string, value: string][] {
  const [head = '', ...lines] = csv.trim().split(/\r?\n/);
  const at = head.split(',').indexOf(heading);
  expect(at).toBeGreaterThan(0);
  return lines.map(line => [line.split(',')[0] ?? '', line.split(',')[at] ?? '']);
}

const byMonth = (cells: readonly [string, string][]) =>
  Object.fromEntries(cells.map(([date, cell]) => [date.slice(0, 7), cell === '' ? null : Number(cell)]));

test('us-employment.csv: months of one country, without places', async () => {
  const csv = await read('us-employment.csv');
  const yaml = `
title: Employment in the United States
time: { column: month }
measures:
  nonfarm: { kind: level, unit: thousand jobs }
  retail: { column: retail_trade, kind: level }
  change: { column: nonfarm_change, kind: flow }
`;
  const shop = await tidyShop(yaml, { 'us-employment.csv': csv });
  const { receipt, snapshot } = await shop.build();
  expect(receipt.outcome).toBe('published');
  expect(snapshot).toMatchObject({ period: { unit: 'month', every: 1 }, firstDate: '2006-01', lastDate: '2015-12' });
  expect(snapshot?.maps.map(({ id }) => id)).toEqual(['all']);
  for (const [measure, heading] of [
    ['nonfarm', 'nonfarm'],
    ['retail', 'retail_trade'],
    ['change', 'nonfarm_change'],
  ] as const) {
    expect(await shop.values('all', `measures=${measure}`)).toEqual(byMonth(column(csv, heading)));
  }
});

test('co2-concentration.csv: dates of the first of each month', async () => {
  const csv = await read('co2-concentration.csv');
  const yaml = 'title: CO2\ntime: { column: Date }\nmeasures:\n  co2: { column: CO2, kind: rate, unit: ppm }';
  const shop = await tidyShop(yaml, { 'co2.csv': csv });
  const { snapshot } = await shop.build();
  expect(snapshot?.measures).toMatchObject([{ id: 'co2', decimals: 2, guessed: false }]);
  const values = Object.entries(await shop.values('all')).filter(([, value]) => value !== null);
  const wanted = Object.entries(byMonth(column(csv, 'CO2'))).filter(([, value]) => value !== null);
  expect(snapshot?.period).toEqual({ unit: 'month', every: 1 });
  expect(values).toEqual(wanted);
});

test('gapminder.json as CSV: countries every five years', async () => {
  const rows: Record<string, string | number>[] = JSON.parse(await read('gapminder.json'));
  const fields = ['year', 'country', 'pop', 'life_expect', 'fertility'];
  const lines = rows.map(row => fields.map(field => `"${row[field]}"`).join(','));
  const yaml = `
time: { column: year }
region: { column: country, map: world }
measures:
  pop: { title: Population, kind: level }
  life_expect: { kind: rate, unit: years }
  fertility: { kind: rate }
`;
  const shop = await tidyShop(yaml, { 'gapminder.csv': [fields.join(','), ...lines].join('\n') });
  const { receipt, snapshot } = await shop.build();
  expect(receipt.unmatched).toEqual([]);
  expect(snapshot).toMatchObject({ period: { unit: 'year', every: 5 }, firstDate: '1955', lastDate: '2005' });
  const matcher = placeMatcher('world', readRegionLists(), readGazetteer());
  for (const [country, ofCountry] of Map.groupBy(rows, row => String(row.country))) {
    const match = matcher.match(country);
    const id = 'region' in match ? match.region : '';
    const answer = await shop.series(`regions=${id}`);
    for (const [index, measure] of ['pop', 'life_expect', 'fertility'].entries()) {
      expect(answer.series[index]?.values, `${measure} of ${country}`).toEqual(ofCountry.map(row => row[measure]));
    }
    expect(answer.periods).toEqual(ofCountry.map(({ year }) => String(year)));
  }
});
