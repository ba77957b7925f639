import { describe, expect, test } from 'vitest';
import { askOver, expectProblem, readDataset, readRanking, readSeries } from './ask.ts';
import type { FixtureDataset } from './fixture-data.ts';
import { MemoryStore } from './memory-store.ts';
import { publishFixture } from './publish-fixture.ts';

/** Prices with one decimal, and births of two age groups, over a new year. */
const KINDS: FixtureDataset = {
  dataset: 'kinds',
  title: 'Kinds',
  measures: ['price', 'births', 'births;age=0-17', 'births;age=18+'],
  described: {
    price: { kind: 'rate', unit: 'USD', decimals: 1 },
    births: { kind: 'flow' },
  },
  dimensions: [{ id: 'age', title: 'Age', values: ['all', '0-17', '18+'], total: 'all' }],
  maps: [
    {
      id: 'world',
      firstDate: '2020-12-29',
      lastDate: '2021-01-02',
      regions: [
        {
          id: 'ITA',
          name: 'Italy',
          population: 1000,
          // Births are written as running totals: 3, nothing known, 4, 0 and 5.
          totals: {
            price: [11, 12, null, 15, 14],
            births: [3, null, 7, 7, 12],
            'births;age=0-17': [1, null, 2, 2, 4],
            'births;age=18+': [2, null, 5, 5, 8],
          },
          suppressed: { price: ['2020-12-31'], births: ['2020-12-30'] },
        },
        {
          id: 'FRA',
          name: 'France',
          population: 2000,
          totals: { price: [5, 5, 5, 5, 20], births: [1, 3, 6, 10, 15], 'births;age=0-17': [1, 2, 3, 4, 5] },
          suppressed: { price: ['2021-01-02'] },
        },
      ],
    },
  ],
};

async function askKinds() {
  const store = new MemoryStore();
  await publishFixture(store, KINDS);
  return askOver(store).ask;
}

async function valuesOf(query: string) {
  const ask = await askKinds();
  const { series } = await readSeries(ask(`/datasets/kinds/series?${query}`));
  return series.map(({ values }) => values);
}

describe('a measure with decimals', () => {
  test('is answered as it was written', async () => {
    expect(await valuesOf('regions=ITA,FRA&measures=price')).toEqual([
      [1.1, 1.2, null, 1.5, 1.4],
      [0.5, 0.5, 0.5, 0.5, 2],
    ]);
    expect(await valuesOf('regions=ITA&measures=price&change=new')).toEqual([[null, 0.1, null, null, -0.1]]);
  });

  test('is aligned by its value, not by what is stored', async () => {
    const ask = await askKinds();
    const { series } = await readSeries(ask('/datasets/kinds/series?regions=FRA,ITA&measures=price&align=total:1'));
    expect(series.map(({ dayZero }) => dayZero)).toEqual(['2021-01-02', '2020-12-29']);
  });

  test('that is a rate has no values per person', async () => {
    const ask = await askKinds();
    const detail = /"per" must be left out for "price": it is a rate/;
    await expectProblem(ask('/datasets/kinds/series?regions=ITA&per=1000'), 'bad-parameter', { detail });
    await expectProblem(ask('/datasets/kinds/ranking?measure=price&per=1000'), 'bad-parameter', { detail });
    expect((await ask('/datasets/kinds/series?regions=ITA&measures=births&per=1000')).status).toBe(200);
  });
});

