import { expect, test } from 'vitest';
import type { Input } from '../../functions/contract/receipt.ts';
import type { Figures } from './read-figures.ts';
import { type Layout, type ReportRow, reportCsv } from './report-csv.ts';
import { workshop } from './workshop.ts';

const DATE = '2020-04-20';

async function cleaned(rows: readonly ReportRow[], layout?: Layout) {
  const { build } = await workshop({ '04-20-2020.csv': reportCsv(rows, layout) });
  const { figures, input, receipt } = await build();
  return { figures, receipt, input: input('04-20-2020.csv') };
}

function confirmed({ total }: Figures, ...regions: string[]): unknown[] {
  return regions.map(region => total('confirmed', region, DATE));
}

function fates({ rows }: Input): string {
  return Object.entries(rows)
    .flatMap(([fate, count]) => (count > 0 && fate !== 'read' ? [`${count} ${fate}`] : []))
    .join(', ');
}

const usRow = (fips: string, county: string, province: string, count: number): ReportRow => ({
  fips,
  county,
  province,
  country: 'US',
  confirmed: count,
  deaths: 0,
  recovered: 0,
});
const row = (province: string, country: string, count: number, deaths = 0): ReportRow => ({
  province,
  country,
  confirmed: count,
  deaths,
  recovered: 0,
});

test('the boroughs of New York count in New York City', async () => {
  const { figures, input } = await cleaned([
    usRow('36061', 'New York City', 'New York', 100),
    usRow('36005', 'Bronx', 'New York', 10),
    usRow('36047', 'Kings', 'New York', 0),
    usRow('36085', 'Richmond', 'New York', 2),
    usRow('36059', 'Nassau', 'New York', 7),
  ]);
  expect(confirmed(figures, '36061', '36059', 'US-NY', 'USA', '36005')).toEqual([112, 7, 119, 119, undefined]);
  expect(fates(input)).toBe('2 kept, 3 merged');
  expect(input.rules).toEqual({ 'borough of New York City': 3 });
});

test('the recoveries of a pseudo-province count in the country and in no state', async () => {
  const { figures, input } = await cleaned([
    { ...usRow('', '', 'Recovered', 0), recovered: 72_329 },
    { ...row('Recovered', 'Canada', 0), recovered: 11 },
    usRow('39049', 'Franklin', 'Ohio', 5),
  ]);
  expect(figures.total('recovered', 'USA', DATE)).toBe(72_329);
  expect(figures.total('recovered', 'US-OH', DATE)).toBeNull();
  expect(figures.total('recovered', 'CAN', DATE)).toBe(11);
  expect(input.remainders).toMatchObject({ 'us-states': { recovered: 72_329 } });
});

test('rows of cities count in their state', async () => {
  const { figures, input } = await cleaned(
    [
      row('Seattle, WA', 'US', 3),
      row('King County, WA', 'US', 4),
      row('Columbus, OH', 'US', 1),
      row('Toronto, ON', 'Canada', 2),
    ],
    '2020-01-22',
  );
  expect(confirmed(figures, 'US-WA', 'US-OH', 'USA', 'CA-ON', 'CAN')).toEqual([7, 1, 8, 2, 2]);
  expect(fates(input)).toBe('4 moved');
});

test('evacuees of a ship count in their country, in no state', async () => {
  const { figures, receipt } = await cleaned(
    [
      row('Travis, CA (From Diamond Princess)', 'US', 5),
      row('Diamond Princess', 'US', 40),
      row('Grand Princess', 'Canada', 6),
    ],
    '2020-01-22',
  );
  expect(confirmed(figures, 'USA', 'CAN')).toEqual([45, 6]);
  expect(figures.regions('us-states')).toEqual([]);
  expect(receipt.unmatched).toEqual([]);
});

test('ships are countries without a shape', async () => {
  const { figures, receipt } = await cleaned([
    row('', 'Diamond Princess', 712),
    row('', 'MS Zaandam', 9),
    row('', 'Italy', 1),
  ]);
  expect(confirmed(figures, 'ship:diamond-princess', 'ship:ms-zaandam')).toEqual([712, 9]);
  const world = receipt.maps.find(({ map }) => map === 'world');
  expect(world?.withoutShape.map(({ region, totals }) => [region, totals.confirmed])).toEqual([
    ['ship:diamond-princess', 712],
    ['ship:ms-zaandam', 9],
  ]);
});

