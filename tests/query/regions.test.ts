import { expect, test } from 'vitest';
import { askTiny, expectProblem, readRegions } from './ask.ts';

async function idsOf(query: string) {
  const { ask } = await askTiny();
  return (await readRegions(ask(`/datasets/tiny/regions?${query}`))).regions.map(({ id }) => id);
}

test('regions without a query are all, the largest population first, unknown ones last', async () => {
  const { ask, tiny } = await askTiny();
  const answer = await readRegions(ask('/datasets/tiny/regions'));
  expect(answer).toMatchObject({ dataset: 'tiny', snapshot: tiny.id });
  expect(answer.regions.map(({ id }) => id)).toEqual([
    'USA',
    'ITA',
    'CIV',
    'US-NY',
    'US-GA',
    'GEO',
    'ATA',
    'ship:diamond-princess',
  ]);
  expect(answer.regions[4]).toEqual({
    id: 'US-GA',
    name: 'Georgia',
    map: 'states',
    parent: 'USA',
    parentName: 'US',
    population: 10_600_000,
    firstDate: '2020-12-31',
  });
});

test.each([
  ['q=cote', ['CIV'], 'without its accents'],
  ['q=CÔTE', ['CIV'], 'in capitals, with its accents'],
  ["q=Co%CC%82te%20d'I", ['CIV'], 'with accents written apart'],
  ['q=ivo', ['CIV'], 'by a later word'],
  ['q=voire', [], 'not by the middle of a word'],
  ['q=georgia', ['US-GA', 'GEO'], 'in all maps, the larger first'],
  ['q=georgia&map=world', ['GEO'], 'in one map'],
  ['q=georgia&parent=USA', ['US-GA'], 'under one parent'],
  ['q=georgia%20us', ['US-GA'], 'with the name of its parent after it'],
  ['q=us', ['USA'], 'not by the name of its parent alone'],
  ['q=us-ny', ['US-NY'], 'by its whole id'],
  ['q=ship:diamond-princess', ['ship:diamond-princess'], 'by an id of several words'],
  ['q=york%20new', ['US-NY'], 'by words in any order'],
  ['q=...', [], 'not by points'],
  ['parent=USA', ['US-NY', 'US-GA'], 'by parent'],
  ['parent=ITA', [], 'under a region that holds none'],
  ['map=states&limit=1', ['US-NY'], 'up to the limit'],
])('regions?%s finds %j: %s', async (query, ids) => {
  expect(await idsOf(query)).toEqual(ids);
});

test('regions gives a whole map with limit=10000 and no more', async () => {
  const { ask } = await askTiny();
  expect(await idsOf('map=world&limit=10000')).toHaveLength(6);
  const detail = /"limit" must be a whole number from 1 to 10000/;
  for (const limit of ['10001', '0', '-1', '1e3', 'NaN', '5.5', 'all', '%2010', '99999999999999999999']) {
    await expectProblem(ask(`/datasets/tiny/regions?limit=${limit}`), 'bad-parameter', { detail });
  }
});

test('regions of an unknown map or parent is an error with the nearest names', async () => {
  const { ask } = await askTiny();
  await expectProblem(ask('/datasets/tiny/regions?map=wrold'), 'bad-parameter', { nearest: ['world'] });
  await expectProblem(ask('/datasets/tiny/regions?map=moon'), 'bad-parameter', { nearest: ['world', 'states'] });
  await expectProblem(ask('/datasets/tiny/regions?parent=US'), 'unknown-region', { nearest: ['USA'] });
});
