import { expect, test } from 'vitest';
import { ANSWERS, EXAMPLE_QUERIES } from '../../functions/contract/examples.ts';
import { describeReal } from '../real/describe-real.ts';
import { KNOWN } from '../real/known-values.ts';
import { parseCsv } from '../real/parse-csv.ts';
import { realSite } from '../real/real-site.ts';

const MEASURES = ['confirmed', 'deaths', 'recovered'] as const;

/** Routes whose example is a whole answer; those of the others are shortened. */
const WHOLE = ['/datasets/{dataset}/regions', '/datasets/{dataset}/series', '/datasets/{dataset}/ranking'];

describeReal('the API over the real reports', folder => {
  const site = realSite(folder);

  test.each(KNOWN)('knows in JSON and in CSV that on %s %s has %i confirmed', async (date, region, ...values) => {
    const path = `/datasets/covid/series?regions=${region}&measures=${MEASURES}&from=${date}&to=${date}`;
    const { periods, series } = await (await site.ask(path)).json();
    const rows = parseCsv(await (await site.ask(`${path}&format=csv`)).text());
    expect(periods).toEqual([date]);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ region, date });
    for (const [index, measure] of MEASURES.entries()) {
      const value = values[index] ?? null;
      if (value === null) continue;
      expect(series[index]).toMatchObject({ region, measure, values: [value] });
      expect(rows[0]?.[measure]).toBe(String(value));
    }
  });

  test('knows in both that Ohio has 108 new cases on the day its counties begin', async () => {
    const path = '/datasets/covid/series?regions=US-OH&measures=confirmed&change=new&from=2020-03-22&to=2020-03-22';
    expect(await (await site.ask(path)).json()).toMatchObject({ series: [{ values: [108] }] });
    expect(await (await site.ask(`${path}&format=csv`)).text()).toBe(
      'region,name,date,confirmed\r\nUS-OH,Ohio,2020-03-22,108\r\n',
    );
  });

  test.each(WHOLE)('answers the documented question about %s with the documented example', async path => {
    const contract = ANSWERS.find(({ where }) => where === `/api/v1${path}`);
    const asked = `${path.replace('{dataset}', 'covid')}?${new URLSearchParams(EXAMPLE_QUERIES[path])}`;
    const { snapshot, ...answer } = await (await site.ask(asked)).json();
    expect({ ...contract?.example, ...answer }).toEqual(contract?.example);
    expect(snapshot).toMatch(/^[0-9a-f]{32}$/);
    expect(await (await site.ask(`${asked}&format=csv`)).text()).toBe(contract?.csv);
  });

  test.each([
    ['cote', 'CIV'],
    ['São Tomé', 'STP'],
    ['dona ana', '35013'],
    ['new york', 'US-NY'],
    ['cook', '17031'],
    ['06037', '06037'],
    ['cook illinois', '17031'],
    ['Cook County', '17031'],
    ['Los Angeles County', '06037'],
    ['US', 'USA'],
    ['nyc', '36061'],
    ['dc', 'US-DC'],
    ['tx', 'US-TX'],
    ['chicago', '17031'],
    ['brooklyn', '36061'],
    ['britain', 'GBR'],
    ['burma', 'MMR'],
    ['ivory coast', 'CIV'],
    ['Saint Louis', '29189'],
    ['OBrien', '19141'],
    ['De Kalb', '13089'],
    ['germny', 'DEU'],
    ['uk', 'GBR'],
    ['ny', 'US-NY'],
    ['10001', '10001'],
  ])('finds by %j the region %s first', async (q, id) => {
    const { regions } = await (await site.ask(`/datasets/covid/regions?q=${encodeURIComponent(q)}`)).json();
    expect(regions[0].id).toBe(id);
  });

  test('reads five digits as a FIPS code, and says so', async () => {
    const { regions, note } = await (await site.ask('/datasets/covid/regions?q=10001')).json();
    expect(regions).toHaveLength(1);
    expect(note).toBe('10001 was read as the FIPS code of Kent, Delaware. ZIP codes are not searched.');
  });
});
