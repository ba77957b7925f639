import { contentId, day, listOf, mapOf, oneOf, type Parser, shape, text } from './expect.ts';

/** The index blob of a map: every piece of it, by time for the map and by place for curves. */
export interface MapIndex {
  readonly schema: 'map/1';
  readonly map: string;
  readonly regions: string;
  readonly latest: string;
  /** By measure, oldest first: one piece a calendar month. */
  readonly frames: Readonly<Record<string, readonly Piece[]>>;
  /** By group of sibling regions (the id of their parent, or `*` for regions that have none), oldest first. */
  readonly series: Readonly<Record<string, readonly Piece[]>>;
}

/** One blob and the days it covers, both ends included. */
export interface Piece {
  readonly firstDate: string;
  readonly lastDate: string;
  readonly blob: string;
}

/** The group of regions without a parent. */
export const ROOT_GROUP = '*';

const pieces = mapOf(listOf(shape<Piece>({ firstDate: day, lastDate: day, blob: contentId })));

const parseFields = shape<MapIndex>({
  schema: oneOf('map/1'),
  map: text,
  regions: contentId,
  latest: contentId,
  frames: pieces,
  series: pieces,
});

export const parseMapIndex: Parser<MapIndex> = (value, where) => parseFields(value, where);

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
