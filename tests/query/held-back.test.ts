import { describe, expect, test } from 'vitest';
import { parseCsv } from '../real/parse-csv.ts';
import { askOver, readRanking, readSeries } from './ask.ts';
import { HELD } from './held-data.ts';
import { MemoryStore } from './memory-store.ts';
import { publishFixture } from './publish-fixture.ts';

const REASON = 'New York on 2020-12-31: 6 confirmed after 60 on 2020-12-30';

async function askHeld() {
  const store = new MemoryStore();
  await publishFixture(store, HELD);
  return askOver(store).ask;
}

async function entryOf(query: string) {
  const ask = await askHeld();
  const { series } = await readSeries(ask(`/datasets/held/series?${query}`));
  const [entry] = series;
  if (entry === undefined) throw new Error(`no series for ${query}`);
  return entry;
}

describe('series of what a check held back', () => {
  test('a held day is null and named, with the reason', async () => {
    expect(await entryOf('regions=US-NY&measures=confirmed')).toEqual({
      region: 'US-NY',
      measure: 'confirmed',
      dayZero: null,
      values: [30, 45, 60, null, 90, 100],
      suppressed: [],
      held: [{ period: '2020-12-31', reason: REASON }],
      lacks: [],
    });
  });

  test('a sum that lacks it has a value and says so, and so does the new value of the next day', async () => {
    const total = await entryOf('regions=USA&measures=confirmed');
    expect(total.values).toEqual([40, 60, 80, 81, 120, 132]);
    expect(total.lacks).toEqual([{ period: '2020-12-31', children: ['US-NY'] }]);
    const fresh = await entryOf('regions=USA&measures=confirmed&change=new');
    expect(fresh.lacks.map(({ period }) => period)).toEqual(['2020-12-31', '2021-01-01']);
  });

  test('a mean lacks it as long as its window touches the day', async () => {
    const { lacks } = await entryOf('regions=USA&measures=confirmed&smooth=3');
    expect(lacks.map(({ period }) => period)).toEqual(['2020-12-31', '2021-01-01', '2021-01-02']);
  });

  test('a held day before the window explains why its first value is null', async () => {
    const entry = await entryOf('regions=US-NY&measures=confirmed&change=new&from=2021-01-01');
    expect(entry.values).toEqual([null, 10]);
    expect(entry.held).toEqual([{ period: '2020-12-31', reason: REASON }]);
    expect((await entryOf('regions=US-NY&measures=confirmed&from=2021-01-01')).held).toEqual([]);
  });

  test('aligned curves name only days from their day 0 on', async () => {
    const { dayZero, held } = await entryOf('regions=US-NY&measures=confirmed&align=total:90');
    expect([dayZero, held]).toEqual(['2021-01-01', []]);
    expect((await entryOf('regions=US-NY&measures=confirmed&align=total:60')).held).toHaveLength(1);
    expect((await entryOf('regions=US-NY&measures=confirmed&align=total:999')).held).toEqual([]);
  });

  test('CSV has the same columns and an empty cell', async () => {
    const ask = await askHeld();
    const path = '/datasets/held/series?regions=US-NY&measures=confirmed&from=2020-12-31&to=2020-12-31&format=csv';
    expect(parseCsv(await (await ask(path)).text())).toEqual([
      { region: 'US-NY', name: 'New York', date: '2020-12-31', confirmed: '' },
    ]);
  });
});

describe('rankings of what a check held back', () => {
  const ranking = async (query: string) => readRanking((await askHeld())(`/datasets/held/ranking?${query}`));

  test('a region that is held back has no rank and is named', async () => {
    const { entries, held } = await ranking('map=states&date=2020-12-31');
    expect(entries.map(({ region }) => region)).toEqual(['US-GA']);
    expect(held).toEqual([{ region: 'US-NY', name: 'New York', reason: REASON }]);
  });

  test('its new value of the day after is not known either, across the end of a month', async () => {
    expect((await ranking('map=states&date=2021-01-01&change=new')).held).toHaveLength(1);
    expect((await ranking('map=states&date=2021-01-01')).held).toEqual([]);
  });

  test('a sum that lacks it is ranked and says so', async () => {
    const lacking = async (query: string) => (await ranking(`map=world&${query}`)).entries.map(({ lacks }) => lacks);
    expect(await lacking('date=2020-12-31')).toEqual([['US-NY']]);
    expect(await lacking('date=2021-01-01')).toEqual([[]]);
    expect(await lacking('date=2021-01-01&change=new')).toEqual([['US-NY']]);
  });

  test('a measure that a map has no value of ranks nobody', async () => {
    expect((await ranking('map=states&measure=recovered')).entries).toEqual([]);
    expect((await ranking('map=world&measure=recovered')).entries).toHaveLength(1);
  });
});
