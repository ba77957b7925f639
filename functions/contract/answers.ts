import type { Maybe } from './changes.ts';
import {
  contentId,
  count,
  datasetId,
  day,
  finite,
  flag,
  listOf,
  moment,
  nullable,
  oneOf,
  type Parser,
  shape,
  text,
} from './expect.ts';
import type { HeldValue, LackingSum } from './held.ts';
import { INDEX_EXAMPLE, type IndexEntry, parseIndexEntry } from './index-file.ts';
import { parseSnapshot, SNAPSHOT_EXAMPLE, type Snapshot } from './snapshot.ts';

/** `GET /api/v1/datasets` */
export interface DatasetsAnswer {
  readonly schema: 'datasets-answer/1';
  readonly datasets: readonly IndexEntry[];
}

/** `GET /api/v1/datasets/{d}` */
export interface DatasetAnswer {
  readonly schema: 'dataset-answer/1';
  readonly dataset: string;
  readonly snapshot: string;
  readonly description: Snapshot;
  /** How the live snapshot is live; null with `snapshot=`, as that answer never changes. */
  readonly live: LiveSnapshot | null;
}

export interface LiveSnapshot {
  readonly publishedAt: string | null;
  /** The publisher keeps to this snapshot, whatever is built meanwhile. */
  readonly pinned: boolean;
  /** The newest snapshot that passed its gate; another one only while pinned. */
  readonly newest: string | null;
}

/** `GET /api/v1/datasets/{d}/regions` */
export interface RegionsAnswer {
  readonly schema: 'regions-answer/1';
  readonly dataset: string;
  readonly snapshot: string;
  readonly regions: readonly FoundRegion[];
  /** What a reader of the query should know, such as that five digits were read as a code; else null. */
  readonly note: string | null;
}

/** By what a search found a region. `parent`: the region that holds it was asked for. */
export const MATCH_KINDS = ['id', 'name', 'code', 'alias', 'city', 'part', 'parent'] as const;
export type MatchKind = (typeof MATCH_KINDS)[number];

export interface FoundRegion extends RegionDescription {
  /** By what it was found; null without a query. */
  readonly matchedBy: MatchKind | null;
  /** The name, code, city or other text that fits the query. */
  readonly matched: string | null;
}

export interface RegionDescription {
  readonly id: string;
  readonly name: string;
  readonly map: string;
  readonly parent: string | null;
  readonly parentName: string | null;
  readonly population: number | null;
  readonly firstDate: string;
}

/** `GET /api/v1/datasets/{d}/series`: one entry per region and measure, in the order asked. */
export interface SeriesAnswer {
  readonly schema: 'series-answer/1';
  readonly dataset: string;
  readonly snapshot: string;
  /** The days of `values`; null where the curves are aligned. */
  readonly dates: readonly string[] | null;
  /** With `align`: days since each region's own day 0; null otherwise. */
  readonly days: readonly number[] | null;
  readonly series: readonly SeriesEntry[];
}

export interface SeriesEntry {
  readonly region: string;
  readonly measure: string;
  /** With `align`: the date of day 0, null where the region never got there. Without: null. */
  readonly dayZero: string | null;
  readonly values: readonly Maybe[];
  /** Days whose value is missing because a check held it back. */
  readonly held: readonly Omit<HeldValue, 'region'>[];
  /** Days whose value is made from a sum that lacks regions which were held back; it counts their last accepted values. */
  readonly lacks: readonly Omit<LackingSum, 'region'>[];
}

/** `GET /api/v1/datasets/{d}/ranking` */
export interface RankingAnswer {
  readonly schema: 'ranking-answer/1';
  readonly dataset: string;
  readonly snapshot: string;
  readonly map: string;
  readonly measure: string;
  readonly date: string;
  readonly entries: readonly RankingEntry[];
  /** Regions without a rank because a check held their value back. */
  readonly held: readonly HeldEntry[];
}

export interface RankingEntry {
  /** Ties share one. */
  readonly rank: number;
  readonly region: string;
  readonly name: string;
  readonly value: number;
  /** Ids of regions below it that were held back; the value counts their last accepted values. */
  readonly lacks: readonly string[];
}

export interface HeldEntry {
  readonly region: string;
  readonly name: string;
  readonly reason: string;
}

/** `GET /api/v1/health` */
export interface HealthAnswer {
  readonly schema: 'health-answer/1';
  readonly status: 'ok';
}

