import * as v from 'valibot';
import { contentId, count, datasetId, finite, list, type Output, object, oneOf, parserOf, text } from './schema.ts';
import { AGGREGATES, cell, TABLE_EXAMPLE, tableDescription, tableSchema } from './table.ts';

export type TablesAnswer = Output<typeof tablesAnswer>;
export type TableAnswer = Output<typeof tableAnswer>;
export type RowsAnswer = Output<typeof rowsAnswer>;
export type FacetsAnswer = Output<typeof facetsAnswer>;
export type SummaryAnswer = Output<typeof summaryAnswer>;
export type Histogram = Output<typeof histogram>;
/** What dates and timestamps are grouped by; a week begins on Monday. */
export type DateStep = (typeof DATE_STEPS)[number];

export const DATE_STEPS = ['day', 'week', 'month', 'quarter', 'year'] as const;

const ofTable = { dataset: datasetId, snapshot: contentId, table: text };

/** Edges of bins: numbers, or dates and timestamps as ISO 8601 text. */
const edges = list(v.union([finite, text], 'a number or text'));

/** Values by bins, one edge more than there are counts. The last bin includes its upper edge. */
const histogram = object({ edges, counts: list(count) });

/** `GET /api/v1/datasets/{d}/tables` */
export const tablesAnswer = object({
  schema: oneOf('tables-answer/1'),
  dataset: datasetId,
  snapshot: contentId,
  tables: list(tableDescription),
});

/** `GET /api/v1/datasets/{d}/tables/{t}` */
export const tableAnswer = object({
  schema: oneOf('table-answer/1'),
  ...ofTable,
  description: tableSchema,
  /** The Parquet files that hold all rows, in order, by their addresses on the same host. */
  parts: list(object({ address: text, rows: count, bytes: count })),
});

/** `GET /api/v1/datasets/{d}/tables/{t}/rows` */
export const rowsAnswer = object({
  schema: oneOf('rows-answer/1'),
  ...ofTable,
  /** Rows that match, on this page or not. */
  total: count,
  columns: list(text),
  /** The number of each row within the table, from 0. */
  rowNumbers: list(count),
  /** The cells of each row, in the order of the columns. */
  rows: list(list(cell)),
  /** The `cursor` of the next page; null on the last one. */
  next: v.nullable(text),
});

/** `GET /api/v1/datasets/{d}/tables/{t}/facets` */
export const facetsAnswer = object({
  schema: oneOf('facets-answer/1'),
  ...ofTable,
  column: text,
  /** Rows that match the filters on other columns. */
  total: count,
  /** How many of them have no value. */
  missing: count,
  /** How many different values the others have. */
  distinct: count,
  /** The most frequent values, most frequent first, then in order. */
  values: list(object({ value: cell, count })),
  /** Of numbers, dates and timestamps, over the range of the whole column; null for other types and without values. */
  histogram: v.nullable(histogram),
});

/** `GET /api/v1/datasets/{d}/tables/{t}/summary` */
export const summaryAnswer = object({
  schema: oneOf('summary-answer/1'),
  ...ofTable,
  by: list(
    object({
      column: text,
      /** What dates were grouped by; null for the values as they are, and for bins. */
      step: v.nullable(oneOf(...DATE_STEPS)),
      /** With bins: their edges. A group is named by the lower edge of its bin. */
      edges: v.nullable(edges),
    }),
  ),
  /** The column that is aggregated; null where rows are counted. */
  measure: v.nullable(text),
  aggregate: oneOf(...AGGREGATES),
  /** In the order of what they are grouped by; missing values last. */
  groups: list(object({ by: list(cell), /** Rows in it. */ rows: count, value: cell })),
});

export const parseTablesAnswer = parserOf(tablesAnswer);
export const parseTableAnswer = parserOf(tableAnswer);
export const parseRowsAnswer = parserOf(rowsAnswer);
export const parseFacetsAnswer = parserOf(facetsAnswer);
export const parseSummaryAnswer = parserOf(summaryAnswer);

const OF = { dataset: 'iris', snapshot: '5f0c1b7c9d8e4a6b8c2d1e0f3a4b5c6d', table: 'iris' } as const;

export const TABLES_ANSWER_EXAMPLE: TablesAnswer = {
  schema: 'tables-answer/1',
  dataset: OF.dataset,
  snapshot: OF.snapshot,
  tables: [
    {
      id: 'iris',
      title: 'Iris',
      rows: 150,
      columns: 5,
      about: '55ee66ff77008899aabbccddeeff0011',
      parts: [{ id: '66ff77008899aabbccddeeff00112233', rows: 150, bytes: 2745 }],
    },
  ],
};

export const TABLE_ANSWER_EXAMPLE: TableAnswer = {
  schema: 'table-answer/1',
  ...OF,
  description: TABLE_EXAMPLE,
  parts: [{ address: '/data/iris/blobs/66ff77008899aabbccddeeff00112233.parquet', rows: 150, bytes: 2745 }],
};

export const ROWS_ANSWER_EXAMPLE: RowsAnswer = {
  schema: 'rows-answer/1',
  ...OF,
  total: 50,
  columns: ['species', 'sepal_length'],
  rowNumbers: [131, 117],
  rows: [
    ['virginica', 7.9],
    ['virginica', 7.7],
  ],
  next: 'eyJhZnRlciI6Mn0',
};

export const FACETS_ANSWER_EXAMPLE: FacetsAnswer = {
  schema: 'facets-answer/1',
  ...OF,
  column: 'sepal_length',
  total: 50,
  missing: 0,
  distinct: 15,
  values: [
    { value: 5, count: 8 },
    { value: 5.1, count: 8 },
  ],
  histogram: { edges: [4, 5, 6, 7, 8], counts: [20, 30, 0, 0] },
};

export const SUMMARY_ANSWER_EXAMPLE: SummaryAnswer = {
  schema: 'summary-answer/1',
  ...OF,
  by: [{ column: 'species', step: null, edges: null }],
  measure: 'sepal_length',
  aggregate: 'mean',
  groups: [
    { by: ['setosa'], rows: 50, value: 5.006 },
    { by: ['versicolor'], rows: 50, value: 5.936 },
    { by: ['virginica'], rows: 50, value: 6.588 },
  ],
};
