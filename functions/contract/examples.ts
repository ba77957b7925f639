import type { GenericSchema } from 'valibot';
import * as answers from './answers.ts';
import { FRAMES_EXAMPLE, parseFrames } from './frames.ts';
import { INDEX_EXAMPLE, parseIndexFile } from './index-file.ts';
import { LATEST_EXAMPLE, parseLatest } from './latest.ts';
import { MAP_INDEX_EXAMPLE, parseMapIndex } from './map-index.ts';
import { POINTER_EXAMPLE, parsePointer } from './pointer.ts';
import { parseReceipt } from './receipt.ts';
import { RECEIPT_ANSWER_EXAMPLE, receiptAnswer } from './receipt-answer.ts';
import { RECEIPT_EXAMPLE } from './receipt-example.ts';
import { parseRecognized, RECOGNIZED_EXAMPLE } from './recognized.ts';
import { parseRegions, REGIONS_EXAMPLE } from './regions.ts';
import { type Parser, parserOf } from './schema.ts';
import { parseSeries, SERIES_EXAMPLE } from './series.ts';
import { parseShapes, SHAPES_EXAMPLE } from './shapes.ts';
import { parseSiteFile, SITE_EXAMPLE } from './site-file.ts';
import { parseSnapshot, SNAPSHOT_EXAMPLE } from './snapshot.ts';
import { parseTableFile, TABLE_EXAMPLE } from './table.ts';
import * as tables from './table-answers.ts';
import { parseTextBlob, TEXT_EXAMPLE } from './views.ts';

/** One documented example of each contract, for `docs/format.md` and for the tests. */
export interface Contract {
  readonly schema: string;
  readonly where: string;
  readonly says: string;
  readonly example: { readonly schema: string };
  readonly parse: Parser<unknown>;
}

export interface AnswerContract extends Contract {
  readonly body: GenericSchema;
  /** The same answer with `format=csv`, where it is a list; else null. */
  readonly csv: string | null;
}

/** The names that stand in the examples of a path. */
export function exampleNames(path: string): { readonly dataset: string; readonly table: string } {
  return { dataset: path.includes('/tables') || path.includes('{table}') ? 'iris' : 'covid', table: 'iris' };
}

/** By path of the API: values of parameters that make a good first question. */
export const EXAMPLE_QUERIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/datasets/{dataset}/regions': { q: 'nyc' },
  '/datasets/{dataset}/series': { regions: '36061', measures: 'confirmed', from: '2020-06-29' },
  '/datasets/{dataset}/ranking': { map: 'us-counties', measure: 'confirmed', date: '2020-06-30', limit: '1' },
  '/datasets/{dataset}/tables/{table}/rows': {
    where: 'species:eq:virginica',
    sort: '-sepal_length',
    columns: 'species,sepal_length',
    limit: '2',
  },
  '/datasets/{dataset}/tables/{table}/facets': { column: 'sepal_length', where: 'species:eq:setosa', limit: '2' },
  '/datasets/{dataset}/tables/{table}/summary': { by: 'species', measure: 'sepal_length', agg: 'mean' },
};

const BLOB = 'data/<dataset>/blobs/<id>.json';

export const PUBLISHED: readonly Contract[] = [
  contract(INDEX_EXAMPLE, parseIndexFile, 'data/index.json', 'The data sets of a site, by id.'),
  contract(
    SITE_EXAMPLE,
    parseSiteFile,
    'data/site.json',
    'What the site calls itself: `site.yaml` among the uploads, else `site` of its only data set, else a neutral title. The pages are written with it.',
  ),
  contract(
    POINTER_EXAMPLE,
    parsePointer,
    'data/<dataset>/latest.json',
    'The only mutable object of a data set: which snapshot is live, and the outcome of the last build. While `seecovid collect` ' +
      'deletes objects, there is also `collecting: {until}`, which readers ignore.',
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
    'The newest period of one map, in the order of its regions, with the ranges over all periods that the color scale uses.',
  ),
  contract(
    FRAMES_EXAMPLE,
    parseFrames,
    BLOB,
    'One measure of one map over one chunk of periods, such as the days of a month or the months of a year. Rows follow the regions and stop at the last one known by then. ' +
      '`changes` holds one row after the other, with one value per period. A row adds up from its base (the total of the period before, null if there was none); null is a period without a record, and the next change counts from the last known total.',
  ),
  contract(
    SERIES_EXAMPLE,
    parseSeries,
    BLOB,
    'All measures of sibling regions over one or more chunks, coded like frames. Of days, a closed year or quarter is one piece, and the newest quarter has one piece per month.',
  ),
  contract(
    SHAPES_EXAMPLE,
    parseShapes,
    BLOB,
    'The shapes of a map that came with the data set, as a TopoJSON topology; those of built-in maps are files of the site in the same format. ' +
      'Points are in units of the drawing, y down; a shape stands for the region of its id unless its properties name `regions`. ' +
      '`objects.borders`, if there is one, holds the lines between groups of shapes. A map of places with coordinates has `objects.points` instead, whose coordinates are on the same grid, and the land behind them in `objects.land`.',
  ),
  contract(
    TABLE_EXAMPLE,
    parseTableFile,
    BLOB,
    'A table without its rows: columns with profiles, charts worth a look, the first rows. All rows are in the Parquet files that the snapshot lists.',
  ),
  contract(
    RECOGNIZED_EXAMPLE,
    parseRecognized,
    BLOB,
    'What the files of a data set without a descriptor were taken for, column by column. Later builds take it over.',
  ),
  contract(TEXT_EXAMPLE, parseTextBlob, BLOB, 'A text in Markdown that a view shows.'),
  contract(
    RECEIPT_EXAMPLE,
    parseReceipt,
    'data/<dataset>/receipts/<id>.json',
    'What a build did with its input. For each upload: read = kept + moved + merged + dropped + unmatched + rejected.',
  ),
];

