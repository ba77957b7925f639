import * as v from 'valibot';
import { heldOnDay, lackingOnDay } from './held.ts';
import { INDEX_EXAMPLE, indexEntry } from './index-file.ts';
import { period } from './period.ts';
import {
  contentId,
  count,
  datasetId,
  finite,
  flag,
  list,
  moment,
  type Output,
  object,
  oneOf,
  parserOf,
  text,
} from './schema.ts';
import { SNAPSHOT_EXAMPLE, snapshotSchema } from './snapshot.ts';

export type DatasetsAnswer = Output<typeof datasetsAnswer>;
export type DatasetAnswer = Output<typeof datasetAnswer>;
export type LiveSnapshot = NonNullable<DatasetAnswer['live']>;
export type RegionsAnswer = Output<typeof regionsAnswer>;
export type FoundRegion = RegionsAnswer['regions'][number];
export type RegionDescription = Omit<FoundRegion, 'matchedBy' | 'matched'>;
export type MatchKind = NonNullable<FoundRegion['matchedBy']>;
export type SeriesAnswer = Output<typeof seriesAnswer>;
export type SeriesEntry = SeriesAnswer['series'][number];
export type RankingAnswer = Output<typeof rankingAnswer>;
export type HealthAnswer = Output<typeof healthAnswer>;

/** `GET /api/v1/datasets` */
export const datasetsAnswer = object({ schema: oneOf('datasets-answer/1'), datasets: list(indexEntry) });

/** `GET /api/v1/datasets/{d}` */
export const datasetAnswer = object({
  schema: oneOf('dataset-answer/1'),
  dataset: datasetId,
  snapshot: contentId,
  description: snapshotSchema,
  /** Null with `snapshot=`, as that answer never changes. */
  live: v.nullable(
    object({
      publishedAt: v.nullable(moment),
      /** The publisher keeps this snapshot live, whatever is built meanwhile. */
      pinned: flag,
      /** The newest snapshot that passed its checks; differs from the live one only while pinned. */
      newest: v.nullable(contentId),
    }),
  ),
});

/** `GET /api/v1/datasets/{d}/regions` */
export const regionsAnswer = object({
  schema: oneOf('regions-answer/1'),
  dataset: datasetId,
  snapshot: contentId,
  regions: list(
    object({
      id: text,
      name: text,
      map: text,
      parent: v.nullable(text),
      parentName: v.nullable(text),
      population: v.nullable(count),
      firstDate: period,
      /** What the query matched; null without a query. `parent`: the query names the region that contains it. */
      matchedBy: v.nullable(oneOf('id', 'name', 'code', 'alias', 'city', 'part', 'parent')),
      /** The name, code, city or other text that matches the query. */
      matched: v.nullable(text),
    }),
  ),
  /** How the query was understood, such as digits read as a code; else null. */
  note: v.nullable(text),
});

/** `GET /api/v1/datasets/{d}/series`: one entry per region and measure, in the order requested. */
export const seriesAnswer = object({
  schema: oneOf('series-answer/2'),
  dataset: datasetId,
  snapshot: contentId,
  /** The periods of `values`; null with `align`. */
  periods: v.nullable(list(period)),
  /** With `align`: periods since each region's own period 0; else null. */
  days: v.nullable(list(count)),
  series: list(
    object({
      region: text,
      measure: text,
      /** With `align`: the period that is 0, null where the region never reached it. Without: null. */
      dayZero: v.nullable(period),
      values: list(v.nullable(finite)),
      /** Periods whose value is missing because its source keeps it back. */
      suppressed: list(period),
      /** Periods whose value is missing because a check held it back. */
      held: list(object(heldOnDay)),
      /** Periods whose value includes the last accepted values of regions that were held back. */
      lacks: list(object(lackingOnDay)),
    }),
  ),
});

/** `GET /api/v1/datasets/{d}/ranking` */
export const rankingAnswer = object({
  schema: oneOf('ranking-answer/1'),
  dataset: datasetId,
  snapshot: contentId,
  map: text,
  measure: text,
  date: period,
  entries: list(
    object({
      /** Ties share one. */
      rank: count,
      region: text,
      name: text,
      value: finite,
      /** Ids of regions within it that were held back; the value includes their last accepted values. */
      lacks: list(text),
    }),
  ),
  /** Regions without a rank because a check held their value back. */
  held: list(object({ region: text, name: text, reason: text })),
});

/** `GET /api/v1/health` */
export const healthAnswer = object({ schema: oneOf('health-answer/1'), status: oneOf('ok') });

export const parseDatasetsAnswer = parserOf(datasetsAnswer);
export const parseDatasetAnswer = parserOf(datasetAnswer);
export const parseRegionsAnswer = parserOf(regionsAnswer);
export const parseSeriesAnswer = parserOf(seriesAnswer);
export const parseRankingAnswer = parserOf(rankingAnswer);
export const parseHealthAnswer = parserOf(healthAnswer);

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
  schema: 'series-answer/2',
  ...OF,
  periods: ['2020-06-29', '2020-06-30'],
  days: null,
  series: [
    {
      region: '36061',
      measure: 'confirmed',
      dayZero: null,
      values: [214939, 215179],
      suppressed: [],
      held: [],
      lacks: [],
    },
  ],
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
