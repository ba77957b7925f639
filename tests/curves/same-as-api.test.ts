import { expect, test } from 'vitest';
import { type Alignment, alignmentText, type CurvesView, standardCurves } from '../../site/views/curves/address.ts';
import { curveSet } from '../../site/views/curves/curve-set.ts';
import { type CurvePlace, seriesSource } from '../../site/views/curves/source.ts';
import { askOver, readRegions, readSeries } from '../query/ask.ts';
import { LARGE } from '../query/large-data.ts';
import { MemoryStore } from '../query/memory-store.ts';
import { publishFixture } from '../query/publish-fixture.ts';
import { seededRandom } from '../query/seeded-random.ts';

const SETTINGS = 40;
const ALIGNMENTS: readonly (Alignment | null)[] = [
  null,
  { by: 'total', count: 1 },
  { by: 'total', count: 500 },
  { by: 'rate', count: 10_000 },
];

test(`the totals of one request give what the API answers, for ${SETTINGS} settings`, async () => {
  const store = new MemoryStore();
  const snapshot = await publishFixture(store, LARGE);
  const { ask } = askOver(store);
  const asked: string[] = [];
  const source = seriesSource({ dataset: 'large', snapshot: snapshot.id }, url => {
    asked.push(url);
    return readSeries(ask(url.replace('/api/v1', '')));
  });
  const { regions } = await readRegions(ask('/datasets/large/regions?limit=100'));
  const places = regions.map(
    ({ id, name, map, population, firstDate }): CurvePlace => ({ id, name, map, population, firstDate }),
  );
  await source.read(places.map(({ id }) => id));
  const ready = places.map(place => [place, source.peek(place.id) ?? new Map()] as const);
  const random = seededRandom(20200630);
  const pick = <T>(items: readonly T[]): T => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };

  for (let round = 0; round < SETTINGS; round += 1) {
    const view: CurvesView = {
      ...standardCurves({ measures: snapshot.measures, defaults: snapshot.curves, regions: [] }),
      measures: pick([['confirmed'], ['deaths', 'active'], ['confirmed', 'deaths', 'active']]),
      change: pick(['total', 'new'] as const),
      per: pick([null, 1, 10_000, 1_000_000]),
      smooth: pick([1, 2, 7, 14, 28]),
      align: pick(ALIGNMENTS),
    };
    const set = curveSet(ready, snapshot, view);
    for (const column of ['raw', 'average'] as const) {
      const answer = await readSeries(ask(pathOf(view, places, column === 'raw' ? 1 : view.smooth)));
      const length = (answer.periods ?? answer.days ?? []).length;
      expect(set.length).toBe(length);
      const shown = set.curves.map(curve => ({
        region: curve.place.id,
        measure: curve.measure.id,
        values: Array.from({ length }, (_, day) => curve[column][day] ?? null),
      }));
      expect(shown).toEqual(answer.series.map(({ region, measure, values }) => ({ region, measure, values })));
    }
  }
  expect(asked).toHaveLength(1);
});

test('a place that is added is asked for alone, and one at hand is not asked for again', async () => {
  const store = new MemoryStore();
  const snapshot = await publishFixture(store, LARGE);
  const { ask } = askOver(store);
  const asked: string[] = [];
  const source = seriesSource({ dataset: 'large', snapshot: snapshot.id }, url => {
    asked.push(new URL(url, 'https://example.org').searchParams.get('regions') ?? '');
    return readSeries(ask(url.replace('/api/v1', '')));
  });
  await source.read(['ITA', 'US-NY']);
  await source.read(['ITA', '36061', 'US-NY']);
  await source.read(['36061']);
  expect(asked).toEqual(['ITA,US-NY', '36061']);
  expect(source.peek('FRA')).toBeNull();
});

function pathOf(view: CurvesView, places: readonly CurvePlace[], smooth: number): string {
  const query = new URLSearchParams({
    regions: places.map(({ id }) => id).join(','),
    measures: view.measures.join(','),
    change: view.change,
    smooth: String(smooth),
  });
  if (view.per !== null) query.set('per', String(view.per));
  if (view.align !== null) query.set('align', alignmentText(view.align));
  return `/datasets/large/series?${query}`;
}
