import { describe, expect, test } from 'vitest';
import { EXHAUSTIVE } from '../exhaustive.ts';
import { seededRandom } from '../query/seeded-random.ts';
import { type AskedValues, expectedValues, publishedRegions } from './expected-values.ts';
import { type PlainRow, type RandomMeasure, type RandomTable, randomTable } from './random-table.ts';
import { type TidyShop, tidyShop } from './tidy-shop.ts';
import { csvOf, PLACES_FILE, yamlOf } from './write-table.ts';

const FEW = 24;
const MANY = 400;

test('a tidy table of any unit, kind and level: the API gives the values of its rows', async () => {
  for (let seed = 0; seed < FEW; seed += 1) await checkTable(seed);
});

describe('exhaustive', () => {
  test('many more tables', { ...EXHAUSTIVE, timeout: 1_800_000 }, async () => {
    for (let seed = FEW; seed < MANY; seed += 1) await checkTable(seed);
  });
});

async function checkTable(seed: number): Promise<void> {
  const random = seededRandom(seed + 1);
  const table = randomTable(seed, random);
  const { files, rows } = inFiles(table, random);
  const shop = await shopOf(table, shuffled(Object.entries(files), random));
  const built = await shop.build();
  expect(built.receipt.summary, `seed ${seed}`).toMatch(/ live(; \d+ places? held back)?\.$/);
  expect(built.receipt.held, `seed ${seed}`).toEqual([]);
  for (const measure of table.measures) await checkMeasure(seed, table, rows, measure, { shop, random });
  await checkRanking(seed, table, rows, shop);
  expect((await shop.build()).unchanged).toBe(true);
}

interface Tools {
  readonly shop: TidyShop;
  readonly random: () => number;
}

async function checkMeasure(
  seed: number,
  table: RandomTable,
  rows: readonly PlainRow[],
  measure: RandomMeasure,
  { shop, random }: Tools,
): Promise<void> {
  const regions = publishedRegions(table, rows);
  const group = table.groups[Math.floor(random() * table.groups.length)] ?? '';
  for (const change of ['total', 'new'] as const) {
    for (const { smooth, per } of [
      { smooth: 1, per: null },
      { smooth: 1 + Math.floor(random() * 4), per: measure.kind === 'rate' || measure.guessed ? null : 100_000 },
    ]) {
      const asked = { change, smooth, per, measure, group };
      const answer = await shop.series(queryOf({ ...asked, region: regions.join(',') }));
      const wanted = regions.map(region => expectedValues(table, rows, { ...asked, region }));
      const where = `seed ${seed}: ${JSON.stringify(asked)} of ${table.places} by ${table.unit}`;
      expect(answer.periods, where).toEqual(table.periods);
      for (const [index, { values, suppressed }] of wanted.entries()) {
        expect(answer.series[index]?.values, `${where}: ${regions[index]}`).toEqual(values);
        expect(answer.series[index]?.suppressed, where).toEqual(suppressed.map(at => table.periods[at]));
      }
    }
  }
}

async function checkRanking(
  seed: number,
  table: RandomTable,
  rows: readonly PlainRow[],
  shop: TidyShop,
): Promise<void> {
  const [measure] = table.measures;
  const [group = ''] = table.groups;
  if (measure === undefined) return;
  const isCounties = table.places.startsWith('counties');
  const regions = publishedRegions(table, rows).filter(id => !(isCounties && id.startsWith('US-')));
  for (const change of ['total', 'new'] as const) {
    const asked = { change, smooth: 1, per: null, measure, group };
    const last = regions.map(region => ({
      region,
      value: expectedValues(table, rows, { ...asked, region }).values.at(-1) ?? null,
    }));
    const { entries } = await shop.ranking(`measure=${measure.id}&change=${change}&limit=100`);
    const found = entries.map(({ region, value }) => ({ region, value }));
    const inOrder = (list: typeof last) => list.toSorted((a, b) => (a.region < b.region ? -1 : 1));
    expect(inOrder(found), `seed ${seed}, ranking ${change}`).toEqual(
      inOrder(last.filter(({ value }) => value !== null)),
    );
    expect(entries.map(({ value }) => value)).toEqual(entries.map(({ value }) => value).sort((a, b) => b - a));
  }
}

function queryOf({ region, group, measure, change, smooth, per }: AskedValues): string {
  const query = new URLSearchParams({ regions: region, measures: measure.id, change, smooth: String(smooth) });
  if (per !== null) query.set('per', String(per));
  if (group !== '') query.set('dimension', `age:${group}`);
  return query.toString();
}

/** A table in one file, or in two that overlap: of a period that both have, the file that goes on longer counts. */
function inFiles(
  table: RandomTable,
  random: () => number,
): { readonly files: Record<string, string>; readonly rows: readonly PlainRow[] } {
  const last = table.periods.length - 1;
  const all = shuffled(table.rows, random);
  if (last < 2 || random() < 0.4) return { files: { 'one.csv': csvOf(table, all, random) }, rows: table.rows };
  const end = 1 + Math.floor(random() * (last - 1));
  const start = Math.max(1, end - Math.floor(random() * 2));
  const early = all.filter(({ period }) => period <= end);
  const late = all.filter(({ period }) => period >= start);
  // What the earlier file says of the periods that the later one has, too, is out of date.
  const outdated = early.map(row => (row.period < start ? row : { ...row, cells: {} }));
  const overlapping = new Set(late.map(({ period }) => period));
  return {
    files: { 'zz-early.csv': csvOf(table, outdated, random), 'a-late.csv': csvOf(table, late, random) },
    rows: table.rows.filter(({ period }) => period < start || overlapping.has(period)),
  };
}

async function shopOf(table: RandomTable, files: readonly (readonly [string, string])[]): Promise<TidyShop> {
  return tidyShop(yamlOf(table), {
    ...Object.fromEntries(files),
    ...(table.places === 'none' ? {} : { 'places.txt': PLACES_FILE }),
  });
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map(item => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
