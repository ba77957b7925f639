import { expect, test } from 'vitest';
import { parseCsv } from '../real/parse-csv.ts';
import { askOver, readRanking } from './ask.ts';
import { expectedSeries } from './expected-series.ts';
import { eachDay } from './fixture-data.ts';
import { LARGE } from './large-data.ts';
import { MemoryStore } from './memory-store.ts';
import { publishFixture } from './publish-fixture.ts';
import { seededRandom } from './seeded-random.ts';

const QUERIES = 200;

test(`${QUERIES} random rankings, in JSON and in CSV, are what the plain totals say`, async () => {
  const store = new MemoryStore();
  await publishFixture(store, LARGE);
  const { ask } = askOver(store);
  const random = seededRandom(36061);
  const pick = <T>(items: readonly T[]): T => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  for (let round = 0; round < QUERIES; round += 1) {
    const map = pick(LARGE.maps);
    const measure = pick(LARGE.measures);
    const change = pick(['total', 'new'] as const);
    const per = pick([null, 1, 100_000]);
    const date = pick(eachDay(map.firstDate, map.lastDate));
    const limit = pick([1, 2, 3, 10]);
    const people = per === null ? '' : `&per=${per}`;
    const path = `/datasets/large/ranking?map=${map.id}&measure=${measure}&change=${change}&date=${date}&limit=${limit}${people}`;
    const values = map.regions.map(({ id, name }) => {
      const query = { regions: [id], measures: [measure], change, smooth: 1, per, from: date, to: date, align: null };
      const value = expectedSeries(LARGE, query).series[0]?.values[0] ?? null;
      return { region: id, name, value, lacks: [] };
    });
    const known = values.flatMap(entry => (entry.value === null ? [] : [{ ...entry, value: entry.value }]));
    const ranked = known
      .map(entry => ({ rank: 1 + known.filter(({ value }) => value > entry.value).length, ...entry }))
      .sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1))
      .slice(0, limit);
    const { entries } = await readRanking(ask(path));
    expect(entries, path).toEqual(ranked);
    const rows = parseCsv(await (await ask(`${path}&format=csv`)).text());
    expect(
      rows.map(({ rank, region, value }) => [Number(rank), region, Number(value)]),
      path,
    ).toEqual(ranked.map(({ rank, region, value }) => [rank, region, value]));
  }
}, 30_000);
