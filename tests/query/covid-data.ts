import type { FixtureDataset, FixtureMap, FixtureRegion } from './fixture-data.ts';

const DAYS = 30;

/** A small data set by the name that the documentation asks for, with the places it asks for: June 2020. */
export const COVID: FixtureDataset = {
  dataset: 'covid',
  title: 'COVID-19',
  measures: ['confirmed', 'deaths'],
  maps: [
    mapOf('us-counties', [regionOf('36061', 'New York City', 'US-NY', 'New York', 8_336_817)]),
    mapOf('us-states', [regionOf('US-NY', 'New York', 'USA', 'US', 19_453_561)]),
    mapOf('world', [
      regionOf('USA', 'US', undefined, undefined, 329_466_283),
      regionOf('ITA', 'Italy', undefined, undefined, 60_461_828),
    ]),
  ],
};

function mapOf(id: string, regions: readonly FixtureRegion[]): FixtureMap {
  return { id, firstDate: '2020-06-01', lastDate: '2020-06-30', regions };
}

function regionOf(
  id: string,
  name: string,
  parent: string | undefined,
  parentName: string | undefined,
  people: number,
) {
  const totals = (each: number) => Array.from({ length: DAYS }, (_, day) => each * (day + 1));
  return {
    id,
    name,
    ...(parent === undefined || parentName === undefined ? {} : { parent, parentName }),
    population: people,
    totals: { confirmed: totals(Math.round(people / 1e5)), deaths: totals(1) },
  };
}
