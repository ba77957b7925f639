import { existsSync } from 'node:fs';
import { cp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { build } from '../../functions/build/build.ts';
import { localTools } from '../../local/local-tools.ts';
import { readSite } from '../build/read-site.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

const CASES = join(import.meta.dirname, '../../../shared/cases');
const why = existsSync(CASES) ? '' : ' [skipped: the cases are not beside the project]';

/** Uploads of a case, built; the folders of one case are uploaded one after the other. */
async function built(...folders: readonly string[]) {
  const work = await temporaryFolder();
  const uploads = join(work, 'uploads');
  const out = join(work, 'out');
  const now = () => new Date('2021-07-10T12:00:00Z');
  let result: Awaited<ReturnType<typeof build>> | undefined;
  for (const folder of folders) {
    const from = join(CASES, folder, 'covid');
    for (const name of await readdir(from)) await cp(join(from, name), join(uploads, 'covid', name));
    const tools = await localTools({ uploads, out, log() {}, progress() {}, now });
    result = await build('covid', tools);
  }
  if (result === undefined) throw new Error('nothing was built');
  const site = await readSite(out);
  const input = (name: string) => {
    const found = result?.receipt.inputs.find(({ key }) => key.endsWith(`/${name}`));
    if (found === undefined) throw new Error(`${name} is not in the receipt`);
    return found;
  };
  return { ...result, ...site, input };
}

describe.skipIf(!existsSync(CASES))(`small inputs on which the product was wrong${why}`, () => {
  test('a measure that ends upstream is missing from then on, and said once; so is what follows from it', async () => {
    const { receipt, figures, snapshot } = await built('recovered-stops');
    expect(receipt.outcome).toBe('published');
    expect(receipt.inputs.filter(({ date, state }) => date !== null && state === 'used')).toHaveLength(7);
    expect(receipt.ended).toEqual([{ measure: 'recovered', lastDate: '2021-05-10' }]);
    for (const measure of ['recovered', 'active']) {
      expect(figures.total(measure, 'IND', '2021-05-10')).toBeGreaterThan(0);
      for (const day of [11, 12, 13, 14]) expect(figures.total(measure, 'IND', `2021-05-${day}`)).toBeNull();
    }
    expect(figures.total('confirmed', 'IND', '2021-05-14')).toBeGreaterThan(23_000_000);
    const offered = Object.fromEntries(snapshot?.maps.map(({ id, measures }) => [id, measures]) ?? []);
    expect(offered['us-counties']).toEqual(['confirmed', 'deaths']);
    expect(offered.world).toEqual(['confirmed', 'deaths', 'recovered', 'active']);
  });

  test('New York City has 8,336,817 people with the final lookup table, Hong Kong and Macau have values', async () => {
    const { receipt, figures } = await built('nyc-hk');
    expect(receipt.outcome).toBe('published');
    expect(figures.population('36061')).toBe(8_336_817);
    const perHundredThousand = ((figures.total('confirmed', '36061', '2021-05-14') ?? 0) / 8_336_817) * 100_000;
    expect(perHundredThousand).toBeCloseTo(11_300, -2);
    expect(figures.total('confirmed', 'CN-HK', '2021-05-14')).toBeGreaterThan(11_000);
    expect(figures.total('confirmed', 'CN-MO', '2021-05-14')).toBe(49);
  });

  test('a later lookup table gives Hong Kong and Macau the values of the earlier one', async () => {
    const [early, swapped] = [await built('spelling'), await built('spelling', 'table-swap')];
    for (const region of ['CN-HK', 'CN-MO']) {
      for (const day of [24, 25, 26]) {
        const value = early.figures.total('confirmed', region, `2020-07-${day}`);
        expect(value).toBeGreaterThan(0);
        expect(swapped.figures.total('confirmed', region, `2020-07-${day}`)).toBe(value);
      }
    }
    expect(swapped.receipt.maps.flatMap(({ lost }) => lost)).toEqual([]);
  });

  test('a negative row that balances its siblings counts', async () => {
    const { receipt, figures } = await built('colombia');
    expect(receipt.outcome).toBe('published');
    expect(figures.total('confirmed', 'COL', '2020-11-02')).toBe(1_093_256);
  });

  test('one place in two spellings is one place', async () => {
    const { receipt, figures } = await built('spelling');
    expect(receipt.inputs.filter(({ state }) => state === 'quarantined')).toEqual([]);
    expect(receipt.held).toEqual([]);
    for (const day of [24, 25, 26, 27])
      expect(figures.total('confirmed', 'CIV', `2020-07-${day}`)).toBeGreaterThan(14_000);
  });

  test('a row that is there twice and dropped is held against no other day', async () => {
    const { receipt, figures } = await built('hubei-twice');
    expect(receipt.outcome).toBe('published');
    expect(figures.total('confirmed', 'CN-HB', '2020-01-23')).toBe(444);
    expect(figures.total('confirmed', 'CN-HB', '2020-01-24')).toBe(549);
  });

  test("one country's typing error holds that country back on that day, and nothing else", async () => {
    const { receipt, figures } = await built('kosovo');
    expect(receipt.held).toMatchObject([{ region: 'XKS', date: '2020-10-03', measures: null, check: 'fall' }]);
    expect(receipt.held[0]?.detail).toBe(
      'Kosovo on 2020-10-03: 1,578 confirmed after 15,705 on 2020-10-02; this is final, as the report of 2020-10-04 has 15,814 confirmed',
    );
    expect(receipt.inputs.filter(({ state }) => state === 'quarantined')).toEqual([]);
    expect(figures.total('confirmed', 'XKS', '2020-10-03')).toBeNull();
    expect(figures.total('confirmed', 'XKS', '2020-10-04')).toBe(15_814);
    expect(figures.total('confirmed', 'SRB', '2020-10-03')).toBeGreaterThan(33_000);
  });

  test('a report whose year is mistyped is held back', async () => {
    const { input, snapshot } = await built('year-typo');
    expect(input('06-29-2021.csv').state).toBe('quarantined');
    expect(input('06-29-2021.csv').reason).toMatch(/lies 366 days after 06-28-2020\.csv, .* is the year right\?/);
    expect(snapshot?.lastDate).toBe('2020-06-28');
  });

  test("a file that holds the next day's rows is told by the time at which they were updated", async () => {
    const { input, figures, snapshot } = await built('wrong-day/1', 'wrong-day/2');
    expect(input('06-28-2020.csv').state).toBe('used');
    expect(input('06-27-2020.csv').state).toBe('quarantined');
    expect(input('06-27-2020.csv').reason).toContain(
      'they were last updated 2020-06-29 04:33, which fits 06-28-2020.csv and not 06-27-2020.csv',
    );
    expect(figures.total('confirmed', 'ITA', '2020-06-27')).toBeNull();
    expect(figures.total('confirmed', 'ITA', '2020-06-28')).toBe(240_310);
    expect(snapshot?.lastDate).toBe('2020-06-28');
  });

  test('a `Total` row at the end counts nowhere, and takes nothing with it', async () => {
    const { receipt, figures } = await withLastReport('kosovo', '10-04-2020.csv', text => {
      return `${text.trimEnd()}\n,,,Total,2020-10-05 04:23:00,,,34931440,1034068,24155060,9742312,Total,,\n`;
    });
    expect(receipt.outcome).toBe('quarantined');
    expect(receipt.unmatched).toMatchObject([{ place: 'Total', countsIn: [] }]);
    expect(figures.total('confirmed', 'XKS', '2020-10-04')).toBe(15_814);
  });
});

async function withLastReport(folder: string, name: string, change: (text: string) => string) {
  const { workshop } = await import('../build/workshop.ts');
  const from = join(CASES, folder, 'covid');
  const names = await readdir(from);
  const files = await Promise.all(names.map(async file => [file, await readFile(join(from, file), 'utf8')] as const));
  const shop = await workshop(
    Object.fromEntries(files.map(([file, text]) => [file, file === name ? change(text) : text])),
  );
  return shop.build({ now: () => new Date('2021-07-10T12:00:00Z') });
}