export const parseDatasetsAnswer: Parser<DatasetsAnswer> = shape<DatasetsAnswer>({
  schema: oneOf('datasets-answer/1'),
  datasets: listOf(parseIndexEntry),
});

export const parseDatasetAnswer: Parser<DatasetAnswer> = shape<DatasetAnswer>({
  schema: oneOf('dataset-answer/1'),
  dataset: datasetId,
  snapshot: contentId,
  description: parseSnapshot,
  live: nullable(shape<LiveSnapshot>({ publishedAt: nullable(moment), pinned: flag, newest: nullable(contentId) })),
});

export const parseRegionsAnswer: Parser<RegionsAnswer> = shape<RegionsAnswer>({
  schema: oneOf('regions-answer/1'),
  dataset: datasetId,
  snapshot: contentId,
  regions: listOf(
    shape<FoundRegion>({
      id: text,
      name: text,
      map: text,
      parent: nullable(text),
      parentName: nullable(text),
      population: nullable(count),
      firstDate: day,
      matchedBy: nullable(oneOf(...MATCH_KINDS)),
      matched: nullable(text),
    }),
  ),
  note: nullable(text),
});

export const parseSeriesAnswer: Parser<SeriesAnswer> = shape<SeriesAnswer>({
  schema: oneOf('series-answer/1'),
  dataset: datasetId,
  snapshot: contentId,
  dates: nullable(listOf(day)),
  days: nullable(listOf(count)),
  series: listOf(
    shape<SeriesEntry>({
      region: text,
      measure: text,
      dayZero: nullable(day),
      values: listOf(nullable(finite)),
      held: listOf(shape<Omit<HeldValue, 'region'>>({ period: day, reason: text })),
      lacks: listOf(shape<Omit<LackingSum, 'region'>>({ period: day, children: listOf(text) })),
    }),
  ),
});

export const parseRankingAnswer: Parser<RankingAnswer> = shape<RankingAnswer>({
  schema: oneOf('ranking-answer/1'),
  dataset: datasetId,
  snapshot: contentId,
  map: text,
  measure: text,
  date: day,
  entries: listOf(shape<RankingEntry>({ rank: count, region: text, name: text, value: finite, lacks: listOf(text) })),
  held: listOf(shape<HeldEntry>({ region: text, name: text, reason: text })),
});

export const parseHealthAnswer: Parser<HealthAnswer> = shape<HealthAnswer>({
  schema: oneOf('health-answer/1'),
  status: oneOf('ok'),
});

const OF = { dataset: 'covid', snapshot: '5f0c1b7c9d8e4a6b8c2d1e0f3a4b5c6d' } as const;

export const DATASETS_ANSWER_EXAMPLE: DatasetsAnswer = {
  schema: 'datasets-answer/1',
  datasets: INDEX_EXAMPLE.datasets,
};

export const DATASET_ANSWER_EXAMPLE: DatasetAnswer = {
  schema: 'dataset-answer/1',
  ...OF,
  description: SNAPSHOT_EXAMPLE,
  live: { publishedAt: '2020-07-01T05:02:11.000Z', pinned: false, newest: OF.snapshot },
};

export const REGIONS_ANSWER_EXAMPLE: RegionsAnswer = {
  schema: 'regions-answer/1',
  ...OF,
  regions: [
    {
      id: '36061',
      name: 'New York City',
      map: 'us-counties',
      parent: 'US-NY',
      parentName: 'New York',
      population: 8336817,
      firstDate: '2020-03-22',
      matchedBy: 'alias',
      matched: 'NYC',
    },
  ],
  note: null,
};

export const SERIES_ANSWER_EXAMPLE: SeriesAnswer = {
  schema: 'series-answer/1',
  ...OF,
  dates: ['2020-06-29', '2020-06-30'],
  days: null,
  series: [{ region: '36061', measure: 'confirmed', dayZero: null, values: [214939, 215179], held: [], lacks: [] }],
};

export const RANKING_ANSWER_EXAMPLE: RankingAnswer = {
  schema: 'ranking-answer/1',
  ...OF,
  map: 'us-counties',
  measure: 'confirmed',
  date: '2020-06-30',
  entries: [{ rank: 1, region: '36061', name: 'New York City', value: 215179, lacks: [] }],
  held: [],
};

export const HEALTH_ANSWER_EXAMPLE: HealthAnswer = { schema: 'health-answer/1', status: 'ok' };
