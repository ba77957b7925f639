import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { reportCsv } from '../build/report-csv.ts';
import { type Workshop, workshop } from '../build/workshop.ts';

const report = (confirmed: number) => reportCsv([{ country: 'Italy', confirmed, deaths: 5, recovered: 7 }]);

/** Leaves the staged rows where another version of the reader would have left them. */
async function asOfAnotherReader({ out }: Workshop): Promise<void> {
  const staged = join(out, '.work/covid/staged');
  const [prefix = ''] = await readdir(staged);
  await rename(join(staged, prefix), join(staged, prefix.replace(/^\d+/, '1')));
  // A ledger of another reader is not believed either.
  await rm(join(out, '.work/covid/ledger.json.br'));
}

/** A day that was replaced by one of no use, so that its last good version is in use. */
async function withReplaced(): Promise<Workshop> {
  const shop = await workshop({ '06-29-2020.csv': report(100), '06-30-2020.csv': report(110) });
  await shop.build();
  await shop.put('06-30-2020.csv', 'a,b\n1,2\n');
  expect((await shop.build()).figures.total('confirmed', 'ITA', '2020-06-30')).toBe(110);
  return shop;
}

test('a last good version stays in use under another version of the reader, and ever after', async () => {
  const shop = await withReplaced();
  await asOfAnotherReader(shop);
  for (const confirmed of [90, 95]) {
    await shop.put('06-28-2020.csv', report(confirmed));
    const { figures, input } = await shop.build();
    expect(figures.total('confirmed', 'ITA', '2020-06-30')).toBe(110);
    expect(input('06-30-2020.csv').reason).toMatch(/its last good version stays in use$/);
  }
});

test('a last good version of other columns cannot be kept, and it is said', async () => {
  const shop = await withReplaced();
  await shop.put(
    'dataset.yaml',
    `extends: covid
tables:
  reports:
    files: MM-DD-YYYY.csv
    columns:
      fips: { headings: [FIPS] }
      county: { headings: [Admin2] }
      province: { headings: [Province_State] }
      country: { headings: [Country_Region] }
      confirmed: { headings: [Confirmed], type: count }
      deaths: { headings: [Deaths], type: count }
      recovered: { headings: [Recovered], type: count }
      updated: { headings: [Last_Update], type: updated }
      key: { headings: [Combined_Key] }
    unused: [Lat, Long_, Active]
  places:
    files: UID_ISO_FIPS_LookUp_Table.csv
    columns:
      iso3: { headings: [iso3] }
      fips: { headings: [FIPS] }
      county: { headings: [Admin2] }
      province: { headings: [Province_State] }
      country: { headings: [Country_Region] }
      population: { headings: [Population], type: count }
    unused: [UID, iso2, code3, Lat, Long_, Combined_Key]
`,
  );
  const { input, snapshot } = await shop.build();
  expect(input('06-30-2020.csv').reason).toMatch(/its last good version is not kept any more$/);
  expect(snapshot?.lastDate).toBe('2020-06-29');
});
