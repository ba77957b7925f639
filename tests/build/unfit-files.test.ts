import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { sha256 } from '../../functions/job/hash.ts';
import { LOOKUP_TABLE } from './lookup-table.ts';
import { LAYOUTS, reportCsv } from './report-csv.ts';
import { workshop, workshopAfter } from './workshop.ts';

const HEADINGS = LAYOUTS['2020-01-22'];
const GOOD = reportCsv([{ country: 'Italy', confirmed: 100, deaths: 5, recovered: 7 }]);
const US_REPORT =
  'Province_State,Country_Region,Last_Update,Lat,Long_,Confirmed,Deaths,Recovered,Active,FIPS,Incident_Rate';
const row = (confirmed: string) => `,Italy,x,${confirmed},5,7\n`;

const UNFIT: readonly (readonly [what: string, bytes: string | Uint8Array, reason: string])[] = [
  ['an empty file', '', 'the file is empty; expected a line of column headers and rows below it'],
  ['a file of line breaks', '\r\n\n\n', 'the file is empty; expected a line of column headers and rows below it'],
  ['a file of a byte-order mark', '\ufeff', 'the file is empty; expected a line of column headers and rows below it'],
  ['a line of headings alone', `${HEADINGS}\n`, 'the file has a header line and no rows'],
  [
    'a picture named .csv',
    Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    'the file is not text: byte 0 at offset 8; expected a CSV in UTF-8',
  ],
  [
    'a packed file that ends too early',
    Buffer.from('1f8b0808abcdef5a0203666f6f', 'hex'),
    'the gzip file ends too early; upload it again',
  ],
  [
    'a zip named .csv',
    Buffer.from('504b0304140000000800', 'hex'),
    'the file is packed (zip, as workbooks are too); unpack it and upload the CSV itself',
  ],
  [
    'a heading that is not known',
    `${HEADINGS.replace('Confirmed', 'Confirmd')}\n${row('1')}`,
    'the column header "Confirmd" (column 4) is not known; did you mean "Confirmed"?',
  ],
  [
    'no column of deaths',
    'Province/State,Country/Region,Confirmed,Recovered\n,Italy,1,2\n',
    'the column "Deaths" is missing',
  ],
  [
    'no column of countries',
    'Province/State,Confirmed,Deaths,Recovered\n,1,2,3\n',
    'the column "Country_Region" or "Country/Region" is missing',
  ],
  ['a heading twice', `${HEADINGS},Deaths\n,Italy,x,1,5,7,5\n`, 'the column header "Deaths" appears twice'],
  [
    'a heading with an open quote',
    `"${HEADINGS}\n${row('1')}`,
    'the header line is broken: a quote opens and does not close',
  ],
  [
    'no line of headings',
    `${row('1')}${row('2')}`,
    'the first line is data, ",Italy,x,1,5,7"; expected a line of column names above it, such as ' +
      '"FIPS,Admin2,Province_State,Country_Region,Confirmed,Deaths,Recovered,Last_Update"',
  ],
  [
    'the report of the US states',
    `${US_REPORT},Total_Test_Results,People_Hospitalized,Case_Fatality_Ratio,UID,ISO3,Testing_Rate,Hospitalization_Rate\n` +
      'Ohio,US,2020-06-30 04:33:46,40.4,-82.8,51046,2818,,48228,39,436.7,748822,7746,5.5,84000039,USA,6406.1,15.2\n',
    'the file is the US report of the same repository (csse_covid_19_daily_reports_us), which does not belong here: ' +
      'it has the columns "UID", "ISO3"',
  ],
  [
    'the report of the US states, as it was at first',
    `${US_REPORT},People_Tested,People_Hospitalized,Mortality_Rate,UID,ISO3,Testing_Rate,Hospitalization_Rate\n` +
      'Ohio,US,2020-04-12 23:18:15,40.4,-82.8,6604,253,,6351,39,56.5,63243,1948,3.8,84000039,USA,541.0,29.5\n',
    'the file is the US report of the same repository (csse_covid_19_daily_reports_us), which does not belong here: ' +
      'it has the columns "UID", "ISO3"',
  ],
  [
    'a time series',
    'Province/State,Country/Region,Lat,Long,1/22/20,1/23/20\n,Italy,41.9,12.6,0,0\n',
    'the file is a time series of the same repository (csse_covid_19_time_series), which does not belong here: ' +
      'it has the column "1/22/20"',
  ],
  [
    'the lookup table',
    LOOKUP_TABLE,
    'the file is the lookup table of the same repository (UID_ISO_FIPS_LookUp_Table.csv), which does not belong here: ' +
      'it has the columns "UID", "iso2", "iso3"',
  ],
  [
    'no row that can be read',
    `${HEADINGS}\n${row('many')}${row('more')}`,
    'none of its 2 rows can be read: line 2: column "Confirmed" must be a whole number; found "many"',
  ],
  [
    'too many rows that cannot be read',
    `${HEADINGS}\n${row('1')}${row('many')}${row('1.5')}`,
    '2 of its 3 rows cannot be read; the first is line 3: column "Confirmed" must be a whole number; found "many"',
  ],
  [
    'a quote that never ends',
    `${HEADINGS}\n${row('1')}"Lombardia,Italy,x,1,2,3\n${row('2')}`,
    'a quote opens in line 3 or after it and does not end where its row does',
  ],
];

