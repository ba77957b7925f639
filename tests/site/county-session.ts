import { NOTHING_HELD } from '../../functions/contract/held.ts';
import { LATEST_EXAMPLE } from '../../functions/contract/latest.ts';
import { SNAPSHOT_EXAMPLE } from '../../functions/contract/snapshot.ts';
import { standardView, type View } from '../../site/address/choices.ts';
import type { DayFigures } from '../../site/data/day-figures.ts';
import type { Place } from '../../site/data/places.ts';
import { shapeTargets } from '../../site/geo/shape-targets.ts';
import type { MapSession } from '../../site/views/map/model.ts';
import { type Shown, shownOf } from '../../site/views/map/model.ts';
import { square } from './squares.ts';

export const PLACES: readonly Place[] = [
  { id: '17031', name: 'Cook, Illinois', population: 5_150_233 },
  { id: '36061', name: 'New York City, New York', population: null },
  { id: '49005', name: 'Bear River, Utah', population: 1000 },
].map((place, row) => ({ ...place, row, firstDate: '2020-03-22' }));

const NAMES: Readonly<Record<string, string>> = { '49003': 'Box Elder' };

/** A day of the three counties of the examples. */
export const DAY: DayFigures = {
  date: '2020-06-30',
  total: [90_536, 215_179, null],
  new: [377, -4, null],
  ...NOTHING_HELD,
};

/** The counties of the examples as a map of squares; the second square lies in New York City, too. */
export function countySession(latest = LATEST_EXAMPLE): MapSession {
  const [map] = SNAPSHOT_EXAMPLE.maps;
  if (!map) throw new Error('the example must have a map');
  const shapes = [
    { ...square('17031', [0, 0], 10), name: 'Cook' },
    { ...square('36047', [10, 0], 10), name: 'Kings', regions: ['36061'] },
    { ...square('49005', [20, 0], 10), name: 'Box Elder' },
    { ...square('02016', [30, 0], 10), name: 'Aleutians West' },
  ];
  return {
    data: {
      snapshot: SNAPSHOT_EXAMPLE,
      map,
      measures: SNAPSHOT_EXAMPLE.measures,
      latest,
      places: PLACES,
      figures: {
        peek: () => null,
        read: () => Promise.reject(new Error('not asked for')),
        prefetch() {},
        lastReport: () => null,
        readLastReport: () => Promise.resolve(),
      },
    },
    drawing: { marks: 'areas', land: [], width: 40, height: 10, credit: 'Squares', shapes, hairlines: [], borders: [] },
    targets: shapeTargets(shapes, PLACES),
    names: { nameOf: id => NAMES[id], isOn: () => false, learn: () => Promise.resolve() },
    middles: () => [],
  };
}

/** What is shown of one day on the map of squares. */
export function shownDay(part: Partial<View> = {}, day = DAY, session = countySession()): Shown {
  return shownOf(session, { ...standardView(SNAPSHOT_EXAMPLE), ...part }, [day]);
}
