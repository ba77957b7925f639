import * as v from 'valibot';
import { calendar, period } from './period.ts';
import {
  contentId,
  count,
  datasetId,
  finite,
  flag,
  list,
  type Output,
  object,
  oneOf,
  parserOf,
  text,
} from './schema.ts';
import { siteIdentity } from './site-file.ts';
import { tableDescription } from './table.ts';
import { curvesDefaults, STANDARD_CURVES, STANDARD_VIEWS, type ViewId, views } from './views.ts';

/** `data/<dataset>/snapshots/<id>.json`: everything published for a data set at one moment, immutable. */
export type Snapshot = Output<typeof snapshotSchema>;
export type Credit = Output<typeof credit>;
export type MeasureDescription = Output<typeof measure>;
export type MeasureKind = MeasureDescription['kind'];
export type MapDescription = Output<typeof map>;
export type PlaceNouns = Output<typeof placeNouns>;
export type Dimension = Output<typeof dimension>;
export type Fact = Output<typeof fact>;

/** A name with the page that says more. */
export const credit = object({ name: text, url: text });

/**
 * cumulative: a total so far, whose change is what is new. flow: what came in a period, whose total is the running sum.
 * level: a stock at the time, whose change is a net change. rate: a ratio, percentage, index or price, which is never summed.
 */
export const measureKind = oneOf('cumulative', 'flow', 'level', 'rate');

const measure = object({
  id: text,
  title: text,
  description: text,
  kind: measureKind,
  /** What is counted, within a sentence: `visits to a doctor`. null: the title in lower case. */
  noun: v.optional(v.nullable(text), null),
  /** What values are in: `%`, `°C`, `USD`. null: a count of the noun. */
  unit: v.nullable(text),
  /** Published values are whole numbers: the value times ten to this power. */
  decimals: count,
  /** The kind was recognized and not declared: values are neither summed nor divided by population. */
  guessed: flag,
});

/** A column that tells values of the same place and period apart, such as an age group. */
const dimension = object({
  id: text,
  title: text,
  /** The first is shown unless another one is chosen. */
  values: list(text),
  /** The value that stands for all others together; its key is left out. null: there is none. */
  total: v.nullable(text),
});

/** The places of a map, within a sentence: one `state`, many `US states`. */
export const placeNouns = object({ one: text, many: text });

/** One map, with the three blobs that a first view needs. */
const map = object({
  id: text,
  title: text,
  /** null: `place`, and the title. */
  nouns: v.optional(v.nullable(placeNouns), null),
  firstDate: period,
  lastDate: period,
  /** How many regions it has. */
  regionCount: count,
  /** The keys of the measures that have a value in some period; no other is worth offering. */
  measures: list(text),
  regions: contentId,
  latest: contentId,
  /** The blob that lists all other pieces. */
  index: contentId,
  /** The blob of the shapes that came with the data set; null: those that the site has for a map of this id. */
  shapes: v.optional(v.nullable(contentId), null),
});

/** One figure that stands for a data set: of its first map and measure, in the newest period. */
export const fact = object({
  /** In units. */
  value: finite,
  /** Of all places: their sum, or the median where values do not add up. */
  over: oneOf('sum', 'median'),
  change: oneOf('total', 'new'),
  measure,
  /** The map; null for one of a single place. */
  map: v.nullable(object({ title: text, nouns: v.nullable(placeNouns) })),
});

