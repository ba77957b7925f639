import { expect, test } from 'vitest';
import { describeReal } from './describe-real.ts';
import { KNOWN } from './known-values.ts';
import { REPORTS, realSite } from './real-site.ts';

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