const afterTwoDays = workshopAfter(shop => shop.build(), {
  '06-29-2020.csv': GOOD,
  '06-30-2020.csv': GOOD.replace('100', '110'),
});

test.each(UNFIT)('%s is quarantined with its reason, and what it replaced stays', async (_, bytes, reason) => {
  const { put, build, before: good } = await afterTwoDays();
  expect(good.receipt.outcome).toBe('published');

  await put('06-30-2020.csv', bytes);
  await put('07-01-2020.csv', bytes);
  const { receipt, snapshot, figures, input } = await build();
  expect(receipt.outcome).toBe('quarantined');
  expect(input('07-01-2020.csv')).toMatchObject({ state: 'quarantined', reason, sha256: null, totals: null });
  const kept = input('06-30-2020.csv');
  expect(kept).toMatchObject({ state: 'quarantined', reason: `${reason}; its last good version stays in use` });
  expect(kept.sha256).toBe(good.input('06-30-2020.csv').sha256);
  expect(kept.rows).toMatchObject({ read: 1, kept: 1 });
  expect(snapshot?.lastDate).toBe('2020-06-30');
  expect(figures.total('confirmed', 'ITA', '2020-06-30')).toBe(110);
  expect(receipt.summary).toMatch(/^2 reports up to 2020-06-30 are live; 2 uploads quarantined[.;]/);
});

const ITALY = `${HEADINGS}\n${row('100')}Québec,Canada,x,1,0,0\n`;

test.each<[what: string, bytes: Uint8Array]>([
  ['UTF-16 with a byte-order mark', Buffer.from(`\ufeff${ITALY}`, 'utf16le')],
  ['UTF-16, big end first', Buffer.from(`\ufeff${ITALY}`, 'utf16le').swap16()],
  ['UTF-16 without a byte-order mark', Buffer.from(ITALY, 'utf16le')],
  ['UTF-16, big end first, without a mark', Buffer.from(ITALY, 'utf16le').swap16()],
  ['Latin-1', Buffer.from(ITALY, 'latin1')],
  ['columns separated by semicolons', Buffer.from(ITALY.replaceAll(',', ';'))],
  ['columns separated by tabs, below a title', Buffer.from(`A report\n\n${ITALY.replaceAll(',', '\t')}`)],
])('%s is read', async (_, bytes) => {
  const { build } = await workshop({ '06-30-2020.csv': bytes });
  const { receipt, input, figures } = await build();
  expect(receipt.outcome).toBe('published');
  expect(input('06-30-2020.csv')).toMatchObject({ state: 'used', sha256: sha256(bytes) });
  expect(figures.total('confirmed', 'ITA', '2020-06-30')).toBe(100);
});

