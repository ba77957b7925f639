import { expect, test } from 'vitest';
import { tidyShop } from './tidy-shop.ts';

const YAML = `
time: { column: year }
region: { column: state, map: us-states }
population: people
measures:
  clinics: { kind: level }
`;

test('a column of the data gives the populations', async () => {
  const csv = 'year,state,people,clinics\n2023,Ohio,"11,750,000",94\n2024,OH,"11,750,000",95\n2024,Iowa,,32\n';
  const shop = await tidyShop(YAML, { 'a.csv': csv });
  const { receipt } = await shop.build();
  expect(receipt.inputs.flatMap(({ warnings }) => warnings)).toEqual([]);
  expect(await shop.values('US-OH', 'per=1000000')).toEqual({ '2023': 8, '2024': 8.08511 });
  expect(await shop.values('US-IA', 'per=1000000')).toEqual({ '2023': null, '2024': null });
});

test('of several populations of a place the newest counts, whatever the order of rows, and that is said', async () => {
  const rows = ['2022,Ohio,10000000,5', '2024,Ohio,12500000,5', '2023,Ohio,11000000,5', '2024,Iowa,1000000,5'];
  for (const order of [rows, rows.toReversed()]) {
    const shop = await tidyShop(YAML, { 'a.csv': `${['year,state,people,clinics', ...order].join('\n')}\n` });
    const { receipt } = await shop.build();
    expect(receipt.inputs.flatMap(({ warnings }) => warnings)).toEqual([
      'the population of "Ohio" differs from row to row in column "people"; the newest is used, which is 12,500,000 of 2024',
    ]);
    expect((await shop.values('US-OH', 'per=1000000'))['2022']).toBe(0.4);
  }
});

test('a measure may be the population as well, also in a file per period', async () => {
  const yaml = `
time: { file: YYYY }
region: { column: country, map: world }
population: pop
measures:
  pop: { title: Population, kind: level }
  births: { kind: flow }
`;
  const shop = await tidyShop(yaml, {
    'y2019.csv': 'country,pop,births\nFrance,60000000,600000\n',
    'y2020.csv': 'country,pop,births\nFrance,64000000,640000\n',
  });
  await shop.build();
  expect(await shop.values('FRA', 'measures=births&change=new&per=1000')).toEqual({ '2019': 9.375, '2020': 10 });
});

test('what is no number of people is named with its line', async () => {
  const csv = 'year,state,people,clinics\n2024,Ohio,many,95\n2024,Iowa,1000000,32\n';
  const { receipt } = await (await tidyShop(YAML, { 'a.csv': csv })).build();
  expect(receipt.inputs.flatMap(({ warnings }) => warnings)).toEqual([
    'column "people" must be a number of people; found "many" at line 2',
  ]);
});

test('a data set without the column is refused', async () => {
  const { receipt } = await (await tidyShop(YAML, { 'a.csv': 'year,state,clinics\n2024,Ohio,95\n' })).build();
  expect(receipt.summary).toContain('the column "people" is missing');
});

test('a column that is declared twice is named', async () => {
  const yaml = YAML.replace('population: people', 'population: state');
  const { receipt } = await (await tidyShop(yaml, { 'a.csv': 'year,state,clinics\n2024,Ohio,95\n' })).build();
  expect(receipt.summary).toContain('the column "state" is declared twice');
});
