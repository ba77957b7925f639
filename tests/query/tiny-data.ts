import type { FixtureDataset } from './fixture-data.ts';

const NONE = null;

/**
 * Seven days over a new year, small enough to reckon in the head. Its pieces are 2020 (four days) and January 2021.
 * `states` begins two days after `world`.
 */
export const TINY: FixtureDataset = {
  dataset: 'tiny',
  title: 'Tiny',
  measures: ['confirmed', 'deaths'],
  maps: [
    {
      id: 'world',
      firstDate: '2020-12-28',
      lastDate: '2021-01-03',
      regions: [
        {
          id: 'ITA',
          name: 'Italy',
          population: 60_000_000,
          totals: { confirmed: [10, 20, 40, 70, 110, 160, 220], deaths: [0, 0, 1, 1, 2, 3, 5] },
        },
        {
          id: 'CIV',
          name: "Côte d'Ivoire",
          population: 26_000_000,
          // A gap on the last day of the old year, and a correction on the first of the new one.
          totals: { confirmed: [5, 5, 8, NONE, 6, 9, 9], deaths: [NONE, NONE, NONE, NONE, NONE, 1, 1] },
        },
        {
          id: 'USA',
          name: 'US',
          population: 331_000_000,
          totals: { confirmed: [100, 200, 300, 400, 500, 600, 700], deaths: [1, 2, 3, 4, 5, 6, 7] },
        },
        {
          id: 'GEO',
          name: 'Georgia',
          population: 3_700_000,
          totals: { confirmed: [NONE, NONE, NONE, NONE, 4, 9, 9], deaths: [NONE, NONE, NONE, NONE, 0, 0, 0] },
        },
        {
          id: 'ship:diamond-princess',
          name: 'Diamond Princess',
          population: null,
          totals: { confirmed: [1, 1, 1, 1, 1, 1, 700], deaths: [0, 0, 0, 0, 0, 0, 0] },
        },
        {
          id: 'ATA',
          name: '=Antarctica, "the ice"',
          population: 0,
          totals: { confirmed: [0, 0, 0, 0, 0, 0, 9], deaths: [0, 0, 0, 0, 0, 0, 0] },
        },
      ],
    },
    {
      id: 'states',
      firstDate: '2020-12-30',
      lastDate: '2021-01-03',
      regions: [
        {
          id: 'US-NY',
          name: 'New York',
          parent: 'USA',
          parentName: 'US',
          population: 19_000_000,
          totals: { confirmed: [30, 60, 90, 120, 150], deaths: [0, 0, 0, 0, 1] },
        },
        {
          id: 'US-GA',
          name: 'Georgia',
          parent: 'USA',
          parentName: 'US',
          population: 10_600_000,
          totals: { confirmed: [NONE, 7, 7, 14, 21], deaths: [NONE, 0, 0, 0, 0] },
        },
      ],
    },
  ],
};
