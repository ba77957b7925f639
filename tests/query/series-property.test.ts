// @module-tag exhaustive
import { expect, test } from 'vitest';
import type { SeriesAnswer } from '../../functions/contract/answers.ts';
import { parseCsv } from '../real/parse-csv.ts';
import { askOver, readSeries } from './ask.ts';
import { expectedSeries, type PlainQuery } from './expected-series.ts';
import { LARGE } from './large-data.ts';
import { MemoryStore } from './memory-store.ts';
import { publishFixture } from './publish-fixture.ts';
import { seededRandom } from './seeded-random.ts';

const QUERIES = 300;

test(`${QUERIES} random queries, in JSON and in CSV, answer what the plain totals say`, async () => {
  const store = new MemoryStore();
  await publishFixture(store, LARGE);
  const { ask } = askOver(store);
  const random = seededRandom(20200122);
  for (let round = 0; round < QUERIES; round += 1) {
    const query = randomQuery(random);
    const path = `/datasets/large/series?${new URLSearchParams(written(query))}`;
    const { periods, days, series } = await readSeries(ask(path));
    expect({ periods, days, series }, path).toEqual(expectedSeries(LARGE, query));
    const rows = parseCsv(await (await ask(`${path}&format=csv`)).text());
    expect(rows.map(Object.values), path).toEqual(rowsOf({ periods, days, series }));
  }
}, 30_000);

function randomQuery(random: () => number): PlainQuery {
  const pick = <T>(items: readonly T[]): T => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  const some = <T>(items: readonly T[], most: number) => [
    ...new Set(Array.from({ length: 1 + Math.floor(random() * most) }, () => pick(items))),
  ];
  const ids = LARGE.maps.flatMap(map => map.regions.map(({ id }) => id));
  const align = pick([null, null, null, 'total:1', 'total:500', 'rate:1/10000']);
  const [one = null, other = null] = [pick(DAYS), pick(DAYS.slice(1))].sort();
  return {
    regions: some(ids, 8),
    measures: pick([null, some(LARGE.measures, 2)]),
    change: pick(['total', 'new'] as const),
    smooth: pick([1, 1, 2, 7, 28, 100]),
    per: pick([null, 1, 1000, 100_000]),
    from: align === null ? pick([null, one]) : null,
    to: other === DAYS[0] ? null : pick([null, other]),
    align,
  };
}

const DAYS = ['2019-12-19', '2019-12-20', '2019-12-31', '2020-01-01', '2020-03-09', '2020-03-10', '2020-12-31'].concat([
  '2021-01-01',
  '2021-03-31',
  '2021-04-01',
  '2021-04-02',
  '2021-04-30',
  '2021-05-01',
  '2021-05-09',
  '2021-05-10',
]);

/** Curves, which have been held against the plain totals, as the cells of their CSV. */
function rowsOf({ periods, days, series }: Pick<SeriesAnswer, 'periods' | 'days' | 'series'>): string[][] {
  const byRegion = Map.groupBy(series, ({ region }) => region);
  return [...byRegion].flatMap(([region, entries]) =>
    (periods ?? days ?? []).map((day, index) => [
      region,
      `Region ${region}`,
      ...(days === null ? [] : [entries[0]?.dayZero ?? '']),
      String(day),
      ...entries.map(({ values }) => String(values[index] ?? '')),
    ]),
  );
}

function written(query: PlainQuery): Record<string, string> {
  const entries = Object.entries(query).filter(([, value]) => value !== null);
  return Object.fromEntries(entries.map(([key, value]) => [key, String(value)]));
}
