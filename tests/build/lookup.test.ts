import { expect, test } from 'vitest';
import { LOOKUP_NAME, LOOKUP_TABLE, lookupTable } from './lookup-table.ts';
import { reportCsv } from './report-csv.ts';
import { workshop } from './workshop.ts';

const FRANKLIN = { fips: '39049', county: 'Franklin', province: 'Ohio', country: 'US' };
const REPORT = reportCsv([
  { ...FRANKLIN, confirmed: 50, deaths: 2, recovered: 0 },
  { country: 'Italy', confirmed: 100, deaths: 5, recovered: 7 },
]);

test('without a lookup table nothing is published, and a sentence says what is missing', async () => {
  const { build, remove } = await workshop({ '06-30-2020.csv': REPORT });
  await remove(LOOKUP_NAME);
  const { receipt, livePointer, snapshot } = await build();
  expect(receipt.outcome).toBe('refused');
  expect(receipt.summary).toBe(
    `Nothing is published: the table "places" needs an upload like ${LOOKUP_NAME}; none is uploaded.`,
  );
  expect(livePointer.attempt.outcome).toBe('refused');
  expect(snapshot).toBeNull();
});

test('a lookup table that is removed leaves what is live', async () => {
  const { build, remove } = await workshop({ '06-30-2020.csv': REPORT });
  const good = await build();
  await remove(LOOKUP_NAME);
  const { receipt, livePointer } = await build();
  expect(receipt.outcome).toBe('refused');
  expect(livePointer).toMatchObject({
    sequence: 2,
    snapshot: good.livePointer.snapshot,
    newest: good.livePointer.newest,
  });
  expect(livePointer.publishedAt).toBe(good.livePointer.publishedAt);
});

test('a broken lookup table is kept out, and the good one stays in use', async () => {
  const { build, put, putReport } = await workshop({ '06-30-2020.csv': REPORT });
  await build();
  await put(LOOKUP_NAME, 'UID,iso2\n1,AF\n');
  await putReport('2020-07-01', [{ country: 'Italy', confirmed: 101 }]);
  const { receipt, input, figures } = await build();
  expect(receipt.outcome).toBe('quarantined');
  expect(input(LOOKUP_NAME)).toMatchObject({
    state: 'quarantined',
    reason: 'the column "iso3" is missing; its last good version stays in use',
  });
  expect(figures.total('confirmed', 'ITA', '2020-07-01')).toBe(101);
  expect(figures.total('confirmed', '39049', '2020-06-30')).toBe(50);
});

test('a county that the lookup table lacks counts in its state and is listed', async () => {
  const { build } = await workshop({ '06-30-2020.csv': REPORT, [LOOKUP_NAME]: lookupTable(['Franklin']) });
  const { receipt, figures } = await build();
  expect(receipt.unmatched).toEqual([
    {
      place: 'Franklin, Ohio, US',
      countsIn: ['US-OH', 'USA'],
      rows: 1,
      firstDate: '2020-06-30',
      lastDate: '2020-06-30',
      totals: { confirmed: 50, deaths: 2, recovered: 0 },
    },
  ]);
  expect(figures.total('confirmed', 'US-OH', '2020-06-30')).toBe(50);
  expect(figures.total('confirmed', '39049', '2020-06-30')).toBeUndefined();
});

test('a state that the lookup table lacks counts in its country and is listed', async () => {
  const { build } = await workshop({ '06-30-2020.csv': REPORT, [LOOKUP_NAME]: lookupTable(['Ohio']) });
  const { receipt, figures } = await build();
  expect(receipt.unmatched).toMatchObject([{ place: 'Franklin, Ohio, US', countsIn: ['USA'] }]);
  expect(figures.total('confirmed', 'USA', '2020-06-30')).toBe(50);
});

test('a country that the lookup table lacks counts nowhere and is listed with its counts', async () => {
  const { build, putReport } = await workshop({ '06-30-2020.csv': REPORT, [LOOKUP_NAME]: lookupTable(['Italy']) });
  await putReport('2020-05-31', [
    { country: 'Italy', confirmed: 90, deaths: 4 },
    { country: 'France', confirmed: 1 },
  ]);
  const { receipt, figures, input } = await build();
  expect(receipt.unmatched).toEqual([
    {
      place: 'Italy',
      countsIn: [],
      rows: 2,
      firstDate: '2020-05-31',
      lastDate: '2020-06-30',
      totals: { confirmed: 100, deaths: 5, recovered: 7 },
    },
  ]);
  expect(input('06-30-2020.csv')).toMatchObject({
    rows: { read: 2, unmatched: 1 },
    totals: { confirmed: 150 },
    left: { confirmed: 100, deaths: 5, recovered: 7 },
  });
  expect(figures.total('confirmed', 'ITA', '2020-06-30')).toBeUndefined();
});

test('a lookup table of no use is kept out, and its last good version stays in use', async () => {
  const { build, put } = await workshop({ '06-30-2020.csv': REPORT });
  const good = await build();
  const [headings] = LOOKUP_TABLE.split('\n');
  await put(LOOKUP_NAME, `${headings}\n1,,,,,,Poseidonia,Atlantis,,,,\n`);
  const { figures, input } = await build();
  expect(input(LOOKUP_NAME)).toMatchObject({
    state: 'quarantined',
    reason: 'the lookup table gives no regions; its last good version stays in use',
    sha256: good.input(LOOKUP_NAME).sha256,
  });
  for (const { id } of good.snapshot?.maps ?? []) expect(figures.index(id)).toEqual(good.figures.index(id));
});

test('a first lookup table of no use is refused', async () => {
  const [headings] = LOOKUP_TABLE.split('\n');
  const useless = `${headings}\n1,,,,,,Poseidonia,Atlantis,,,,\n`;
  const { build } = await workshop({ '06-30-2020.csv': REPORT, [LOOKUP_NAME]: useless });
  expect((await build()).receipt.summary).toBe('Nothing is published: the lookup table gives no regions.');
});

test('another lookup table rebuilds every day under it', async () => {
  const { build, put } = await workshop({ '06-30-2020.csv': REPORT, [LOOKUP_NAME]: lookupTable(['Franklin']) });
  await build();
  await put(LOOKUP_NAME, LOOKUP_TABLE);
  const { figures, receipt } = await build();
  expect(receipt.unmatched).toEqual([]);
  expect(figures.total('confirmed', '39049', '2020-06-30')).toBe(50);
});
