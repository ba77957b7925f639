import { expect, test } from 'vitest';
import { type TidyShop, tidyShop } from './tidy-shop.ts';

const COUNTRIES = ['France', 'Italy', 'Spain', 'Kenya', 'Brazil', 'Japan'];
const YAML = `
time: { column: month }
region: { column: country, map: world }
measures:
  visits: { kind: flow }
  price: { kind: rate }
`;
const MONTHS = Array.from(
  { length: 30 },
  (_, at) => `${2020 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`,
);

const row = (month: string, country: string) => {
  const [at, place] = [MONTHS.indexOf(month), COUNTRIES.indexOf(country)];
  return `${month},${country},${100 * place + at},${place}.${at % 10}\n`;
};
const csvOf = (months: readonly string[], countries: readonly string[] = COUNTRIES) =>
  `month,country,visits,price\n${months.flatMap(month => countries.map(country => row(month, country))).join('')}`;
const GROWN = csvOf(MONTHS);

/** What is live is what a build from nothing makes of the same uploads. */
async function expectAsFromNothing(shop: TidyShop, yaml: string, files: Record<string, string>): Promise<void> {
  const built = await shop.build();
  const fresh = await (await tidyShop(yaml, files)).build();
  expect(built.receipt.summary).toBe(fresh.receipt.summary);
  expect(built.pointer.snapshot).toBe(fresh.pointer.snapshot);
}

test('period by period, every snapshot is the one that a build from nothing makes, and little is written', async () => {
  const shop = await tidyShop(YAML, { 'x.csv': csvOf(MONTHS.slice(0, 26)) });
  await shop.build();
  for (const count of [27, 28]) {
    const files = { 'x.csv': csvOf(MONTHS.slice(0, count)) };
    await shop.put('x.csv', files['x.csv']);
    const { writtenBlobs, rebuiltChunks, pointer } = await shop.build();
    // Frames of two measures, a piece of the series, the regions' latest values and index, and the picture; of the table
    // its rows, its profile and what it was taken for.
    expect({ writtenBlobs, rebuiltChunks }).toEqual({ writtenBlobs: 9, rebuiltChunks: 1 });
    expect(pointer.snapshot).toBe((await (await tidyShop(YAML, files)).build()).pointer.snapshot);
    expect((await shop.build()).unchanged).toBe(true);
  }
});

test('a corrected old value ends where a build from nothing ends', async () => {
  const shop = await tidyShop(YAML, { 'x.csv': csvOf(MONTHS.slice(0, 29)) });
  await shop.build();
  const corrected = GROWN.replace(row('2020-03', 'Italy'), '2020-03,Italy,7,0.5\n');
  await shop.put('x.csv', corrected);
  await expectAsFromNothing(shop, YAML, { 'x.csv': corrected });
  expect(await shop.values('ITA', 'measures=visits&from=2020-02&to=2020-04')).toEqual({
    '2020-02': 101,
    '2020-03': 7,
    '2020-04': 103,
  });
});

test('rows and files in another order give the same values', async () => {
  const [head = '', ...rows] = GROWN.trim().split('\n');
  const reversed = `${[head, ...rows.toReversed()].join('\n')}\n`;
  const parts = { 'a.csv': csvOf(MONTHS.slice(0, 12)), 'b.csv': csvOf(MONTHS.slice(12)) };
  const blobs = async (files: Record<string, string>) => {
    const { snapshot } = await (await tidyShop(YAML, files)).build();
    // Tables have their rows in the order of the files.
    return { ...snapshot, receipt: null, tables: null, recognized: null };
  };
  const wanted = await blobs({ 'x.csv': GROWN });
  expect(await blobs({ 'x.csv': reversed })).toEqual(wanted);
  expect(await blobs(parts)).toEqual(wanted);
  const forwards = await (await tidyShop(YAML, parts)).build();
  const backwards = await tidyShop(YAML, { 'b.csv': parts['b.csv'] });
  await backwards.build();
  await backwards.put('a.csv', parts['a.csv']);
  expect((await backwards.build()).pointer.snapshot).toBe(forwards.pointer.snapshot);
});

test('what a replaced version had (more decimals, other values of a dimension, another step) leaves no trace', async () => {
  const yaml = `
time: { column: year }
region: { column: country, map: world }
dimensions: [sex]
measures: { rate: { kind: rate } }
`;
  const file = (years: readonly number[], sexes: readonly string[], decimals: string) =>
    `year,country,sex,rate\n${years.flatMap(year => COUNTRIES.flatMap(place => sexes.map(sex => `${year},${place},${sex},1${decimals}\n`))).join('')}`;
  const before = file([2000, 2001, 2005, 2010, 2015], ['female', 'male', 'unknown'], '.125');
  const after = file([2005, 2010, 2015, 2020], ['female', 'male'], '.5');
  const shop = await tidyShop(yaml, { 'x.csv': before, 'y.csv': file([2005], ['female', 'male'], '.5') });
  expect((await shop.build()).snapshot).toMatchObject({ period: { every: 1 }, measures: [{ decimals: 3 }] });
  await shop.put('x.csv', after);
  const built = await shop.build();
  expect(built.snapshot).toMatchObject({
    period: { every: 5 },
    measures: [{ decimals: 1 }],
    dimensions: [{ values: ['female', 'male'] }],
  });
  await expectAsFromNothing(shop, yaml, { 'x.csv': after, 'y.csv': file([2005], ['female', 'male'], '.5') });
});

