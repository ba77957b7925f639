import { expect, test } from 'vitest';
import { askTiny, expectProblem, readRanking } from './ask.ts';

async function entriesOf(query: string) {
  const { ask } = await askTiny();
  const { entries } = await readRanking(ask(`/datasets/tiny/ranking?${query}`));
  return entries.map(({ rank, region, value }) => [rank, region, value]);
}

test('ranking is of the first map and measure on its last day, ties sharing a rank by name', async () => {
  const { ask, tiny } = await askTiny();
  const answer = await readRanking(ask('/datasets/tiny/ranking'));
  expect(answer).toMatchObject({ snapshot: tiny.id, map: 'world', measure: 'confirmed', date: '2021-01-03' });
  expect(answer.entries).toEqual([
    { rank: 1, region: 'ship:diamond-princess', name: 'Diamond Princess', value: 700, lacks: [] },
    { rank: 1, region: 'USA', name: 'US', value: 700, lacks: [] },
    { rank: 3, region: 'ITA', name: 'Italy', value: 220, lacks: [] },
    { rank: 4, region: 'ATA', name: '=Antarctica, "the ice"', value: 9, lacks: [] },
    { rank: 4, region: 'CIV', name: "Côte d'Ivoire", value: 9, lacks: [] },
    { rank: 4, region: 'GEO', name: 'Georgia', value: 9, lacks: [] },
  ]);
});

test('ranking leaves out what has no value: gaps, regions not there yet, no population', async () => {
  expect(await entriesOf('date=2020-12-31&limit=3')).toEqual([
    [1, 'USA', 400],
    [2, 'ITA', 70],
    [3, 'ship:diamond-princess', 1],
  ]);
  expect(await entriesOf('date=2020-12-31')).toHaveLength(4);
  expect(await entriesOf('per=1000000')).toEqual([
    [1, 'ITA', 3.66667],
    [2, 'GEO', 2.43243],
    [3, 'USA', 2.1148],
    [4, 'CIV', 0.346154],
  ]);
});

test('ranking of new on the first day of a month counts from the month before', async () => {
  expect(await entriesOf('change=new&date=2021-01-01')).toEqual([
    [1, 'USA', 100],
    [2, 'ITA', 40],
    [3, 'GEO', 4],
    [4, 'ATA', 0],
    [4, 'ship:diamond-princess', 0],
  ]);
  expect(await entriesOf('change=new&date=2020-12-28')).toEqual([]);
  expect(await entriesOf('change=new&date=2020-12-31&map=states')).toEqual([
    [1, 'US-NY', 30],
    [2, 'US-GA', 7],
  ]);
});

test('ranking takes map, measure and limit', async () => {
  expect(await entriesOf('map=states&measure=deaths&limit=1')).toEqual([[1, 'US-NY', 1]]);
});

test('ranking on a day that the map has not, or of what is not there, is an error', async () => {
  const { ask } = await askTiny();
  const bad = (query: string, expected: Parameters<typeof expectProblem>[2]) =>
    expectProblem(ask(`/datasets/tiny/ranking?${query}`), 'bad-parameter', expected);
  await bad('map=states&date=2020-12-29', { detail: /a day of map "states", 2020-12-30 to 2021-01-03/ });
  await bad('date=2021-01-04', { detail: /2020-12-28 to 2021-01-03/ });
  await bad('measure=confrimed', { detail: /"measure" must be a measure of "tiny"/, nearest: ['confirmed'] });
  await bad('map=State', { nearest: ['states'] });
  await bad('change=News', { nearest: ['new'] });
  await bad('per=0', { detail: /"per" must be a whole number from 1/ });
  await expectProblem(ask('/datasets/tiny/ranking?smooth=7'), 'unknown-parameter', {
    detail: /no parameter "smooth"; it has map, measure/,
  });
});
