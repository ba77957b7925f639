import { SNAPSHOT_EXAMPLE, type Snapshot } from '../../functions/contract/snapshot.ts';
import { ACTIVE, CONFIRMED, DEATHS, RECOVERED } from '../site/case-measures.ts';

const MEASURES = ['confirmed', 'deaths', 'recovered', 'active'];
const [map] = SNAPSHOT_EXAMPLE.maps;
if (map === undefined) throw new Error('the example must have a map');

/** Ten days in two maps; that of the counties begins three days after the other. */
export const SNAPSHOT: Snapshot = {
  ...SNAPSHOT_EXAMPLE,
  firstDate: '2020-03-01',
  lastDate: '2020-03-10',
  measures: [CONFIRMED, DEATHS, RECOVERED, ACTIVE],
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
