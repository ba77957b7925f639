// @module-tag exhaustive
import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, deflateRawSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { LAYOUTS, reportCsv } from './report-csv.ts';
import { workshop } from './workshop.ts';

const HEADINGS = LAYOUTS['2020-01-22'];
const GOOD = reportCsv([{ country: 'Italy', confirmed: 100, deaths: 5, recovered: 7 }]);
const row = (confirmed: string | number) => `,Italy,x,${confirmed},5,7\n`;
const bomb = () => Buffer.alloc(50_000_000, GOOD);

const HOSTILE: readonly (readonly [what: string, bytes: () => string | Uint8Array, reason: RegExp])[] = [
  [
    'a file that is packed by gzip twice',
    () => gzipSync(gzipSync(GOOD)),
    /^the file is packed \(gzip\); unpack it and upload the CSV itself$/,
  ],
  [
    '50 MB packed by gzip',
    () => gzipSync(bomb()),
    /^the gzip file is more than 100 times its size unpacked; upload the CSV itself$/,
  ],
  ['half of a gzip file', () => gzipSync(GOOD.repeat(9)).subarray(0, 60), /^the gzip file ends too early; upload/],
  [
    'a gzip file with a wrong checksum',
    () => Buffer.concat([gzipSync(GOOD).subarray(0, -8), Buffer.alloc(8)]),
    /^the gzip file is damaged \(incorrect data check\); pack and upload it again$/,
  ],
  ['50 MB packed by zstd', () => zstdCompressSync(bomb()), /^the file is packed \(zstd\)/],
  ['50 MB packed by brotli', () => brotliCompressSync(bomb(), { params: { 1: 1 } }), /^the file is not (text|UTF-8)/],
  ['a zip', () => Buffer.concat([Buffer.from('504b0304140000000800', 'hex'), deflateRawSync(bomb())]), /packed \(zip/],
  ['a million columns', () => `${'c,'.repeat(1_000_000)}c\n1\n`, /more than 1,000 columns/],
  ['open quotes alone', () => `${HEADINGS}\n${'"\n'.repeat(21_001)}`, /^a quote opens in line 2 or/],
  [
    'a quote that opens before 400,000 rows',
    () => `${HEADINGS}\n${row(1)}"${row(2).repeat(400_000)}`,
    /^a quote opens in line 3 or/,
  ],
  [
    'a quote that opens and ends 400 rows later',
    () => `${HEADINGS}\n${row(1).repeat(100)}"x${row(2).repeat(400)}y"z,Italy,x,1,5,7\n${row(3).repeat(100)}`,
    /^a quote opens in line 102 or after it and does not end where its row does$/,
  ],
  [
    'a line of 60 MB',
    () => `${HEADINGS}\n${row(1)}${'x'.repeat(60_000_000)}\n${row(2)}`,
    /^a line has 60,000,000 bytes; at most 100,000/,
  ],
  ['a heading of 60 MB', () => 'x'.repeat(60_000_000), /^the header line has more than 100,000 bytes/],
  ['a million rows of one column', () => `Confirmed\n${'1\n'.repeat(1_000_000)}`, /^the column "Province_State"/],
  [
    'rows of one cell alone',
    () => `${HEADINGS}\n${'1\n'.repeat(1_000_000)}`,
    /^1000 of its first 1000 rows have fewer than 6 cells, the number of its column headers$/,
  ],
  [
    'rows of one cell',
    () => `${HEADINGS}\n${'1\n'.repeat(5000)}`,
    /^too many of its rows cannot be read; the first is line 2: the row must have 6 cells; found 1/,
  ],
  ['NULs among the rows', () => `${HEADINGS}\n${row(1)}\0${row(2)}`, /^the file is not text: byte 0 at offset/],
  [
    'a carriage return among line feeds',
    () => `${HEADINGS}\n${row(1)}${row(2).replace('x', 'x\r')}`,
    /^line 3 has a carriage return that does not end the line$/,
  ],
  [
    'more lines than are read',
    () => `${HEADINGS}\n${row(1)}${'\n'.repeat(12_000_000)}x`,
    /^the file has 12,000,003 lines; at most 12,000,000 are read, so split it$/,
  ],
  ['line breaks alone, 50 MB of them', () => '\n'.repeat(50_000_000), /^the file is empty/],
  ['commas alone, 5 MB of them', () => `${HEADINGS}\n${','.repeat(5_000_000)}`, /^none of its 1 rows can be read/],
  [
    'noise',
    () => Buffer.from(Array.from({ length: 100_000 }, (_, at) => (at * 7919 + (at >> 3)) % 256)),
    /^the file is /,
  ],
];

const MOST_MS = 30_000;

test.each(HOSTILE)('%s: quarantined with a sentence, and its neighbours are published', async (_, bytes, reason) => {
  const { build } = await workshop({ '06-28-2020.csv': GOOD, '06-29-2020.csv': bytes(), '06-30-2020.csv': GOOD });
  const started = performance.now();
  const { input, receipt, figures } = await build();
  expect(performance.now() - started).toBeLessThan(MOST_MS);
  expect(input('06-29-2020.csv')).toMatchObject({ state: 'quarantined', reason: expect.stringMatching(reason) });
  expect(receipt.outcome).toBe('quarantined');
  for (const date of ['2020-06-28', '2020-06-30']) expect(figures.total('confirmed', 'ITA', date)).toBe(100);
  expect(JSON.stringify(receipt).length).toBeLessThan(50_000);
});

test('an upload of more bytes than may be is not even read', async () => {
  const { build, put, folder } = await workshop({ '06-28-2020.csv': GOOD });
  await put('06-29-2020.csv', '');
  await truncate(join(folder, 'uploads/covid/06-29-2020.csv'), 1_000_000_001);
  const { input, figures } = await build();
  expect(input('06-29-2020.csv')).toMatchObject({
    state: 'quarantined',
    sha256: null,
    reason: 'the file has 1,000,000,001 bytes; at most 1,000,000,000 are read, so split it',
  });
  expect(figures.total('confirmed', 'ITA', '2020-06-28')).toBe(100);
});

test('an upload of 20 MB is read, and one cell that is wrong in it is named by its line', async () => {
  const line = row(1);
  const many = Math.floor(20_000_000 / line.length);
  const rows = [line.repeat(many - 1000), row('many'), line.repeat(999), ',Italy,"x\ny",1,5,7\n', row('more')];
  const { build } = await workshop({ '06-28-2020.csv': GOOD, '06-29-2020.csv': `${HEADINGS}\n${rows.join('')}` });
  const { rows: account, rejected } = (await build()).input('06-29-2020.csv');
  expect(account).toMatchObject({ read: many + 2, rejected: 0 });
  expect(rejected.map(({ line }) => line)).toEqual([many - 1000 + 2, many + 4]);
});

const ODD_NAMES = [
  `${'deep/'.repeat(150)}06-29-2020.csv`,
  "06-29-2020'; DROP TABLE reports; --.csv",
  '06-29-2020".csv',
  '06-29-2020\n.csv',
  '\u001b[2J06-29-2020.csv',
  '06-29-2020.csv%00.csv',
  '\u202e06-29-2020.csv',
  '💉06-29-2020.csv',
  '$(reboot).csv',
  '*.csv',
  `${'x'.repeat(240)}.csv`,
];

test('a key may be as odd as it likes: it is quarantined by its name, whole, and harms nothing', async () => {
  const { build } = await workshop({
    '06-28-2020.csv': GOOD,
    ...Object.fromEntries(ODD_NAMES.slice(1).map(name => [name, GOOD])),
  });
  const { input, receipt, figures } = await build();
  for (const name of ODD_NAMES.slice(1)) {
    const { state, reason } = input(name);
    expect({ state, reason }).toEqual({
      state: 'quarantined',
      reason: expect.stringMatching(/^the name must be like MM-DD-YYYY/),
    });
    // Nothing that a terminal would obey, and no more than a line.
    expect(reason).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    expect(reason?.length).toBeLessThan(250);
  }
  expect(receipt.outcome).toBe('quarantined');
  expect(figures.total('confirmed', 'ITA', '2020-06-28')).toBe(100);
});

test('a report may lie as deep as a key can', async () => {
  const [deep = ''] = ODD_NAMES;
  const { build, input } = await workshop({ [deep]: GOOD }).then(async shop => ({ ...shop, ...(await shop.build()) }));
  expect(input(deep)).toMatchObject({ state: 'used' });
  expect((await build()).figures.total('confirmed', 'ITA', '2020-06-29')).toBe(100);
});
