import { describe, expect, test } from 'vitest';
import { askTiny, expectProblem, readSeries } from './ask.ts';

const WEEK = ['2020-12-28', '2020-12-29', '2020-12-30', '2020-12-31', '2021-01-01', '2021-01-02', '2021-01-03'];

async function valuesOf(query: string) {
  const { ask } = await askTiny();
  const { series } = await readSeries(ask(`/datasets/tiny/series?${query}`));
  return series.map(({ values }) => values);
}

describe('series answers', () => {
  test('regions in the order asked, each with all measures, over all days', async () => {
    const { ask, tiny } = await askTiny();
    const answer = await readSeries(ask('/datasets/tiny/series?regions=US-NY,ITA'));
    expect(answer).toMatchObject({ dataset: 'tiny', snapshot: tiny.id, periods: WEEK, days: null });
    expect(answer.series).toEqual([
      {
        region: 'US-NY',
        measure: 'confirmed',
        dayZero: null,
        values: [null, null, 30, 60, 90, 120, 150],
        suppressed: [],
        held: [],
        lacks: [],
      },
      {
        region: 'US-NY',
        measure: 'deaths',
        dayZero: null,
        values: [null, null, 0, 0, 0, 0, 1],
        suppressed: [],
        held: [],
        lacks: [],
      },
      {
        region: 'ITA',
        measure: 'confirmed',
        dayZero: null,
        values: [10, 20, 40, 70, 110, 160, 220],
        suppressed: [],
        held: [],
        lacks: [],
      },
      {
        region: 'ITA',
        measure: 'deaths',
        dayZero: null,
        values: [0, 0, 1, 1, 2, 3, 5],
        suppressed: [],
        held: [],
        lacks: [],
      },
    ]);
  });

  test('measures in the order asked', async () => {
    const { ask } = await askTiny();
    const { series } = await readSeries(ask('/datasets/tiny/series?regions=ITA&measures=deaths,confirmed'));
    expect(series.map(({ measure }) => measure)).toEqual(['deaths', 'confirmed']);
  });

  test('null where there is no record, on both sides of a border of pieces', async () => {
    expect(await valuesOf('regions=CIV')).toEqual([
      [5, 5, 8, null, 6, 9, 9],
      [null, null, null, null, null, 1, 1],
    ]);
  });
});

describe('change=new', () => {
  test('is null on the first day of the map', async () => {
    expect(await valuesOf('regions=ITA&measures=confirmed&change=new')).toEqual([[null, 10, 20, 30, 40, 50, 60]]);
    expect(await valuesOf('regions=US-NY&measures=confirmed&change=new')).toEqual([[null, null, null, 30, 30, 30, 30]]);
  });

  test('counts from 0 at a first record where the map has earlier days', async () => {
    expect(await valuesOf('regions=GEO&measures=confirmed&change=new')).toEqual([[null, null, null, null, 4, 5, 0]]);
    expect(await valuesOf('regions=US-GA&measures=confirmed&change=new')).toEqual([[null, null, null, 7, 0, 7, 7]]);
  });

  test('is null on both sides of a gap, also for a measure that begins after the region does', async () => {
    expect(await valuesOf('regions=CIV&change=new')).toEqual([
      [null, 0, 3, null, null, 3, 0],
      [null, null, null, null, null, null, 0],
    ]);
  });

  test('reads the day before the window, from the piece before', async () => {
    expect(await valuesOf('regions=ITA&measures=confirmed&change=new&from=2021-01-01')).toEqual([[40, 50, 60]]);
  });
});

describe('smooth=n', () => {
  test('of new is the mean change of n days, across pieces', async () => {
    const smooth = (region: string) => valuesOf(`regions=${region}&measures=confirmed&change=new&smooth=3`);
    expect(await smooth('ITA')).toEqual([[null, null, null, 20, 30, 40, 50]]);
    expect(await smooth('GEO')).toEqual([[null, null, null, null, 1.33333, 3, 3]]);
    expect(await smooth('US-GA')).toEqual([[null, null, null, null, null, 4.66667, 4.66667]]);
  });

  test('of total is the trailing mean, null where a day is', async () => {
    expect(await valuesOf('regions=CIV&measures=confirmed&smooth=2')).toEqual([[null, 5, 6.5, null, null, 7.5, 9]]);
  });

  test('needs no more than its window asks for', async () => {
    const late = 'regions=ITA&measures=confirmed&from=2021-01-01';
    expect(await valuesOf(`${late}&change=new&smooth=3`)).toEqual([[30, 40, 50]]);
    expect(await valuesOf(`${late}&smooth=3`)).toEqual([[73.3333, 113.333, 163.333]]);
  });
});