test('a report that is packed by gzip is read, and named by its packed bytes', async () => {
  const packed = gzipSync(GOOD);
  const { build } = await workshop({ '06-29-2020.csv': GOOD.replace('100', '90'), '06-30-2020.csv.gz': packed });
  const { receipt, input, figures } = await build();
  expect(receipt.outcome).toBe('published');
  expect(input('06-30-2020.csv.gz')).toMatchObject({ state: 'used', date: '2020-06-30', sha256: sha256(packed) });
  expect(figures.total('confirmed', 'ITA', '2020-06-30')).toBe(100);
});

test('a bad version over a bad version leaves the good one in use', async () => {
  const { put, build } = await workshop({ '06-30-2020.csv': GOOD });
  await build();
  for (const bytes of ['', 'a,b\n1,2\n', GOOD.replace('100', 'x')]) {
    await put('06-30-2020.csv', bytes);
    const { figures, receipt } = await build();
    expect(receipt.outcome).toBe('quarantined');
    expect(figures.total('confirmed', 'ITA', '2020-06-30')).toBe(100);
  }
  await put('06-30-2020.csv', GOOD.replace('100', '120'));
  const { figures, receipt } = await build();
  expect(receipt.outcome).toBe('published');
  expect(figures.total('confirmed', 'ITA', '2020-06-30')).toBe(120);
});

test('one unfit file does not take along those that are read with it', async () => {
  const files = Object.fromEntries(
    UNFIT.map(([, bytes], index) => [`06-${String(index + 1).padStart(2, '0')}-2020.csv`, bytes]),
  );
  const { build } = await workshop({ ...files, '05-31-2020.csv': GOOD, '06-30-2020.csv': GOOD });
  const { receipt, figures, input } = await build();
  for (const [index, name] of Object.keys(files).entries()) expect(input(name).reason).toBe(UNFIT[index]?.[2]);
  expect(receipt.inputs.filter(({ state }) => state === 'used')).toHaveLength(3);
  expect(figures.total('confirmed', 'ITA', '2020-05-31')).toBe(100);
  expect(figures.total('confirmed', 'ITA', '2020-06-30')).toBe(100);
});

test('nothing is published where every report is unfit', async () => {
  const { build } = await workshop({ '06-30-2020.csv': '' });
  const { receipt, livePointer, index } = await build();
  expect(receipt.summary).toBe(
    'Nothing is published: the table "reports" needs an upload like MM-DD-YYYY.csv; covid/06-30-2020.csv: ' +
      'the file is empty; expected a line of column headers and rows below it.',
  );
  expect(livePointer).toMatchObject({ sequence: 1, snapshot: null, newest: null, publishedAt: null });
  expect(index.datasets).toEqual([]);
});

test('the lookup table is held to the same rules', async () => {
  const { put, build } = await workshop({ '06-30-2020.csv': GOOD });
  await put('UID_ISO_FIPS_LookUp_Table.csv', LOOKUP_TABLE.replace('Population', 'People'));
  expect((await build()).receipt.summary).toMatch(
    /^Nothing is published: the table "places" needs an upload like UID_ISO_FIPS_LookUp_Table.csv; .*"People" \(column 12\)/,
  );
});

test.each([
  ['a daily report', GOOD.replace('Province/State,Country/Region', 'Province_State,Country_Region'), 'a daily report'],
  [
    'a time series',
    'UID,iso2,iso3,code3,FIPS,Admin2,Province_State,Country_Region,Population,1/22/20\n',
    'a time series',
  ],
])('%s is not taken for the lookup table', async (_, content, what) => {
  const { put, build } = await workshop({ '06-30-2020.csv': GOOD });
  await build();
  await put('UID_ISO_FIPS_LookUp_Table.csv', content);
  const { input, receipt } = await build();
  expect(receipt.outcome).toBe('quarantined');
  expect(input('UID_ISO_FIPS_LookUp_Table.csv').reason).toMatch(`the file is ${what} of the same repository`);
});
