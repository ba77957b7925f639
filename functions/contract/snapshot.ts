import * as v from 'valibot';
import { contentId, count, datasetId, day, list, type Output, object, oneOf, parserOf, text } from './schema.ts';

/** `data/<dataset>/snapshots/<id>.json`: everything published for a data set at one moment, immutable. */
export type Snapshot = Output<typeof snapshotSchema>;
export type Credit = Output<typeof credit>;
export type MeasureDescription = Output<typeof measure>;
export type MeasureKind = MeasureDescription['kind'];
export type MapDescription = Output<typeof map>;

/** A name with the page that says more. */
export const credit = object({ name: text, url: text });

/** cumulative: a total so far, whose change is a new count. level: a count at the time, whose change is a net change. */
export const measureKind = oneOf('cumulative', 'level');

const measure = object({ id: text, title: text, description: text, kind: measureKind });

/** One map, with the three blobs that a first view needs. */
const map = object({
  id: text,
  title: text,
  firstDate: day,
  lastDate: day,
  /** How many regions it has. */
  regionCount: count,
  /** The ids of the measures that have a value on some day; no other is worth offering. */
  measures: list(text),
  regions: contentId,
  latest: contentId,
  /** The blob that lists all other pieces. */
  index: contentId,
});

export const snapshotSchema = object({
  schema: oneOf('snapshot/1'),
  dataset: datasetId,
  kind: oneOf('region-series'),
  title: text,
  description: text,
  notice: v.nullable(text),
  source: credit,
  licence: credit,
  firstDate: day,
  lastDate: day,
  measures: list(measure),
  maps: list(map),
  /** Lists the inputs: for each upload the SHA-256 in use and, where it differs from the one listed, why. */
  receipt: contentId,
});

export const parseSnapshot = parserOf(snapshotSchema);

export const SNAPSHOT_EXAMPLE: Snapshot = {
  schema: 'snapshot/1',
  dataset: 'covid',
  kind: 'region-series',
  title: 'COVID-19',
  description: 'Cases of COVID-19 by country, state, province and US county.',
  notice: null,
  source: { name: 'Johns Hopkins University, CSSE', url: 'https://github.com/CSSEGISandData/COVID-19' },
  licence: { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
  firstDate: '2020-01-22',
  lastDate: '2020-06-30',
  measures: [
    {
      id: 'confirmed',
      title: 'Confirmed',
      description: 'Confirmed and, where reported, probable cases.',
      kind: 'cumulative',
    },
  ],
  maps: [
    {
      id: 'us-counties',
      title: 'US counties',
      firstDate: '2020-03-22',
      lastDate: '2020-06-30',
      regionCount: 3116,
      measures: ['confirmed'],
      regions: '11aa22bb33cc44dd55ee66ff77008899',
      latest: '22bb33cc44dd55ee66ff77008899aabb',
      index: '33cc44dd55ee66ff77008899aabbccdd',
    },
  ],
  receipt: '0a1b2c3d4e5f60718293a4b5c6d7e8f9',
};
