import * as v from 'valibot';
import { period } from './period.ts';
import { contentId, count, datasetId, list, moment, type Output, object, oneOf, parserOf, text } from './schema.ts';
import { fact } from './snapshot.ts';

/** `data/index.json`: the data sets of a site, by id; rebuilt from the pointers after each publish. */
export type IndexFile = Output<typeof indexSchema>;
export type IndexEntry = Output<typeof indexEntry>;

export const indexEntry = object({
  id: datasetId,
  kind: oneOf('region-series', 'table'),
  title: text,
  /** What a reader must know before believing the numbers, or null: "simulated sample". */
  notice: v.nullable(text),
  snapshot: contentId,
  firstDate: period,
  lastDate: period,
  publishedAt: moment,
  /** Ids in the snapshot's order: a page asks for the shapes of the first one before it knows the snapshot. */
  maps: v.optional(list(text), []),
  /** One sentence; empty where the publisher gives none. */
  description: v.optional(text, ''),
  /** How many places the first map has; 0 without maps. */
  places: v.optional(count, 0),
  /** Its tables, with how many rows and columns each has. */
  tables: v.optional(list(object({ id: text, title: text, rows: count, columns: count })), []),
  /** The views that it offers, in order. */
  views: v.optional(list(text), []),
  /** A picture of it: `data/<dataset>/blobs/<id>.svg`; null where there is none. */
  preview: v.optional(v.nullable(contentId), null),
  /** One figure that stands for it; null for tables alone. */
  fact: v.optional(v.nullable(fact), null),
});

const indexSchema = object({ schema: oneOf('index/1'), datasets: list(indexEntry) });

export const parseIndexFile = parserOf(indexSchema);

export const INDEX_EXAMPLE: IndexFile = {
  schema: 'index/1',
  datasets: [
    {
      id: 'covid',
      kind: 'region-series',
      title: 'COVID-19',
      notice: null,
      snapshot: '5f0c1b7c9d8e4a6b8c2d1e0f3a4b5c6d',
      firstDate: '2020-01-22',
      lastDate: '2020-06-30',
      publishedAt: '2020-07-01T05:02:11.000Z',
      maps: ['us-counties', 'us-states'],
      description: 'Cases of COVID-19 by country, state, province and US county.',
      places: 3116,
      tables: [],
      views: ['map', 'curves', 'about'],
      preview: '66ff77008899aabbccddeeff00112233',
      fact: {
        value: 2_635_417,
        over: 'sum',
        change: 'total',
        measure: {
          id: 'confirmed',
          title: 'Confirmed',
          description: 'Confirmed and, where reported, probable cases.',
          kind: 'cumulative',
          noun: 'confirmed cases',
          unit: null,
          decimals: 0,
          guessed: false,
        },
        map: { title: 'US counties', nouns: { one: 'county', many: 'US counties' } },
      },
    },
  ],
};