describe('a flow', () => {
  test('is answered as what came in each period, also after one of which nothing is known', async () => {
    expect(await valuesOf('regions=ITA&measures=births')).toEqual([[3, null, 4, 0, 5]]);
    expect(await valuesOf('regions=ITA&measures=births&from=2021-01-01')).toEqual([[0, 5]]);
    expect(await valuesOf('regions=ITA&measures=births&change=total')).toEqual([[3, null, 7, 7, 12]]);
    expect(await valuesOf('regions=ITA&measures=births&per=100')).toEqual([[0.3, null, 0.4, 0, 0.5]]);
  });

  test('is smoothed over what came in each period', async () => {
    expect(await valuesOf('regions=FRA&measures=births&smooth=2')).toEqual([[null, 1.5, 2.5, 3.5, 4.5]]);
    expect(await valuesOf('regions=FRA&measures=births&smooth=2&from=2021-01-01')).toEqual([[3.5, 4.5]]);
  });

  test('is asked for beside a measure that looks back less', async () => {
    expect(await valuesOf('regions=FRA&measures=births,price&smooth=2&from=2021-01-01')).toEqual([
      [3.5, 4.5],
      [0.5, 1.25],
    ]);
  });

  test('is ranked by what came in the period', async () => {
    const ask = await askKinds();
    const { entries } = await readRanking(ask('/datasets/kinds/ranking?measure=births'));
    expect(entries.map(({ region, value }) => [region, value])).toEqual([
      ['FRA', 5],
      ['ITA', 5],
    ]);
    const total = await readRanking(ask('/datasets/kinds/ranking?measure=births&change=total&date=2020-12-31'));
    expect(total.entries.map(({ region, value }) => [region, value])).toEqual([
      ['ITA', 7],
      ['FRA', 6],
    ]);
  });
});

describe('a dimension', () => {
  test('is described with its values', async () => {
    const { description } = await readDataset((await askKinds())('/datasets/kinds'));
    expect(description.dimensions).toEqual(KINDS.dimensions);
    expect(description.measures.map(({ id }) => id)).toEqual(['price', 'births']);
  });

  test('chooses among the values of a measure; its total where it is left out', async () => {
    expect(await valuesOf('regions=ITA&measures=births&dimension=age:0-17')).toEqual([[1, null, 1, 0, 2]]);
    expect(await valuesOf('regions=ITA&measures=births&dimension=age:18%2B')).toEqual([[2, null, 3, 0, 3]]);
    expect(await valuesOf('regions=ITA&measures=births&dimension=age:all')).toEqual([[3, null, 4, 0, 5]]);
  });

  test('chooses in a ranking too, where a region without such values has no rank', async () => {
    const ask = await askKinds();
    const { entries } = await readRanking(ask('/datasets/kinds/ranking?measure=births&dimension=age:18%2B'));
    expect(entries.map(({ region, value }) => [region, value])).toEqual([['ITA', 3]]);
  });

  test('that is not known, or given twice, is an error', async () => {
    const ask = await askKinds();
    const asked = (dimension: string) => ask(`/datasets/kinds/series?regions=ITA&measures=births&${dimension}`);
    await expectProblem(asked('dimension=sex:f'), 'bad-parameter', { detail: /column:value of a dimension/ });
    await expectProblem(asked('dimension=age:0-71'), 'bad-parameter', { nearest: ['all', '0-17', '18+'] });
    await expectProblem(asked('dimension=age:0-17&dimension=age:18%2B'), 'bad-parameter', {
      detail: /"dimension" must choose "age" once; found it 2 times/,
    });
  });
});

describe('a value that its source keeps back', () => {
  const suppressedIn = async (query: string) => {
    const { series } = await readSeries((await askKinds())(`/datasets/kinds/series?${query}`));
    return series.map(({ suppressed }) => suppressed);
  };

  test('is named by its period', async () => {
    expect(await suppressedIn('regions=ITA,FRA')).toEqual([['2020-12-31'], ['2020-12-30'], ['2021-01-02'], []]);
  });

  test('is named if it is in the window, or after day 0', async () => {
    expect(await suppressedIn('regions=ITA&from=2020-12-31')).toEqual([['2020-12-31'], []]);
    expect(await suppressedIn('regions=ITA&to=2020-12-30')).toEqual([[], ['2020-12-30']]);
    expect(await suppressedIn('regions=FRA,ITA&measures=price&align=total:2')).toEqual([['2021-01-02'], []]);
  });
});
