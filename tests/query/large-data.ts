import type { Maybe } from '../../functions/contract/changes.ts';
import { eachDay, type FixtureDataset, type FixtureMap, type FixtureRegion } from './fixture-data.ts';
import { seededRandom } from './seeded-random.ts';

const random = seededRandom(36061);

/** Seventeen months with late beginnings, gaps, corrections, and places where nobody lives: pieces of every length. */
export const LARGE: FixtureDataset = {
  dataset: 'large',
  title: 'Large',
  measures: ['confirmed', 'deaths', 'active'],
  maps: [
    mapOf('world', '2019-12-20', [['ITA'], ['FRA'], ['USA'], ['GEO'], ['ship:zaandam']]),
    mapOf('us-states', '2020-03-10', [
      ['US-NY', 'USA'],
      ['US-IL', 'USA'],
      ['US-GA', 'USA'],
    ]),
    mapOf('us-counties', '2020-03-22', [
      ['36061', 'US-NY'],
      ['36059', 'US-NY'],
      ['17031', 'US-IL'],
      ['17001', 'US-IL'],
    ]),
  ],
};

function mapOf(id: string, firstDate: string, regions: readonly (readonly [string, string?])[]): FixtureMap {
  const lastDate = '2021-05-10';
  const days = eachDay(firstDate, lastDate).length;
  return {
    id,
    firstDate,
    lastDate,
    regions: regions.map(([region, parent], row) => regionOf(region, parent, days, row)),
  };
}

function regionOf(id: string, parent: string | undefined, days: number, row: number): FixtureRegion {
  // The first region of a map begins with it, the others later, one of them in the newest month.
  const begin = row === 0 ? 0 : Math.floor(random() * days * (row === 2 ? 0.99 : 0.5));
  const totals = () => randomTotals(begin, days);
  return {
    id,
    name: `Region ${id}`,
    ...(parent === undefined ? {} : { parent, parentName: `Region ${parent}` }),
    population: row === 3 ? null : row === 4 ? 0 : 1 + Math.floor(random() * 1e6),
    totals: { confirmed: totals(), deaths: totals(), active: totals() },
  };
}

function randomTotals(begin: number, days: number): Maybe[] {
  let total = 0;
  let gap = 0;
  return Array.from({ length: days }, (_, day) => {
    total = Math.max(0, total + Math.floor(random() * 40) - 2);
    if (random() < 0.01) gap = 1 + Math.floor(random() * 10);
    gap -= 1;
    return day < begin || (gap >= 0 && day > begin) ? null : total;
  });
}
