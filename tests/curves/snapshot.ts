import { SNAPSHOT_EXAMPLE, type Snapshot } from '../../functions/contract/snapshot.ts';

const [map] = SNAPSHOT_EXAMPLE.maps;
if (map === undefined) throw new Error('the example must have a map');

/** Ten days in two maps; that of the counties begins three days after the other. */
export const SNAPSHOT: Snapshot = {
  ...SNAPSHOT_EXAMPLE,
  firstDate: '2020-03-01',
  lastDate: '2020-03-10',
  measures: [
    { id: 'confirmed', title: 'Confirmed', description: '' },
    { id: 'deaths', title: 'Deaths', description: '' },
    { id: 'recovered', title: 'Recovered', description: '' },
    { id: 'active', title: 'Active', description: '' },
  ],
  maps: [
    { ...map, id: 'us-counties', firstDate: '2020-03-04', lastDate: '2020-03-10', regionCount: 3116 },
    { ...map, id: 'us-states', firstDate: '2020-03-01', lastDate: '2020-03-10', regionCount: 56 },
  ],
};