export const ANSWERS: readonly AnswerContract[] = [
  answer(answers.DATASETS_ANSWER_EXAMPLE, answers.datasetsAnswer, {
    path: '/datasets',
    says: 'The data sets.',
    csv: [
      'id,kind,title,notice,snapshot,firstDate,lastDate,publishedAt',
      'covid,region-series,COVID-19,,5f0c1b7c9d8e4a6b8c2d1e0f3a4b5c6d,2020-01-22,2020-06-30,2020-07-01T05:02:11.000Z',
    ],
  }),
  answer(answers.DATASET_ANSWER_EXAMPLE, answers.datasetAnswer, {
    path: '/datasets/{dataset}',
    says: 'The description of the live snapshot, or of a kept one; `live` says whether the publisher has pinned it.',
  }),
  answer(answers.REGIONS_ANSWER_EXAMPLE, answers.regionsAnswer, {
    path: '/datasets/{dataset}/regions',
    says: 'Regions, best match first. `matchedBy` and `matched` say what matches the query: the id, name or code, an alias, a city or another part of the region, or its parent.',
    csv: [
      'id,name,map,parent,parentName,population,firstDate,matchedBy,matched',
      '36061,New York City,us-counties,US-NY,New York,8336817,2020-03-22,alias,NYC',
    ],
  }),
  answer(answers.SERIES_ANSWER_EXAMPLE, answers.seriesAnswer, {
    path: '/datasets/{dataset}/series',
    says: 'Values by day: one entry per region and measure, in the order requested.',
    csv: [
      'region,name,date,confirmed',
      '36061,New York City,2020-06-29,214939',
      '36061,New York City,2020-06-30,215179',
    ],
  }),
  answer(answers.RANKING_ANSWER_EXAMPLE, answers.rankingAnswer, {
    path: '/datasets/{dataset}/ranking',
    says: 'The largest values on one day.',
    csv: ['rank,region,name,value', '1,36061,New York City,215179'],
  }),
  answer(RECEIPT_ANSWER_EXAMPLE, receiptAnswer, {
    path: '/datasets/{dataset}/receipt',
    says: 'The receipt of the live snapshot, and the last build if it is not the live one.',
  }),
  answer(tables.TABLES_ANSWER_EXAMPLE, tables.tablesAnswer, {
    path: '/datasets/{dataset}/tables',
    says: 'The tables of a data set, and the Parquet files that hold their rows.',
    csv: ['id,title,rows,columns', 'iris,Iris,150,5'],
  }),
  answer(tables.TABLE_ANSWER_EXAMPLE, tables.tableAnswer, {
    path: '/datasets/{dataset}/tables/{table}',
    says: 'A table without its rows, but for the first hundred: columns with profiles, charts worth a look, and where the Parquet files with all rows are.',
  }),
  answer(tables.ROWS_ANSWER_EXAMPLE, tables.rowsAnswer, {
    path: '/datasets/{dataset}/tables/{table}/rows',
    says: 'Rows of a table: the cells of each in the order of `columns`. `total` counts all that match.',
    csv: ['species,sepal_length', 'virginica,7.9', 'virginica,7.7'],
  }),
  answer(tables.FACETS_ANSWER_EXAMPLE, tables.facetsAnswer, {
    path: '/datasets/{dataset}/tables/{table}/facets',
    says: 'How often each value of a column occurs among the rows that match the filters on other columns.',
    csv: ['value,count', '5,8', '5.1,8'],
  }),
  answer(tables.SUMMARY_ANSWER_EXAMPLE, tables.summaryAnswer, {
    path: '/datasets/{dataset}/tables/{table}/summary',
    says: 'One aggregate for each group of rows.',
    csv: ['species,rows,mean sepal_length', 'setosa,50,5.006', 'versicolor,50,5.936', 'virginica,50,6.588'],
  }),
  answer(answers.HEALTH_ANSWER_EXAMPLE, answers.healthAnswer, { path: '/health', says: 'Whether the API answers.' }),
];

function contract(example: Contract['example'], parse: Parser<unknown>, where: string, says: string): Contract {
  return { schema: example.schema, where, says, example, parse };
}

interface AnswerWords {
  readonly path: string;
  readonly says: string;
  readonly csv?: readonly string[];
}

function answer(example: Contract['example'], body: GenericSchema, { path, says, csv }: AnswerWords): AnswerContract {
  const table = csv?.map(line => `${line}\r\n`).join('') ?? null;
  return { ...contract(example, parserOf(body), `/api/v1${path}`, says), body, csv: table };
}
