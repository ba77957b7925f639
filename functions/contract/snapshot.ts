import {
  added,
  contentId,
  count,
  datasetId,
  day,
  listOf,
  nullable,
  oneOf,
  type Parser,
  shape,
  text,
} from './expect.ts';
import { parseSiteIdentity, type SiteIdentity } from './site-file.ts';
import {
  type CurvesDefaults,
  parseCurvesDefaults,
  parseViews,
  STANDARD_CURVES,
  STANDARD_VIEWS,
  type ViewDescription,
} from './views.ts';

/** `data/<dataset>/snapshots/<id>.json`: everything published for a data set at one moment, immutable. */
export interface Snapshot {
  readonly schema: 'snapshot/1';
  readonly dataset: string;
  readonly kind: 'region-series';
  readonly title: string;
  readonly description: string;
  readonly notice: string | null;
  readonly source: Credit;
  readonly licence: Credit;
  readonly firstDate: string;
  readonly lastDate: string;
  readonly measures: readonly MeasureDescription[];
  readonly maps: readonly MapDescription[];
  readonly views: readonly ViewDescription[];
  readonly curves: CurvesDefaults;
  /** What a site calls itself that has this data set alone; null for the title of the data set. */
  readonly site: SiteIdentity | null;
  /** The receipt lists the inputs: per upload the SHA-256 in use and, where it is not the one listed, why. */
  readonly receipt: string;
}

/** A name with the page that says more. */
export interface Credit {
  readonly name: string;
  readonly url: string;
}

export const MEASURE_KINDS = ['cumulative', 'level'] as const;
/** cumulative: a total so far, whose change is a new count. level: how many there are at the time, whose change is a net change. */
export type MeasureKind = (typeof MEASURE_KINDS)[number];

export interface MeasureDescription {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly kind: MeasureKind;
  /** What is counted, within a sentence: `visits to a doctor`. null: the title in lower case. */
  readonly noun: string | null;
}

/** The places of a map, within a sentence. */
export interface PlaceNouns {
  /** `state` */
  readonly one: string;
  /** `US states` */
  readonly many: string;
}

/** One map, with the three blobs that a first view needs. */
export interface MapDescription {
  readonly id: string;
  readonly title: string;
  /** null: `place`, and the title. */
  readonly nouns: PlaceNouns | null;
  readonly firstDate: string;
  readonly lastDate: string;
  /** How many regions it has. */
  readonly regionCount: number;
  /** The ids of the measures that have a value on some day; no other is worth offering. */
  readonly measures: readonly string[];
  readonly regions: string;
  readonly latest: string;
  /** The blob that lists all other pieces. */
  readonly index: string;
}

const credit = shape<Credit>({ name: text, url: text });

export const parsePlaceNouns: Parser<PlaceNouns> = shape<PlaceNouns>({ one: text, many: text });

export const parseSnapshot: Parser<Snapshot> = shape<Snapshot>({
  schema: oneOf('snapshot/1'),
  dataset: datasetId,
  kind: oneOf('region-series'),
  title: text,
  description: text,
  notice: nullable(text),
  source: credit,
  licence: credit,
  firstDate: day,
  lastDate: day,
  measures: listOf(
    shape<MeasureDescription>({
      id: text,
      title: text,
      description: text,
      kind: oneOf(...MEASURE_KINDS),
      noun: added(nullable(text), null),
    }),
  ),
  maps: listOf(
    shape<MapDescription>({
      id: text,
      title: text,
      nouns: added(nullable(parsePlaceNouns), null),
      firstDate: day,
      lastDate: day,
      regionCount: count,
      measures: listOf(text),
      regions: contentId,
      latest: contentId,
      index: contentId,
    }),
  ),
  views: added(parseViews, STANDARD_VIEWS),
  curves: added(parseCurvesDefaults, STANDARD_CURVES),
  site: added(nullable(parseSiteIdentity), null),
  receipt: contentId,
});

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
      noun: 'confirmed cases',
    },
  ],
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
    },
  ],
  views: [
    { id: 'map', text: null },
    { id: 'curves', text: null },
    { id: 'about', text: '44dd55ee66ff77008899aabbccddeeff' },
  ],
  curves: { noun: 'case type', places: ['US-NY'], measures: ['confirmed'], align: { total: 1, people: 10_000 } },
  site: { title: 'See COVID', tagline: null, accent: null },
  receipt: '0a1b2c3d4e5f60718293a4b5c6d7e8f9',
};
