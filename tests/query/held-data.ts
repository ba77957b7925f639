import type { FixtureDataset, FixtureMap } from './fixture-data.ts';

const DAYS = { firstDate: '2020-12-28', lastDate: '2021-01-02' };
const NONE = [null, null, null, null, null, null];
const REASON = 'New York on 2020-12-31: 6 confirmed after 60 on 2020-12-30';
const LACKING = { region: 'USA', period: '2020-12-31', children: ['US-NY'] };
const HELD_STATE = { held: [{ region: 'US-NY', period: '2020-12-31', reason: REASON }], lacks: [] };

const STATES: FixtureMap = {
  id: 'states',
  ...DAYS,
  regions: [
    {
      ...{ id: 'US-NY', name: 'New York', parent: 'USA', parentName: 'US', population: 19_000_000 },
      totals: { confirmed: [30, 45, 60, null, 90, 100], recovered: NONE, active: NONE },
    },
    {
      ...{ id: 'US-GA', name: 'Georgia', parent: 'USA', parentName: 'US', population: 10_600_000 },
      totals: { confirmed: [10, 15, 20, 21, 30, 32], recovered: NONE, active: NONE },
    },
  ],
  heldBack: { confirmed: HELD_STATE },
};

const WORLD: FixtureMap = {
  id: 'world',
  ...DAYS,
  regions: [
    {
      ...{ id: 'USA', name: 'US', population: 331_000_000 },
      totals: {
        // Of the last day of the year it counts the 60 of New York's day before.
        confirmed: [40, 60, 80, 81, 120, 132],
        recovered: [1, 2, 3, 4, 5, 6],
        active: [39, 58, 77, 77, 115, 126],
      },
    },
  ],
  heldBack: {
    confirmed: { held: [], lacks: [LACKING] },
    active: { held: [], lacks: [LACKING] },
  },
};

/** Six days over a new year: one state is held back on the last day of the old one, and no state reports recoveries. */
export const HELD: FixtureDataset = {
  dataset: 'held',
  title: 'Held back',
  measures: ['confirmed', 'recovered', 'active'],
  levels: ['active'],
  maps: [STATES, WORLD],
};
