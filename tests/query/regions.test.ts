import { expect, test } from 'vitest';
import { askOver, askTiny, expectProblem, readRegions } from './ask.ts';
import { COVID } from './covid-data.ts';
import { MemoryStore } from './memory-store.ts';
import { publishFixture } from './publish-fixture.ts';

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
    matchedBy: null,
    matched: null,
  });
  expect(answer.note).toBeNull();
});

test.each([
  ['q=cote', ['CIV'], 'without its accents'],
  ['q=CÔTE', ['CIV'], 'in capitals, with its accents'],
  ["q=Co%CC%82te%20d'I", ['CIV'], 'with accents written apart'],
  ['q=ivo', ['CIV'], 'by a later word'],
  ['q=voire', ['CIV'], 'by the middle of a word'],
  ['q=georgia', ['US-GA', 'GEO'], 'in all maps, the larger first'],
  ['q=georgia&map=world', ['GEO'], 'in one map'],
  ['q=georgia&parent=USA', ['US-GA'], 'under one parent'],
  ['q=georgia%20us', ['US-GA'], 'with the name of its parent after it'],
  ['q=us', ['USA', 'US-NY', 'US-GA'], 'and after it what it holds'],
  ['q=us-ny', ['US-NY'], 'by its whole id'],
  ['q=ship:diamond-princess', ['ship:diamond-princess'], 'by an id of several words'],
  ['q=york%20new', ['US-NY', 'USA'], 'by words in any order, cities last'],
  ['q=...', [], 'not by points'],
  ['q=it', ['ITA'], 'by the code of two letters'],
  ['q=ivory%20coast', ['CIV'], 'by an alias'],
  ['q=itlay', ['ITA'], 'with a typing error'],
  ['q=milan', ['ITA'], 'by a city'],
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

async function askCovid() {
  const store = new MemoryStore();
  await publishFixture(store, COVID);
  return askOver(store).ask;
}

test('regions tells what fits the query: a city in the smallest region of the maps asked for', async () => {
  const ask = await askCovid();
  const found = async (query: string) => {
    const { regions } = await readRegions(ask(`/datasets/covid/regions?${query}`));
    return regions.map(({ id, matchedBy, matched }) => [id, matchedBy, matched]);
  };
  expect(await found('q=staten+island')).toEqual([['36061', 'city', 'Staten Island']]);
  expect(await found('q=staten+island&map=us-states')).toEqual([['US-NY', 'city', 'Staten Island']]);
  expect(await found('q=staten+island&map=world')).toEqual([['USA', 'city', 'Staten Island']]);
  expect(await found('q=usa&map=us-states')).toEqual([['US-NY', 'parent', 'US']]);
  expect(await found('q=ny&parent=USA')).toEqual([['US-NY', 'code', 'NY']]);
});

test('regions says that five digits are read as a FIPS code, and ZIP codes are not searched', async () => {
  const ask = await askCovid();
  const noteFor = async (q: string) => (await readRegions(ask(`/datasets/covid/regions?q=${q}`))).note;
  expect(await noteFor('nyc')).toBeNull();
  expect(await noteFor('36061')).toMatch(/^36061 was read as the FIPS code of New York City, New York\. ZIP codes /);
  expect(await noteFor('10001')).toBe('No place here has the FIPS code 10001. ZIP codes are not searched.');
});

test('a region asked for by another name is an error that names it', async () => {
  const ask = await askCovid();
  const series = (region: string) => ask(`/datasets/covid/series?regions=${region}`);
  await expectProblem(series('ny'), 'unknown-region', { nearest: ['US-NY', '36061'], detail: /US-NY \(New York\)/ });
  await expectProblem(series('staten island'), 'unknown-region', { nearest: ['36061'] });
  await expectProblem(series('itlay'), 'unknown-region', { nearest: ['ITA'] });
});
