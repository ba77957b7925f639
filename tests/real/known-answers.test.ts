import { expect, test } from 'vitest';
import { describeReal } from './describe-real.ts';
import { REPORTS, realSite } from './real-site.ts';

type Known = readonly [
  date: string,
  region: string,
  confirmed: number,
  deaths: number | null,
  recovered: number | null,
];

const KNOWN: readonly Known[] = [
  ['2020-02-10', 'CHN', 42_354, null, null],
  ['2020-03-11', 'ITA', 12_462, null, null],
  ['2020-03-22', 'US-DC', 102, 2, null],
  ['2020-03-22', '11001', 102, 2, null],
  ['2020-03-22', 'US-NY', 15_800, null, null],
  ['2020-03-22', 'US-OH', 356, null, null],
  ['2020-04-20', '36061', 141_235, null, null],
  ['2020-04-20', '17031', 22_101, null, null],
  ['2020-04-20', 'USA', 784_326, 42_094, 72_329],
  ['2020-04-20', 'CHN', 83_817, null, null],
  ['2020-04-20', 'FRA', 156_480, null, null],
  ['2020-06-30', 'USA', 2_635_417, 127_417, 720_631],
  ['2020-06-30', 'US-NY', 393_454, null, null],
  ['2020-06-30', 'US-OH', 51_789, null, null],
  ['2020-06-30', '36061', 215_179, null, null],
  ['2020-06-30', '17031', 90_536, null, null],
  ['2020-06-30', 'CA-ON', 36_961, 2_730, null],
  ['2020-06-30', 'AU-NSW', 3_203, null, null],
  ['2020-06-30', 'CN-HB', 68_135, 4_512, null],
  ['2020-06-30', 'ITA', 240_578, null, null],
  ['2020-06-30', 'BRA', 1_402_041, null, null],
  ['2020-06-30', 'GBR', 314_160, null, null],
];

/** Rows of a report file, and what is confirmed over all of them. */
const FILES = [
  ['03-22-2020.csv', 3417, 337_122],
  ['04-20-2020.csv', 3081, 2_472_259],
  ['05-31-2020.csv', 3526, 6_166_946],
  ['06-30-2020.csv', 3787, 10_475_838],
] as const;

describeReal('known answers of the reports', folder => {
  const site = realSite(folder);

  test.each(KNOWN)('on %s %s has %i confirmed', async (date, region, confirmed, deaths, recovered) => {
    expect(await site.value(region, 'confirmed', date)).toBe(confirmed);
    if (deaths !== null) expect(await site.value(region, 'deaths', date)).toBe(deaths);
    if (recovered !== null) expect(await site.value(region, 'recovered', date)).toBe(recovered);
  });

  test('Ohio has 108 new cases on the day its counties begin: 248 the day before', async () => {
    expect(await site.value('US-OH', 'confirmed', '2020-03-21')).toBe(248);
    expect(await site.value('US-OH', 'confirmed', '2020-03-22', 'new')).toBe(108);
  });

  test.each(FILES)('%s has %i rows and %i confirmed, none lost', (name, rows, confirmed) => {
    const input = site.result().receipt.inputs.find(({ key }) => key === `covid/${REPORTS}/${name}`);
    expect(input).toMatchObject({ state: 'used', rows: { read: rows, rejected: 0 }, totals: { confirmed } });
  });

  test('every report is in: none is quarantined, no row is rejected', () => {
    const { receipt, pointer } = site.result();
    expect(receipt.outcome).toBe('published');
    expect(receipt.inputs.filter(({ date }) => date !== null)).toHaveLength(161);
    expect(receipt.inputs.filter(({ state }) => state === 'quarantined')).toEqual([]);
    expect(receipt.inputs.filter(({ rows }) => rows.rejected > 0)).toEqual([]);
    expect(receipt.checks.every(({ passed }) => passed)).toBe(true);
    expect(pointer.snapshot).not.toBeNull();
  });

  test('what the lookup table lacks is four towns, each counted in its state', () => {
    const places = site.result().receipt.unmatched.map(({ place, rows, countsIn }) => [place, rows, ...countsIn]);
    expect(places).toEqual([
      ['Brockton, Massachusetts, US', 1, 'US-MA', 'USA'],
      ['Nashua, New Hampshire, US', 1, 'US-NH', 'USA'],
      ['Soldotna, Alaska, US', 1, 'US-AK', 'USA'],
      ['Sterling, Alaska, US', 1, 'US-AK', 'USA'],
    ]);
  });
});
