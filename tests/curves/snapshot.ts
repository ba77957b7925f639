import { SNAPSHOT_EXAMPLE, type Snapshot } from '../../functions/contract/snapshot.ts';

const MEASURES = ['confirmed', 'deaths', 'recovered', 'active'];
const [map] = SNAPSHOT_EXAMPLE.maps;
if (map === undefined) throw new Error('the example must have a map');

/** Ten days in two maps; that of the counties begins three days after the other. */
export const SNAPSHOT: Snapshot = {
  ...SNAPSHOT_EXAMPLE,
  firstDate: '2020-03-01',
  lastDate: '2020-03-10',
  measures: [
    {
      id: 'confirmed',
      title: 'Confirmed',
      description: '',
      kind: 'cumulative',
      noun: 'confirmed cases',
      unit: null,
      decimals: 0,
      guessed: false,
    },
    {
      id: 'deaths',
      title: 'Deaths',
      description: '',
      kind: 'cumulative',
      noun: 'deaths',
      unit: null,
      decimals: 0,
      guessed: false,
    },
    {
      id: 'recovered',
      title: 'Recovered',
      description: '',
      kind: 'cumulative',
      noun: 'recoveries',
      unit: null,
      decimals: 0,
      guessed: false,
    },
    {
      id: 'active',
      title: 'Active',
      description: '',
      kind: 'level',
      noun: 'active cases',
      unit: null,
      decimals: 0,
      guessed: false,
    },
  ],
  curves: { ...SNAPSHOT_EXAMPLE.curves, measures: ['confirmed', 'deaths'] },
  maps: [
    {
      ...map,
      id: 'us-counties',
      firstDate: '2020-03-04',
      lastDate: '2020-03-10',
      regionCount: 3116,
      measures: ['confirmed', 'deaths'],
    },
    { ...map, id: 'us-states', firstDate: '2020-03-01', lastDate: '2020-03-10', regionCount: 56, measures: MEASURES },
  ],
};
