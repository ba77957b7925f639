import * as answers from './answers.ts';
import type { Parser } from './expect.ts';
import { FRAMES_EXAMPLE, parseFrames } from './frames.ts';
import { INDEX_EXAMPLE, parseIndexFile } from './index-file.ts';
import { LATEST_EXAMPLE, parseLatest } from './latest.ts';
import { MAP_INDEX_EXAMPLE, parseMapIndex } from './map-index.ts';
import { POINTER_EXAMPLE, parsePointer } from './pointer.ts';
import { parseReceipt } from './receipt.ts';
import { parseReceiptAnswer, RECEIPT_ANSWER_EXAMPLE } from './receipt-answer.ts';
import { RECEIPT_EXAMPLE } from './receipt-example.ts';
import { parseRegions, REGIONS_EXAMPLE } from './regions.ts';
import { parseSeries, SERIES_EXAMPLE } from './series.ts';
import { parseSiteFile, SITE_EXAMPLE } from './site-file.ts';
import { parseSnapshot, SNAPSHOT_EXAMPLE } from './snapshot.ts';
import { parseTextBlob, TEXT_EXAMPLE } from './views.ts';

/** One documented example of each contract, for `docs/format.md` and for the tests. */
export interface Contract {
  readonly schema: string;
  readonly where: string;
  readonly says: string;
  readonly example: { readonly schema: string };
  readonly parse: Parser<unknown>;
  /** The same answer with `format=csv`, where it is a list; else null. */
  readonly csv: string | null;
}

/** The data set that the examples are of. */
export const EXAMPLE_DATASET = 'covid';

/** By path of the API: values of parameters that make a good first question. */
export const EXAMPLE_QUERIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/datasets/{dataset}/regions': { q: 'nyc' },
  '/datasets/{dataset}/series': { regions: '36061', measures: 'confirmed', from: '2020-06-29' },
  '/datasets/{dataset}/ranking': { map: 'us-counties', measure: 'confirmed', date: '2020-06-30', limit: '1' },
};

const BLOB = 'data/<dataset>/blobs/<id>.json';

export const PUBLISHED: readonly Contract[] = [
  contract(INDEX_EXAMPLE, parseIndexFile, 'data/index.json', 'The data sets of a site, by id.'),
  contract(
    SITE_EXAMPLE,
    parseSiteFile,
    'data/site.json',
    'What the site calls itself: `site.yaml` among the uploads, else `site` of its only data set, else a neutral title.',
  ),
  contract(
    POINTER_EXAMPLE,
    parsePointer,
    'data/<dataset>/latest.json',
    'The only mutable object of a data set: which snapshot is live, and what became of the last build. While `seecovid collect` ' +
      'deletes there is also `collecting: {until}`, which readers pass over.',
  ),
  contract(
    SNAPSHOT_EXAMPLE,
    parseSnapshot,
    'data/<dataset>/snapshots/<id>.json',
    'Everything published for a data set at one moment.',
  ),
  contract(
    MAP_INDEX_EXAMPLE,
    parseMapIndex,
    BLOB,
    'Every piece of one map. The group `*` holds regions without a parent.',
  ),
  contract(
    REGIONS_EXAMPLE,
    parseRegions,
    BLOB,
    'The regions of one map, by the day of their first record and then by id: later regions are appended.',
  ),
  contract(
    LATEST_EXAMPLE,
    parseLatest,
    BLOB,
    'The newest day of one map, in the order of its regions, with the ranges over all days that colours are scaled by.',
  ),
  contract(
    FRAMES_EXAMPLE,
    parseFrames,
    BLOB,
    'One measure of one map over one calendar month. Rows follow the regions and stop at the last one known by then. ' +
      'The changes of all rows stand one after the other, a day each; a row adds up from its base (the total of the day before, null where there was none): null is a day without a record, and the next change counts from the last known total.',
  ),
  contract(
    SERIES_EXAMPLE,
    parseSeries,
    BLOB,
    'All measures of sibling regions over one period, coded like frames. A closed year or quarter is one piece; the newest quarter is one a month.',
  ),
  contract(TEXT_EXAMPLE, parseTextBlob, BLOB, 'A text in Markdown that a view shows.'),
  contract(
    RECEIPT_EXAMPLE,
    parseReceipt,
    'data/<dataset>/receipts/<id>.json',
    'What a build did with its input. Of each upload: read = kept + moved + merged + dropped + unmatched + rejected.',
  ),
];

export const ANSWERS: readonly Contract[] = [
  contract(answers.DATASETS_ANSWER_EXAMPLE, answers.parseDatasetsAnswer, '/api/v1/datasets', 'The data sets.', [
    'id,kind,title,notice,snapshot,firstDate,lastDate,publishedAt',
    'covid,region-series,COVID-19,,5f0c1b7c9d8e4a6b8c2d1e0f3a4b5c6d,2020-01-22,2020-06-30,2020-07-01T05:02:11.000Z',
  ]),
  contract(
    answers.DATASET_ANSWER_EXAMPLE,
    answers.parseDatasetAnswer,
    '/api/v1/datasets/{dataset}',
    'The description of the live snapshot, or of a kept one; `live` tells whether the publisher keeps to it (`pinned`).',
  ),
  contract(
    answers.REGIONS_ANSWER_EXAMPLE,
    answers.parseRegionsAnswer,
    '/api/v1/datasets/{dataset}/regions',
    'Regions, best match first. `matchedBy` and `matched` tell what fits the query: the id, name or code, an alias, a city or another part of the region, or the parent that was named.',
    [
      'id,name,map,parent,parentName,population,firstDate,matchedBy,matched',
      '36061,New York City,us-counties,US-NY,New York,8336817,2020-03-22,alias,NYC',
    ],
  ),
  contract(
    answers.SERIES_ANSWER_EXAMPLE,
    answers.parseSeriesAnswer,
    '/api/v1/datasets/{dataset}/series',
    'Curves: one entry per region and measure, in the order asked.',
    ['region,name,date,confirmed', '36061,New York City,2020-06-29,214939', '36061,New York City,2020-06-30,215179'],
  ),
  contract(
    answers.RANKING_ANSWER_EXAMPLE,
    answers.parseRankingAnswer,
    '/api/v1/datasets/{dataset}/ranking',
    'The largest values on one day.',
    ['rank,region,name,value', '1,36061,New York City,215179'],
  ),
  contract(
    RECEIPT_ANSWER_EXAMPLE,
    parseReceiptAnswer,
    '/api/v1/datasets/{dataset}/receipt',
    'The receipt of the live snapshot, and the last build where it is not what is live.',
  ),
  contract(answers.HEALTH_ANSWER_EXAMPLE, answers.parseHealthAnswer, '/api/v1/health', 'That the API answers.'),
];

function contract(
  example: { readonly schema: string },
  parse: Parser<unknown>,
  where: string,
  says: string,
  csv: readonly string[] | null = null,
): Contract {
  return { schema: example.schema, where, says, example, parse, csv: csv?.map(line => `${line}\r\n`).join('') ?? null };
}