export const snapshotSchema = object({
  schema: oneOf('snapshot/2'),
  dataset: datasetId,
  /** region-series: with maps or line charts, and perhaps tables; table: tables alone, with no measures and no maps. */
  kind: oneOf('region-series', 'table'),
  title: text,
  description: text,
  notice: v.nullable(text),
  /** Where the numbers come from; null where the publisher does not say. */
  source: v.nullable(credit),
  /** What may be done with them; null where the publisher does not say. */
  licence: v.nullable(credit),
  firstDate: period,
  lastDate: period,
  period: calendar,
  /** So many of the newest periods are known to be incomplete. */
  provisional: count,
  measures: list(measure),
  dimensions: list(dimension),
  maps: list(map),
  /** The tables whose rows are published as they are. */
  tables: v.optional(list(tableDescription), []),
  /** A picture of it all, of at most 6 kB: `data/<dataset>/blobs/<id>.svg`. */
  preview: v.optional(v.nullable(contentId), null),
  /** null where nothing is known of the newest period, and for tables alone. */
  fact: v.optional(v.nullable(fact), null),
  /** The blob of what was recognized without a descriptor; null where one says it all. */
  recognized: v.optional(v.nullable(contentId), null),
  views: v.optional(views, STANDARD_VIEWS),
  curves: v.optional(curvesDefaults, STANDARD_CURVES),
  /** What a site calls itself that has this data set alone; null for the title of the data set. */
  site: v.optional(v.nullable(siteIdentity), null),
  /** Lists the inputs: for each upload the SHA-256 in use and, where it differs from the one listed, why. */
  receipt: contentId,
});

/** Chosen values by dimension. */
export type DimensionChoice = Readonly<Record<string, string>>;

/** What values of a measure are named by in frames, series, latest and maps: `rate`, or `rate;age=0-17`. */
export function measureKey(measure: string, choice: DimensionChoice, dimensions: readonly Dimension[]): string {
  const parts = dimensions.flatMap(({ id, values: [first = ''], total }) => {
    const value = choice[id] ?? first;
    return value === total ? [] : [`;${id}=${value}`];
  });
  return measure + parts.join('');
}

/** The views of a snapshot that have something to show, in order: without places there is no map, without time no curves. */
export function offeredViews({
  views,
  kind,
  maps,
  period,
  tables,
}: Pick<Snapshot, 'views' | 'kind' | 'maps' | 'period' | 'tables'>): ViewId[] {
  const lacking: Readonly<Partial<Record<ViewId, boolean>>> = {
    map: kind === 'table' || maps[0]?.id === 'all',
    curves: kind === 'table' || period.unit === 'none',
    table: tables.length === 0,
  };
  return views.map(({ id }) => id).filter(id => lacking[id] !== true);
}

export const parseSnapshot = parserOf(snapshotSchema);

export const SNAPSHOT_EXAMPLE: Snapshot = {
  schema: 'snapshot/2',
  dataset: 'covid',
  kind: 'region-series',
  title: 'COVID-19',
  description: 'Cases of COVID-19 by country, state, province and US county.',
  notice: null,
  source: { name: 'Johns Hopkins University, CSSE', url: 'https://github.com/CSSEGISandData/COVID-19' },
  licence: { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
  firstDate: '2020-01-22',
  lastDate: '2020-06-30',
  period: { unit: 'day', every: 1 },
  provisional: 0,
  measures: [
    {
      id: 'confirmed',
      title: 'Confirmed',
      description: 'Confirmed and, where reported, probable cases.',
      kind: 'cumulative',
      noun: 'confirmed cases',
      unit: null,
      decimals: 0,
      guessed: false,
    },
  ],
  dimensions: [],
  maps: [
    {
      id: 'us-counties',
      title: 'US counties',
      nouns: { one: 'county', many: 'US counties' },
      firstDate: '2020-03-22',
      lastDate: '2020-06-30',
      regionCount: 3116,
      measures: ['confirmed'],
      regions: '11aa22bb33cc44dd55ee66ff77008899',
      latest: '22bb33cc44dd55ee66ff77008899aabb',
      index: '33cc44dd55ee66ff77008899aabbccdd',
      shapes: null,
    },
  ],
  tables: [],
  preview: null,
  fact: null,
  recognized: null,
  views: [
    { id: 'map', text: null },
    { id: 'curves', text: null },
    { id: 'about', text: '44dd55ee66ff77008899aabbccddeeff' },
  ],
  curves: { noun: 'case type', places: ['US-NY'], measures: ['confirmed'], align: { total: 1, people: 10_000 } },
  site: { title: 'See COVID', tagline: null, accent: null },
  receipt: '0a1b2c3d4e5f60718293a4b5c6d7e8f9',
};