describe('per=n', () => {
  test('is per n people at 6 digits, null where nobody lives or it is not known how many', async () => {
    const regions = 'regions=ITA,ship:diamond-princess,ATA&measures=confirmed&per=100000&from=2021-01-03';
    expect(await valuesOf(regions)).toEqual([[0.366667], [null], [null]]);
  });
});

describe('from and to', () => {
  test('beyond the data are cut off', async () => {
    const { ask } = await askTiny();
    const whole = await readSeries(ask('/datasets/tiny/series?regions=ITA&from=1999-01-01&to=2099-01-01'));
    expect(whole.periods).toEqual(WEEK);
    const one = await readSeries(ask('/datasets/tiny/series?regions=ITA&from=2021-01-03&to=2021-01-03'));
    expect(one.periods).toEqual(['2021-01-03']);
  });

  test('that do not meet the data, are no days or the wrong way round are errors', async () => {
    const { ask } = await askTiny();
    const bad = (query: string, detail: RegExp) =>
      expectProblem(ask(`/datasets/tiny/series?regions=ITA&${query}`), 'bad-parameter', { detail });
    await bad('from=2021-01-04', /2020-12-28 to 2021-01-03; "from" is 2021-01-04/);
    await bad('to=2020-12-27', /"to" is 2020-12-27/);
    await bad('from=2021-01-02&to=2021-01-01', /"from" must not be after "to"/);
    await bad('from=2021-02-30', /"from" must be a day like/);
    await bad('to=yesterday', /"to" must be a day like 2020-06-30; found "yesterday"/);
  });
});

describe('align', () => {
  const align = async (query: string) => {
    const { ask } = await askTiny();
    return readSeries(ask(`/datasets/tiny/series?measures=confirmed&${query}`));
  };

  test('total:N begins each curve on the first day with a total of N', async () => {
    const answer = await align('regions=ITA,USA,GEO,US-NY&align=total:60');
    expect(answer).toMatchObject({ periods: null, days: [0, 1, 2, 3, 4, 5, 6] });
    expect(answer.series).toEqual([
      {
        region: 'ITA',
        measure: 'confirmed',
        dayZero: '2020-12-31',
        values: [70, 110, 160, 220, null, null, null],
        suppressed: [],
        held: [],
        lacks: [],
      },
      {
        region: 'USA',
        measure: 'confirmed',
        dayZero: '2020-12-28',
        values: [100, 200, 300, 400, 500, 600, 700],
        suppressed: [],
        held: [],
        lacks: [],
      },
      {
        region: 'GEO',
        measure: 'confirmed',
        dayZero: null,
        values: [null, null, null, null, null, null, null],
        suppressed: [],
        held: [],
        lacks: [],
      },
      {
        region: 'US-NY',
        measure: 'confirmed',
        dayZero: '2020-12-31',
        values: [60, 90, 120, 150, null, null, null],
        suppressed: [],
        held: [],
        lacks: [],
      },
    ]);
  });

  test('rate:1/N counts people, and has no day 0 where nobody lives', async () => {
    const { series } = await align('regions=ITA,ship:diamond-princess,ATA&align=rate:1/600000');
    expect(series.map(({ dayZero }) => dayZero)).toEqual(['2021-01-01', null, null]);
  });

  test('goes by the first measure, whichever are asked for, and shows values as asked', async () => {
    const { ask } = await askTiny();
    const path = '/datasets/tiny/series?regions=ITA&measures=deaths&change=new&smooth=2&align=total:40';
    const { series } = await readSeries(ask(path));
    expect(series).toEqual([
      {
        region: 'ITA',
        measure: 'deaths',
        dayZero: '2020-12-30',
        values: [0.5, 0.5, 0.5, 1, 1.5],
        suppressed: [],
        held: [],
        lacks: [],
      },
    ]);
  });

  test('ends with "to", and nobody getting there is an answer without days', async () => {
    expect((await align('regions=ITA&align=total:60&to=2021-01-01')).series[0]?.values).toEqual([70, 110]);
    expect(await align('regions=ITA&align=total:9999')).toMatchObject({
      days: [],
      series: [{ dayZero: null, values: [] }],
    });
  });

  test('with "from", or written otherwise, is an error', async () => {
    const { ask } = await askTiny();
    const bad = (query: string) => expectProblem(ask(`/datasets/tiny/series?regions=ITA&${query}`), 'bad-parameter');
    await bad('align=total:60&from=2021-01-01');
    for (const wrong of ['60', 'total:0', 'total:-1', 'total:1.5', 'rate:5', 'rate:1/0', 'Cases:1', 'total:NaN']) {
      await bad(`align=${wrong}`);
    }
  });
});