test('a truncated version is held back, and the last good one stays until a whole one comes', async () => {
  const shop = await tidyShop(YAML, { 'x.csv': GROWN });
  const { pointer } = await shop.build();
  await shop.put('x.csv', csvOf(MONTHS.slice(0, 11)));
  const built = await shop.build();
  expect(built.inputs('x.csv')[0]).toMatchObject({
    state: 'quarantined',
    reason: 'it lacks 19 periods of the version in use, such as 2020-12; its last good version stays in use',
  });
  expect(built.inputs('x.csv').filter(({ date, sha256 }) => date !== null && sha256 !== null)).toHaveLength(30);
  expect((await shop.values('FRA', 'measures=visits'))['2022-06']).toBe(29);
  await shop.put('x.csv', GROWN);
  expect((await shop.build()).pointer.snapshot).toBe(pointer.snapshot);
});

test('a period removed from the middle is held back; a note lets it go', async () => {
  const shop = await tidyShop(YAML, { 'x.csv': GROWN });
  await shop.build();
  const without = csvOf(MONTHS.filter(month => month !== '2021-02'));
  await shop.put('x.csv', without);
  expect((await shop.build()).inputs('x.csv')[0]?.reason).toBe(
    'it lacks 1 period of the version in use, such as 2021-02; its last good version stays in use',
  );
  await shop.put('x.csv.accept.yaml', 'reason: The month was withdrawn.\ncheck: lost-periods\n');
  const accepted = await shop.build();
  expect(accepted.inputs('x.csv')[0]).toMatchObject({
    state: 'used',
    remarks: [{ check: 'lost-periods', verdict: 'accepted', note: 'The month was withdrawn.' }],
  });
  expect(accepted.inputs('x.csv.accept.yaml')[0]?.reason).toBe(
    'the note accepts x.csv (lost-periods): The month was withdrawn.',
  );
  expect((await shop.values('FRA', 'measures=visits'))['2021-02']).toBeNull();
});

test('a file of the newest periods alone may leave old ones out, however many', async () => {
  const shop = await tidyShop(YAML, { 'x.csv': csvOf(MONTHS.slice(0, 29)) });
  await shop.build();
  await shop.put('x.csv', csvOf(MONTHS.slice(20)));
  const { receipt, snapshot } = await shop.build();
  expect(receipt.outcome).toBe('published');
  expect(snapshot).toMatchObject({ firstDate: '2021-09', lastDate: '2022-06' });
});

test('a file that loses many rows of the periods it still has is held back', async () => {
  const shop = await tidyShop(YAML, { 'x.csv': GROWN });
  await shop.build();
  await shop.put('x.csv', csvOf(MONTHS.slice(6), COUNTRIES.slice(0, 3)));
  expect((await shop.build()).inputs('x.csv')[0]?.reason).toBe(
    'it has 72 rows, 50% fewer than the 144 of the version in use; its last good version stays in use',
  );
});

test('a version without its time column is held back', async () => {
  const shop = await tidyShop(YAML, { 'x.csv': GROWN });
  await shop.build();
  await shop.put('x.csv', GROWN.replace('month,', 'period,'));
  const built = await shop.build();
  expect(built.inputs('x.csv')[0]?.reason).toMatch(
    /^the column "month" is missing; not known is "period" \(column 1\).*its last good version stays in use$/,
  );
  expect((await shop.values('FRA', 'measures=visits'))['2022-06']).toBe(29);
});

test('a quarantined file keeps its last good rows when they were read by an earlier version of the reader', async () => {
  const shop = await tidyShop(YAML, { 'x.csv': GROWN });
  const { pointer } = await shop.build();
  await shop.put('x.csv', '');
  await shop.build();
  for await (const { key } of shop.work.list('tidy/staged/')) {
    const bytes = await (await shop.work.get(key))?.bytes();
    await shop.work.put(key.replace(/staged\/\d+-/, 'staged/1-'), bytes ?? new Uint8Array());
    await shop.work.delete(key);
  }
  const built = await shop.build({ force: true });
  expect(built.inputs('x.csv')[0]).toMatchObject({ state: 'quarantined' });
  expect((await shop.values('FRA', 'measures=visits'))['2022-06']).toBe(29);
  await shop.put('x.csv', GROWN);
  expect((await shop.build()).pointer.snapshot).toBe(pointer.snapshot);
});

test('a period that is held back keeps its last good rows through any number of bad versions', async () => {
  const shop = await tidyShop(YAML, { 'x.csv': GROWN });
  const { pointer } = await shop.build();
  const twice = (visits: number) => COUNTRIES.map(country => `2021-02,${country},${visits},1\n`).join('');
  for (const visits of [7, 8, 9]) {
    await shop.put('x.csv', GROWN + twice(visits));
    const built = await shop.build();
    expect(built.receipt.held).toEqual([]);
    expect(built.inputs('x.csv').find(({ date }) => date === '2021-02')).toMatchObject({ state: 'quarantined' });
    expect((await shop.values('ITA', 'measures=visits'))['2021-02']).toBe(113);
  }
  await shop.put('x.csv', '');
  await shop.build();
  expect((await shop.values('ITA', 'measures=visits'))['2021-02']).toBe(113);
  await shop.put('x.csv', GROWN);
  expect((await shop.build()).pointer.snapshot).toBe(pointer.snapshot);
});
