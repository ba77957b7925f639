import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { tableShop } from '../tables/table-shop.ts';

const STATES = ['Ohio', 'Texas', 'Iowa', 'Maine', 'Utah', 'Nevada'];
const RECORDS = ['2024-01-15', '2024-02-15', '2024-03-15'].flatMap((day, month) =>
  STATES.map((state, index) => ({ day, state, rate: 3.5 + index + month / 4 })),
);
const DESCRIPTOR = `files: rates.*
time: { column: day }
region: { column: state, map: us-states }
measures: { rate: { kind: rate } }
`;

const csv = (delimiter: string, rate = (value: number) => String(value), day = (text: string) => text) =>
  [
    'day,state,rate'.replaceAll(',', delimiter),
    ...RECORDS.map(row => [day(row.day), row.state, rate(row.rate)].join(delimiter)),
  ]
    .map(line => `${line}\n`)
    .join('');
const comma = (value: number) => String(value).replace('.', ',');
const german = (text: string) => text.split('-').reverse().join('.');

/** The series of a data set, without what names the upload. */
async function seriesOf(name: string, bytes: string | Uint8Array) {
  const shop = await tableShop({ [`rates/${name}`]: bytes, 'rates/dataset.yaml': DESCRIPTOR });
  const { snapshot, receipt, input } = await shop.build('rates');
  return {
    receipt,
    input: input(`rates/${name}`),
    series: { ...snapshot, receipt: null, tables: null, recognized: null, preview: null },
  };
}

test.each<[what: string, name: string, bytes: string | Uint8Array]>([
  ['semicolons and decimal commas', 'rates.csv', csv(';', comma)],
  ['quoted decimal commas', 'rates.csv', csv(',', value => `"${comma(value)}"`)],
  ['tabs and local dates', 'rates.tsv', csv('\t', comma, german)],
  ['UTF-16', 'rates.csv', Buffer.from(`\ufeff${csv(',')}`, 'utf16le')],
  ['a list of records, packed', 'rates.json.gz', gzipSync(JSON.stringify(RECORDS))],
  ['a record a line', 'rates.ndjson', RECORDS.map(row => JSON.stringify(row)).join('\n')],
])('%s give the same series as a plain CSV', async (_, name, bytes) => {
  const plain = await seriesOf('rates.csv', csv(','));
  expect(plain.receipt.outcome).toBe('published');
  const found = await seriesOf(name, bytes);
  expect(found.receipt.outcome).toBe('published');
  expect(found.series).toEqual(plain.series);
});

test('messages name the lines of the file, not of what it was changed into', async () => {
  const text = csv(';', comma)
    .replace('2024-02-15;Ohio;', '\n2024-02-15;"Ohio";')
    .replace('2024-03-15;Utah;8', '2024-03-15;Utah;x8');
  const line = text.split('\n').findIndex(row => row.includes('x8')) + 1;
  const { input } = await seriesOf('rates.csv', `Rates by state\n\n${text}`);
  expect(input?.warnings.join()).toContain('lines 1 to 2 are above the table');
  expect(input?.rejected.map(row => [row.line, row.value])).toEqual([
    [line + 2, text.split('\n')[line - 1]?.split(';')[2]],
  ]);
});

test('a file with broken rows is not read in part', async () => {
  const { input } = await seriesOf('rates.csv', `${csv(';', comma)}2024-03-15;Idaho\n`);
  expect(input?.reason).toMatch(/1 of its 19 rows cannot be read.*line 20: the row must have 3 cells; found 2/);
});
