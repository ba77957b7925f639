import { period } from './period.ts';
import { contentId, list, type Output, object, oneOf, parserOf, record, text } from './schema.ts';

/** The index blob of a map: every piece of it, by time for the map and by place for line charts. */
export type MapIndex = Output<typeof mapIndexSchema>;
export type Piece = Output<typeof piece>;

/** The group of regions without a parent. */
export const ROOT_GROUP = '*';

/** One blob and the days it covers, both ends included. */
const piece = object({ firstDate: period, lastDate: period, blob: contentId });

const mapIndexSchema = object({
  schema: oneOf('map/1'),
  map: text,
  regions: contentId,
  latest: contentId,
  /** By measure, oldest first: one piece for each calendar month. */
  frames: record(list(piece)),
  /** By group of sibling regions (the id of their parent, or `*` for regions that have none), oldest first. */
  series: record(list(piece)),
});

export const parseMapIndex = parserOf(mapIndexSchema);

export const MAP_INDEX_EXAMPLE: MapIndex = {
  schema: 'map/1',
  map: 'us-counties',
  regions: '11aa22bb33cc44dd55ee66ff77008899',
  latest: '22bb33cc44dd55ee66ff77008899aabb',
  frames: {
    confirmed: [{ firstDate: '2020-03-22', lastDate: '2020-03-31', blob: '44dd55ee66ff77008899aabbccddeeff' }],
  },
  series: {
    'US-NY': [{ firstDate: '2020-03-22', lastDate: '2020-03-31', blob: '55ee66ff77008899aabbccddeeff0011' }],
  },
};