test.each([
  ['Mainland China', 'Hubei', ['CHN', 'CN-HB']],
  ['Republic of Korea', '', ['KOR']],
  ['South Korea', '', ['KOR']],
  ['Republic of Ireland', '', ['IRL']],
  ['Bahamas, The', '', ['BHS']],
  ['The Bahamas', '', ['BHS']],
  ['Others', 'Diamond Princess cruise ship', ['ship:diamond-princess']],
  ['Cruise Ship', 'Diamond Princess', ['ship:diamond-princess']],
  ['Hong Kong', 'Hong Kong', ['CHN', 'CN-HK']],
  ['Hong Kong SAR', 'Hong Kong', ['CHN', 'CN-HK']],
  ['Martinique', '', ['FRA']],
] as const)('%s is an older name, and its rows are moved', async (country, province, regions) => {
  const { figures, input, receipt } = await cleaned([row(province, country, 10), row('', 'Italy', 1)]);
  for (const region of regions) expect(confirmed(figures, region)).toEqual([10]);
  expect(fates(input)).toBe('1 kept, 1 moved');
  expect(receipt.rules).toMatchObject([
    { outcome: 'moved', rows: 1, samples: [{ key: 'covid/04-20-2020.csv', line: 2 }] },
  ]);
  expect(receipt.unmatched).toEqual([]);
});

test('Hong Kong filed under China is a province of it, whatever it is called', async () => {
  const { figures } = await cleaned([row('Hong Kong', 'China', 4), row('Hubei', 'China', 10)]);
  expect(confirmed(figures, 'CN-HK', 'CN-HB', 'CHN')).toEqual([4, 10, 14]);
});

test('of rows that repeat each other one stays, by its own name', async () => {
  const { figures, input } = await cleaned([
    row('', 'The Bahamas', 4),
    row('', 'Bahamas', 4),
    row('', 'Republic of Ireland', 21),
    row('', 'Ireland', 19),
  ]);
  expect(confirmed(figures, 'BHS', 'IRL')).toEqual([4, 19]);
  expect(fates(input)).toBe('2 kept, 2 dropped');
  expect(input.left).toEqual({ confirmed: 25, deaths: 0, recovered: 0 });
});

test('of two equal rows of one place the one with more deaths stays', async () => {
  const columbia = usRow('11001', 'District of Columbia', 'District of Columbia', 102);
  const { figures, input } = await cleaned([columbia, { ...columbia, deaths: 2 }]);
  expect(confirmed(figures, '11001', 'US-DC')).toEqual([102, 102]);
  expect(figures.total('deaths', '11001', DATE)).toBe(2);
  expect(fates(input)).toBe('1 kept, 1 dropped');
});

test('two rows of one place that differ are parts of it, and summed', async () => {
  const { figures, input } = await cleaned([
    usRow('39049', 'Franklin', 'Ohio', 30),
    usRow('39049', 'Franklin', 'Ohio', 12),
    row('', 'France', 100),
    row('Martinique', 'France', 5),
  ]);
  expect(confirmed(figures, '39049', 'US-OH', 'FRA')).toEqual([42, 42, 105]);
  expect(fates(input)).toBe('3 kept, 1 merged');
});

test('unassigned rows and those from out of state count in their state and in no county', async () => {
  const { figures, input } = await cleaned([
    usRow('39049', 'Franklin', 'Ohio', 30),
    usRow('90039', 'Unassigned', 'Ohio', 5),
    usRow('90039', 'Unassigned', 'Ohio', 5),
    usRow('80039', 'Out of OH', 'Ohio', 2),
  ]);
  expect(confirmed(figures, '39049', 'US-OH', 'USA')).toEqual([30, 42, 42]);
  expect(figures.regions('us-counties')).toEqual(['39049']);
  expect(input.remainders).toMatchObject({ 'us-counties': { confirmed: 12 }, 'us-states': { confirmed: 0 } });
});

test('a county code keeps its zeros, and a county without one is found by its name', async () => {
  const { figures } = await cleaned([
    usRow('39049.0', 'Franklin', 'Ohio', 1),
    usRow('', 'Cook County', 'Illinois', 2),
    usRow('', 'Bear River', 'Utah', 3),
  ]);
  expect(confirmed(figures, '39049', '17031', 'US-UT:bear-river', 'US-UT')).toEqual([1, 2, 3, 3]);
});

test('a country is the sum of every row filed under it, and provinces without a map have no region', async () => {
  const { figures, receipt } = await cleaned([row('Lombardia', 'Italy', 60), row('Lazio', 'Italy', 40)]);
  expect(confirmed(figures, 'ITA')).toEqual([100]);
  expect(figures.regions('world')).toEqual(['ITA']);
  expect(receipt.unmatched).toEqual([]);
});
