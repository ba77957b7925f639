import { expect, test } from 'vitest';
import { isPerCapita } from '../../functions/measures/kinds.ts';
import { release, rollback, withdraw } from '../../functions/snapshots/rollback.ts';
import { askOver, readSeries } from '../query/ask.ts';
import { TIDY_ID, tidyShop } from './tidy-shop.ts';

const YAML = `
time: { column: year }
region: { column: state, map: us-states }
measures:
  clinics: { kind: level }
`;
const STATES = ['Ohio', 'Iowa', 'Utah', 'Texas', 'Maine', 'Idaho', 'Kansas', 'Nevada'];

function csvOf(states: readonly string[], years: readonly number[] = [2024]): string {
  const rows = years.flatMap(year => states.map((state, index) => `${year},${state},${10 + index}`));
  return `${['year,state,clinics', ...rows].join('\n')}\n`;
}

async function receiptOf(csv: string, yaml = YAML) {
  return (await (await tidyShop(yaml, { 'a.csv': csv })).build()).receipt;
}

test('in a table of any size, more than a tenth of unknown places refuse it, but not a single one', async () => {
  const one = await receiptOf(csvOf([...STATES, 'Texass']));
  expect(one.outcome).toBe('quarantined');
  expect(one.unmatched.map(({ place }) => place)).toEqual(['Texass']);
  const two = await receiptOf(csvOf([...STATES, 'Texass', 'Atlantis']));
  expect(two.outcome).toBe('refused');
  expect(two.summary).toContain('2 of the 10 places that the rows name are not on the map us-states');
  expect(two.summary).toContain('"Texass" (nearest: Texas');
});

test('rows of places that are a tenth or less refuse it where they are most rows', async () => {
  const few = [...STATES, 'Oregon', 'Alabama', 'Alaska', 'Florida', 'Georgia', 'Hawaii', 'Montana', 'Vermont'];
  const many = [...few, 'New York', 'New Jersey', 'New Mexico', 'Delaware'];
  const stray =
    'year,state,clinics\n2024,Texass,1\n2024,Atlantis,2\n2025,Texass,1\n2025,Atlantis,2\n2026,Texass,1\n2026,Atlantis,2\n';
  const receipt = await receiptOf(`${stray}${csvOf(many).split('\n').slice(1).join('\n')}`);
  expect(receipt.outcome).toBe('refused');
  expect(receipt.summary).toContain('with a place that no table and no rule knows');
});

test('territories that a map draws as their country are named', async () => {
  const yaml = YAML.replace('state, map: us-states', 'country, map: world');
  const receipt = await receiptOf('year,country,clinics\n2024,France,7\n2024,Puerto Rico,2\n2024,USA,9\n', yaml);
  expect(receipt.inputs.flatMap(({ warnings }) => warnings)).toEqual([
    'not drawn on the map world, but in its ranking, in the curves and in the API: Puerto Rico (its shape shows United States of America)',
  ]);
});

test('firstDate leaves out earlier periods of a column, and their rows are accounted for', async () => {
  const shop = await tidyShop(`firstDate: 2023-05-01${YAML}`, { 'a.csv': csvOf(STATES, [2022, 2023, 2024]) });
  const built = await shop.build();
  expect(Object.keys(await shop.values('US-OH'))).toEqual(['2023', '2024']);
  const [, first] = built.inputs('a.csv');
  expect(first).toMatchObject({
    ...{ date: '2022', state: 'ignored', reason: '2022 is before the first date, 2023-05-01' },
    rows: { read: 8, superseded: 8, rejected: 0 },
  });
});

test('rows of a period that another file has are superseded, not rejected', async () => {
  const shop = await tidyShop(YAML, { 'a.csv': csvOf(STATES, [2022, 2023]), 'b.csv': csvOf(STATES, [2023, 2024]) });
  const built = await shop.build();
  const period = built.inputs('a.csv').find(({ date }) => date === '2023');
  expect(period).toMatchObject({ state: 'ignored', rows: { read: 8, superseded: 8, rejected: 0 } });
});

test('a column that is listed as unused is not taken for a misspelled one', async () => {
  const yaml = YAML.replace('clinics:', 'clinic_count: { column: clinic, kind: level }\n  clinics:');
  const csv = 'year,state,clinics,clinic_size\n2024,Ohio,5,1\n';
  expect((await receiptOf(csv, yaml)).summary).toContain('did you mean "clinic"?');
  expect((await receiptOf(csv, `unused: [clinic_size]${yaml}`)).summary).toContain('the column "clinic" is missing');
});

test('a tidy data set is rolled back, released, withdrawn, and published again', async () => {
  const shop = await tidyShop(YAML, { 'a.csv': csvOf(STATES, [2022, 2023]) });
  // Whoever asks for the first time has nothing in a cache.
  const periods = async () => {
    const answer = await readSeries(askOver(shop.site).ask(`/datasets/${TIDY_ID}/series?regions=US-OH`));
    return answer.periods;
  };
  const first = await shop.build();
  await shop.put('a.csv', csvOf(STATES, [2022, 2023, 2024]));
  const second = await shop.build();
  expect(await periods()).toEqual(['2022', '2023', '2024']);
  const { after } = await rollback(TIDY_ID, null, shop.site);
  expect(after.pointer).toMatchObject({
    snapshot: first.pointer.snapshot,
    newest: second.pointer.snapshot,
    pinned: true,
  });
  expect(await periods()).toEqual(['2022', '2023']);
  await release(TIDY_ID, shop.site);
  expect(await periods()).toEqual(['2022', '2023', '2024']);
  await expect(withdraw(TIDY_ID, shop)).rejects.toThrow('has 2 uploads');
  for (const name of ['a.csv', 'dataset.yaml']) await shop.remove(name);
  await withdraw(TIDY_ID, shop);
  await expect(periods()).rejects.toThrow();
  await shop.put('dataset.yaml', YAML);
  await shop.put('a.csv', csvOf(STATES, [2022, 2023, 2024]));
  const again = await shop.build();
  expect(again.pointer.snapshot).toBe(second.pointer.snapshot);
  expect(await periods()).toEqual(['2022', '2023', '2024']);
});

test('isPerCapita(measure) is true of counts alone', () => {
  const of = (unit: string | null, kind: 'flow' | 'rate' = 'flow', guessed = false) =>
    isPerCapita({ unit, kind, guessed });
  expect([null, 'people', 'thousand visitors', 'thousands', 'millions of people'].map(unit => of(unit))).toEqual([
    true,
    true,
    true,
    true,
    true,
  ]);
  expect(['mm', 'USD', '%', '°C', 'kWh'].map(unit => of(unit))).toEqual([false, false, false, false, false]);
  expect([of(null, 'rate'), of(null, 'flow', true)]).toEqual([false, false]);
});

test('a single ISO week is a week', async () => {
  const yaml = YAML.replace('column: year', 'column: week');
  const shop = await tidyShop(yaml, { 'a.csv': 'week,state,clinics\n2020-W05,Ohio,3\n2020-W05,Iowa,4\n' });
  const { snapshot } = await shop.build();
  expect(snapshot?.period).toEqual({ unit: 'week', every: 1 });
  expect(await shop.values('US-OH')).toEqual({ '2020-01-27': 3 });
});

test('ambiguous dates are reported with their lines, after a broken one as well', async () => {
  const yaml = YAML.replace('column: year', 'column: day');
  const csv = 'day,state,clinics\n,"Ohio\n\n",3\n03/04/2020,Iowa,4\n';
  expect((await receiptOf(csv, yaml)).summary).toContain('"03/04/2020" in line 5');
});
